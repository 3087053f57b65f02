/**
 * W&B's requirements for the settings of a Google Cloud Storage bucket, as data, by edition.
 * Sources: docs key S004, D-2025-05, D-2026S and TFG of `docs/sources.md`; who is let in is in `gcp.ts`.
 */

/** 3600 seconds until S004 (2025-03), 3000 since D-2025-05, and 3000 in W&B's Terraform module. */
export const gcsCorsMaxAge = {
  '2023-11': 3600,
  '2024-02': 3600,
  '2025-03': 3600,
  '2026-02': 3000,
} as const satisfies Record<'2023-11' | '2024-02' | '2025-03' | '2026-02', number>;

/**
 * The entry of W&B's Terraform module. The documented file differs in its headers: it names Content-Type alone and adds
 * `exposeHeaders`, which is no member of a CORS entry of Cloud Storage (catalogue row GCS-BKT-02).
 */
export const gcsCorsEntry = { origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'] } as const;

/** Seconds for which Google keeps deleted objects of a new bucket unless the organization chose otherwise ("Soft delete"). */
export const defaultSoftDelete = 604_800;

/** The role that the service agent of Cloud Storage needs on a customer-managed key. */
export const kmsAgentRole = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

/** Encrypts and decrypts objects for a project; it is Google's account, not W&B's. */
export const storageServiceAgent = (projectNumber: string): string =>
  `service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`;

/** Where the bring-your-own-bucket store may live, for Cloud Storage, by deployment and level (matrix 0.3 of the catalogue). */
export const gcsAvailability = {
  'multi-tenant': { instance: false, team: true },
  dedicated: { instance: true, team: true },
  'self-managed': { instance: true, team: true },
} as const;
