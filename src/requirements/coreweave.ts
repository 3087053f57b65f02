/**
 * W&B's requirements for CoreWeave AI Object Storage, as data. The actions are those of Amazon S3.
 * Sources: docs key D-2025-08 and D-2026S of `docs/sources.md`.
 */

/** Service principals that W&B acts as at CoreWeave. */
export const coreweavePrincipals = {
  'multi-tenant': 'arn:aws:iam::wandb:static/wandb-integration-public',
  dedicated: 'arn:aws:iam::wandb:static/wandb-integration',
  'self-managed': 'arn:aws:iam::wandb:static/wandb-integration',
} as const;

/** Tells one customer of W&B from another; without it every tenant's requests come from the same principal. */
export const coreweaveOrgKey = 'wandb:OrgID';
