import type { FacetValue } from '../evidence/index.ts';
import type { LifecycleRule } from '../policy/lifecycle/s3.ts';
import { asciiJson, printable } from '../policy/printable.ts';
import { shellWord } from './shell.ts';

/** `aws s3api <operation> --bucket … <arguments>`, each word quoted for a shell. */
export const s3api = (operation: string, bucket: string, ...words: readonly string[]): string =>
  ['aws', 's3api', operation, '--bucket', bucket, ...words].map(shellWord).join(' ');

/** `aws kms <operation> --region … --key-id …` for the key with this ARN. */
export function kms(operation: string, arn: string, ...words: readonly string[]): string {
  const region = arn.split(':')[3];
  const where = region === undefined || region === '' ? [] : ['--region', region];
  return ['aws', 'kms', operation, ...where, '--key-id', arn, ...words].map(shellWord).join(' ');
}

/** S3 takes no configuration in which one rule has a Filter and another the older Prefix, so every rule gets a Filter. */
const inNewForm = ({ Prefix, ...rule }: LifecycleRule): LifecycleRule =>
  rule.Filter === undefined ? { ...rule, Filter: { Prefix: Prefix ?? '' } } : rule;

/**
 * S3 replaces the whole lifecycle configuration, so the command always carries every rule that stays, and the default
 * minimum size of what transitions move, which S3 sets back where a request leaves it out.
 */
export function putLifecycle(
  bucket: string,
  rules: readonly LifecycleRule[],
  present: FacetValue<'aws', 'lifecycle'> | null,
): string {
  if (rules.length === 0) return s3api('delete-bucket-lifecycle', bucket);
  const size = present?.TransitionDefaultMinimumObjectSize;
  return s3api(
    'put-bucket-lifecycle-configuration',
    bucket,
    ...(size === undefined ? [] : ['--transition-default-minimum-object-size', printable(size)]),
    '--lifecycle-configuration',
    asciiJson({ Rules: rules.map(inNewForm) }),
  );
}

type EncryptionRule = FacetValue<'aws', 'encryption'>['ServerSideEncryptionConfiguration']['Rules'][number];

/** S3 replaces the whole encryption configuration, so the command carries the kinds of encryption that `present` blocks. */
export function putEncryption(
  bucket: string,
  chosen: NonNullable<EncryptionRule['ApplyServerSideEncryptionByDefault']>,
  present: EncryptionRule | undefined,
): string {
  const blocked = present?.BlockedEncryptionTypes;
  const rule: EncryptionRule = {
    ApplyServerSideEncryptionByDefault: chosen,
    BucketKeyEnabled: true,
    ...(blocked === undefined ? {} : { BlockedEncryptionTypes: blocked }),
  };
  return s3api('put-bucket-encryption', bucket, '--server-side-encryption-configuration', asciiJson({ Rules: [rule] }));
}

/** Ends the summary of a command whose ARNs name a partition that nothing tells. */
export const assumedPartition =
  '; its ARNs assume the partition aws, since neither the region of the bucket nor a declaration tells it';

export const putBucketPolicy = (bucket: string, policy: string): string =>
  `aws s3api put-bucket-policy --bucket ${shellWord(bucket)} --policy ${shellWord(policy)}`;

export const putKeyPolicy = (keyArn: string, policy: string): string =>
  `aws kms put-key-policy --key-id ${shellWord(keyArn)} --policy-name default --policy ${shellWord(policy)}`;
