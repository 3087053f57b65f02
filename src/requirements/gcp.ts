/**
 * W&B's requirements for Google Cloud Storage, as data.
 * Sources: docs key S004, D-2025-05, D-2026S and TFG of `docs/sources.md`.
 */

/** Service accounts that W&B acts as. No document disagrees about them. */
export const wandbServiceAccounts = {
  'multi-tenant': 'wandb-integration@wandb-production.iam.gserviceaccount.com',
  dedicated: 'deploy@wandb-production.iam.gserviceaccount.com',
} as const;

/** The role that W&B's documents ask for on the bucket. */
export const documentedGcsRole = 'roles/storage.admin';

/** One permission that W&B needs; IAM asks for it on the bucket or on the object that is touched. */
export interface GcsNeed {
  readonly permission: string;
  readonly on: 'bucket' | 'object';
  /** `core`: W&B does not work without it. `extra`: only some ways of use need it. */
  readonly weight: 'core' | 'extra';
}

/**
 * What W&B does with a bucket: it reads its CORS rules and attributes, and reads, writes, lists and deletes objects.
 * Listing is asked for on the bucket ("IAM conditions" of Cloud Storage); multipart uploads are those of the XML API.
 */
export const gcsNeeds: readonly GcsNeed[] = [
  { permission: 'storage.buckets.get', on: 'bucket', weight: 'core' },
  { permission: 'storage.objects.get', on: 'object', weight: 'core' },
  { permission: 'storage.objects.create', on: 'object', weight: 'core' },
  { permission: 'storage.objects.delete', on: 'object', weight: 'core' },
  { permission: 'storage.objects.list', on: 'bucket', weight: 'core' },
  { permission: 'storage.objects.update', on: 'object', weight: 'extra' },
  { permission: 'storage.multipartUploads.create', on: 'object', weight: 'extra' },
  { permission: 'storage.multipartUploads.abort', on: 'object', weight: 'extra' },
  { permission: 'storage.multipartUploads.listParts', on: 'object', weight: 'extra' },
  { permission: 'storage.multipartUploads.list', on: 'bucket', weight: 'extra' },
];
