/** Rows of the requirement catalogue that no check decides, each with the reason; `docs/coverage.md` shows them. */
export const undecidedRows = {
  'GEN-03':
    'The storage of a team cannot be changed later. That is advice about when to audit, not a state of the bucket: run the audit before the team is created.',
  'GEN-07':
    'Whether the bucket is listed in GORILLA_SUPPORTED_FILE_STORES is a setting of the W&B instance; no API of the cloud shows it.',
  'GEN-08': 'Which teams share a bucket is known to W&B only. The configuration of one bucket looks the same either way.',
  'GEN-10':
    "Metadata, logs and Weave data stay in W&B's own database whatever the bucket looks like; there is nothing to measure.",
  'GEN-11': 'Not printing credentials is a property of this program, held by its own tests; the bucket has no part in it.',
  'AWS-S3-08':
    "Across accounts the policy of W&B's node role has to allow the access too. It is an identity policy in another account, which the auditing identity cannot read; the bucket's own side is aws/bucket-policy-grants.",
  'AWS-S3-25':
    'Event notifications belong to the full Terraform deployment with an external queue. For a bucket of your own both their absence and their presence are right, so there is no verdict.',
} as const satisfies Readonly<Record<string, string>>;

const numbered = (family: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${family}-${String(index + 1).padStart(2, '0')}`);

/** Every row of the catalogue that concerns Amazon S3 and AWS KMS. */
export const awsRows: readonly string[] = [...numbered('GEN', 11), ...numbered('AWS-S3', 26), ...numbered('AWS-KMS', 10)];
