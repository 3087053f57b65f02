import { generalReasons, numbered, type CatalogueRows } from './general.ts';

/** Stores that speak the S3 API; PSU-03 to PSU-05 and NET are about the policy language and the networks of AWS. */
export const s3CompatibleRows: CatalogueRows = {
  rows: [...numbered('GEN', 11), ...numbered('S3C', 15), 'PSU-01', 'PSU-02', 'PSU-09'],
  undecided: {
    ...generalReasons,
    'PSU-01':
      'How long pre-signed URLs live, one hour for reading and 24 hours for writing, is decided by W&B when it signs them; no setting of the bucket shortens it.',
    'PSU-02':
      'Which condition keys a server evaluates differs and is seldom documented, and as whom W&B comes, the user of the access key, is not visible through the S3 API.',
    'S3C-06':
      'The CORS document of the old guide for bare-metal servers is replaced by that of the newer ones; s3-compatible/cors-works decides what browsers meet.',
    'S3C-07':
      'That kmsKey is null in the Helm values for a store outside of AWS is a setting of the W&B instance, which the store does not show.',
    'S3C-08': 'BUCKET_QUEUE=internal:// is a setting of the W&B instance, which the store does not show.',
    'S3C-09':
      'What the user of the access key may do is kept by the identity system of the server; the S3 API shows bucket policies only. The operator of the store can say.',
    'S3C-11':
      'Limits of a proxy on the size and duration of an upload show only when a large object is written, and this program writes nothing.',
  },
};
