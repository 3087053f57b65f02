import { generalReasons, numbered, type CatalogueRows } from './general.ts';

/** Amazon S3 and AWS KMS; PSU-07, PSU-08 and NET-07 to NET-09 are about other stores. */
export const awsRows: CatalogueRows = {
  rows: [
    ...numbered('GEN', 11),
    ...numbered('AWS-S3', 26),
    'AWS-S3-30',
    ...numbered('AWS-KMS', 11),
    ...numbered('PSU', 6),
    'PSU-09',
    ...numbered('NET', 6),
    'NET-10',
  ],
  undecided: {
    ...generalReasons,
    'AWS-S3-08':
      "Across accounts the policy of W&B's node role has to allow the access too. It is an identity policy in another account, which the auditing identity cannot read; the bucket's own side is aws/bucket-policy-grants.",
    'AWS-S3-25':
      'Event notifications belong to the full Terraform deployment with an external queue. For a bucket of your own both their absence and their presence are right, so there is no verdict.',
    'PSU-01':
      'How long pre-signed URLs live, one hour for reading and 24 hours for writing, is decided by W&B when it signs them. aws/presigned-age holds the bucket policy against these times.',
    'PSU-05':
      "A URL dies with the temporary credentials that signed it. How long W&B's sessions last is not visible in the bucket.",
    'PSU-06':
      'That W&B puts the user name into its URLs (X-User) helps whoever reads the access logs, and is a setting of the W&B instance; the bucket has no part in it. That logs are kept is aws/access-logging.',
    'NET-10':
      'Whether clients resolve the host name of the bucket to a private endpoint is a matter of their DNS, which no API of the bucket shows.',
  },
};
