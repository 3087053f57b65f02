import { generalReasons, numbered, type CatalogueRows } from './general.ts';

/** Cloud Storage of Google; the rows PSU-02 to PSU-05, PSU-07 and most of NET are about other stores. */
export const gcsRows: CatalogueRows = {
  rows: [
    ...numbered('GEN', 11),
    ...numbered('GCS-BKT', 13),
    ...numbered('GCS-IAM', 7),
    'PSU-01',
    'PSU-06',
    'PSU-08',
    'PSU-09',
    'NET-07',
    'AUD-03',
  ],
  undecided: {
    ...generalReasons,
    'PSU-01':
      'How long pre-signed URLs live, one hour for reading and 24 hours for writing, is decided by W&B when it signs them; no setting of a Cloud Storage bucket shortens it.',
    'PSU-06':
      'That W&B puts the user name into its URLs (X-User) helps whoever reads the access logs, and is a setting of the W&B instance; the bucket has no part in it. That logs are kept is gcs/audit-logs.',
    'PSU-08':
      "Whether W&B may sign URLs is a right of its service account on itself (iam.serviceAccounts.signBlob), in W&B's project or, for Self-Managed, in the one of its server; the bucket and its project do not show it.",
    'GCS-IAM-06':
      'The right of a self-managed server to sign (iam.serviceAccounts.signBlob) is granted on its service account, which may be in any project; the bucket does not show it.',
    'GCS-IAM-07':
      'Domain-restricted sharing and VPC Service Controls are policies of the organization. Reading them takes rights on the organization, which the auditor of a bucket does not have; a binding that domain-restricted sharing refused is missing in gcs/iam-wandb; what VPC Service Controls refuse does not show anywhere.',
  },
};
