import type { FacetValue } from '../../../src/evidence/index.ts';

export type GcsBucket = FacetValue<'gcs', 'bucket'>;

/** A bucket with the given settings and nothing else, as a facet. */
export const bucket = (settings: Omit<GcsBucket, 'name'> = {}): { readonly bucket: GcsBucket } => ({
  bucket: { name: 'acme-wandb', ...settings },
});

/** Every check of settings says the same of a bucket that is not there. */
export const noBucket = {
  'there is no bucket': { given: { bucket: null }, says: 'there is no bucket to look at; see gcs/bucket-exists' },
} as const;

export const cors = { origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000 };
export const deploy = 'deploy@wandb-production.iam.gserviceaccount.com';
export const integration = 'wandb-integration@wandb-production.iam.gserviceaccount.com';
