import { generalReasons, numbered, type CatalogueRows } from './general.ts';

/** CoreWeave AI Object Storage; of NET only NET-09 is about it. */
export const coreweaveRows: CatalogueRows = {
  rows: [...numbered('GEN', 11), ...numbered('CW', 14), 'PSU-01', 'PSU-02', 'PSU-03', 'PSU-06', 'PSU-09', 'NET-09'],
  undecided: {
    ...generalReasons,
    'GEN-06':
      'Whether CoreWeave retains objects is told by none of the S3 calls that its documents list. A Deny on deleting objects is found by coreweave/bucket-policy-grants.',
    'PSU-01':
      'How long pre-signed URLs live, one hour for reading and 24 hours for writing, is decided by W&B when it signs them. coreweave/bucket-policy-grants plays URLs of these ages against the bucket policy.',
    'PSU-06':
      'That W&B puts the user name into its URLs (X-User) helps whoever reads the access logs, and is a setting of the W&B instance; the bucket has no part in it.',
    'NET-09':
      'A condition on the network is optional here, and which networks your users and jobs are in is known to you only. That a condition keeps W&B out is found by coreweave/bucket-policy-grants.',
    'CW-08':
      "Organization access policies are read through CoreWeave's own API with a token of the organization, not through the S3 API. One has to exist, and none may deny.",
    'CW-11':
      'That GORILLA_SUPPORTED_FILE_STORES is exactly cw:// is a setting of the W&B instance; uri/coreweave-exact judges its value, as `byob-audit uri check` reads it.',
    'CW-13':
      "When an access key expires and what it may do is told by CoreWeave's own API. W&B's service principal has no such key; only a URI with a key does.",
    'CW-14': "Audit logging is a bucket setting of CoreWeave's own API, in limited availability; the S3 API does not show it.",
  },
};
