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

/**
 * The organization at CoreWeave whose user asks: the documented condition of statements for a whole organization
 * (docs.coreweave.com, bucket access policy examples). W&B's principals belong to none.
 */
export const coreweaveUserOrgKey = 'cw:PrincipalOrgID';

/** What every principal of W&B begins with. W&B's template has it before a placeholder that stands for the whole ARN. */
export const coreweavePrincipalPrefix = 'arn:aws:iam::wandb:static/';

/** The one endpoint that W&B's documents name; the bucket is part of the host name. */
export const coreweaveEndpoint = 'https://cwobject.com';

/** Server and chart that know CoreWeave (D-2025-08, REL 0.73.0 of 2025-09-10). */
export const coreweaveServer = { server: '0.73.0', chart: '0.33.14' } as const;

const never = { instance: false, team: false } as const;
const unknownToAll = { 'multi-tenant': never, dedicated: never, 'self-managed': never } as const;

/**
 * Where a CoreWeave bucket may be used, by edition, deployment and level (matrix 0.3 of the catalogue). W&B's documents
 * know CoreWeave since June 2025.
 */
export const coreweaveAvailability = {
  '2023-11': unknownToAll,
  '2024-02': unknownToAll,
  '2025-03': unknownToAll,
  '2026-02': {
    'multi-tenant': { instance: false, team: true },
    dedicated: { instance: true, team: true },
    'self-managed': { instance: true, team: true },
  },
} as const;

/** Names that CoreWeave keeps for itself: beginnings, and one whole name. */
export const coreweaveReservedNames = { beginnings: ['cw-', 'vip-', 'log-stitcher-ch-', 'xn--'], whole: ['int'] } as const;
