import type { FacetValue } from '../evidence/index.ts';
import type { Edit, Step, StepDocument } from '../evidence/step.ts';
import { rawStatements } from '../policy/aws/document/documented.ts';
import type { LifecycleRule } from '../policy/lifecycle/s3.ts';
import { printable } from '../policy/printable.ts';
import { editsBetween, editsOfItems } from './document.ts';
import { replacing } from './step.ts';

const s3apiWords = (operation: string, bucket: string): readonly string[] => ['aws', 's3api', operation, '--bucket', bucket];

/** `aws s3api <operation> --bucket … <arguments>`. */
export const s3api = (operation: string, bucket: string, ...words: readonly string[]): Step => ({
  run: [...s3apiWords(operation, bucket), ...words],
});

/** `aws kms <operation> --region … --key-id …` for the key with this ARN. */
export function kms(operation: string, arn: string, ...words: readonly string[]): Step {
  const region = arn.split(':')[3];
  const where = region === undefined || region === '' ? [] : ['--region', region];
  return { run: ['aws', 'kms', operation, ...where, '--key-id', arn, ...words] };
}

/** S3 takes no configuration in which one rule has a Filter and another the older Prefix, so every rule gets a Filter. */
const inNewForm = ({ Prefix, ...rule }: LifecycleRule): LifecycleRule =>
  rule.Filter === undefined ? { ...rule, Filter: { Prefix: Prefix ?? '' } } : rule;

/** What a check changes in a list of rules: the rule itself where it stays, `null` where it goes, and what is new. */
export interface RuleChange<Rule> {
  readonly each?: ((rule: Rule) => Rule | null) | undefined;
  readonly add?: Rule | undefined;
}

/**
 * S3 replaces the whole lifecycle configuration, so the command always carries every rule that stays, and the default
 * minimum size of what transitions move, which S3 sets back where a request leaves it out.
 */
export function putLifecycle(
  bucket: string,
  present: FacetValue<'aws', 'lifecycle'> | null,
  { each = (rule) => rule, add }: RuleChange<LifecycleRule>,
): Step {
  const rules = present?.Rules ?? [];
  const size = present?.TransitionDefaultMinimumObjectSize;
  const forms = rules.map(inNewForm);
  const edits = editsOfItems(['Rules'], forms, (form, index) => {
    const rule = rules[index];
    const changed = rule === undefined ? null : each(rule);
    return changed === rule ? form : changed === null ? null : inNewForm(changed);
  });
  return replacing(
    {
      kind: 'lifecycle configuration',
      of: bucket,
      before: { Rules: forms },
      present: rules.length === 0 ? 'no' : 'yes',
      items: ['Rules'],
      noun: 'rule',
      unique: 'ID',
      none: s3apiWords('delete-bucket-lifecycle', bucket),
    },
    add === undefined ? edits : [...edits, { add: ['Rules'], value: inNewForm(add) }],
    [
      ...s3apiWords('put-bucket-lifecycle-configuration', bucket),
      ...(size === undefined ? [] : ['--transition-default-minimum-object-size', printable(size)]),
      '--lifecycle-configuration',
      { document: 'text' },
    ],
  );
}

type EncryptionRule = FacetValue<'aws', 'encryption'>['ServerSideEncryptionConfiguration']['Rules'][number];

/**
 * S3 replaces the whole encryption configuration, so the command carries the kinds of encryption that the rule blocks.
 * @param index of the rule that is changed; where there is none, the configuration gets one
 */
export function putEncryption(
  bucket: string,
  chosen: NonNullable<EncryptionRule['ApplyServerSideEncryptionByDefault']>,
  rules: readonly EncryptionRule[],
  index: number,
): Step {
  const present = rules[index];
  const blocked = present?.BlockedEncryptionTypes;
  const rule: EncryptionRule = {
    ApplyServerSideEncryptionByDefault: chosen,
    BucketKeyEnabled: true,
    ...(blocked === undefined ? {} : { BlockedEncryptionTypes: blocked }),
  };
  const before = { Rules: rules };
  return replacing(
    {
      kind: 'encryption configuration',
      of: bucket,
      before,
      present: rules.length === 0 ? 'no' : 'yes',
      items: ['Rules'],
      noun: 'rule',
      none: s3apiWords('delete-bucket-encryption', bucket),
    },
    editsBetween(before, { Rules: [rule] }),
    [...s3apiWords('put-bucket-encryption', bucket), '--server-side-encryption-configuration', { document: 'text' }],
  );
}

/** Puts one CORS rule in place of all that are there. */
export const putCors = (bucket: string, present: readonly object[], rule: object): Step =>
  replacing(
    {
      kind: 'CORS configuration',
      of: bucket,
      before: { CORSRules: present },
      present: present.length === 0 ? 'no' : 'yes',
      items: ['CORSRules'],
      noun: 'rule',
      none: s3apiWords('delete-bucket-cors', bucket),
    },
    [{ set: ['CORSRules'], value: [rule] }],
    [...s3apiWords('put-bucket-cors', bucket), '--cors-configuration', { document: 'text' }],
  );

/** Ends the summary of a command whose ARNs name a partition that nothing tells. */
export const assumedPartition =
  '; its ARNs assume the partition aws, since neither the region of the bucket nor a declaration tells it';

/**
 * A policy as it is edited: with a list of statements.
 * @param text undefined where there is none, `null` where there is one that nobody can make sense of
 */
function policyDocument(text: string | null | undefined): Pick<StepDocument, 'before' | 'present' | 'items' | 'noun' | 'unique'> {
  const shape = { items: ['Statement'], noun: 'statement', unique: 'Sid' } as const;
  if (text === undefined || text === null)
    return { ...shape, before: { Version: '2012-10-17', Statement: [] }, present: text === null ? 'unread' : 'no' };
  const { document, statements } = rawStatements(text);
  return { ...shape, before: { ...document, Statement: statements }, present: 'yes' };
}

/** Puts a bucket policy with edits made to it; S3 replaces the whole policy. @param text as for {@link addStatement} */
export const putBucketPolicy = (bucket: string, text: string | null | undefined, edits: readonly Edit[]): Step =>
  replacing(
    { kind: 'bucket policy', of: bucket, ...policyDocument(text), none: s3apiWords('delete-bucket-policy', bucket) },
    edits,
    [...s3apiWords('put-bucket-policy', bucket), '--policy', { document: 'text' }],
  );

/** The same for the policy of a key, which always has one. */
export const putKeyPolicy = (keyArn: string, text: string | null | undefined, edits: readonly Edit[]): Step =>
  replacing({ kind: 'key policy', of: keyArn, ...policyDocument(text) }, edits, [
    'aws',
    'kms',
    'put-key-policy',
    '--key-id',
    keyArn,
    '--policy-name',
    'default',
    '--policy',
    { document: 'text' },
  ]);

/** The edit that gives a policy one more statement. */
export const addStatement = (statement: Readonly<Record<string, unknown>>): readonly Edit[] => [
  { add: ['Statement'], value: statement },
];

/** Shows the bucket policy, for a person to edit it and put it back. */
export const readBucketPolicy = (bucket: string): Step => ({
  ...s3api('get-bucket-policy', bucket, '--query', 'Policy', '--output', 'text'),
  shows: 'bucket policy',
});

/** The same for the policy of a key. */
export const readKeyPolicy = (arn: string): Step => ({
  run: ['aws', 'kms', 'get-key-policy', '--key-id', arn, '--policy-name', 'default', '--query', 'Policy', '--output', 'text'],
  shows: 'key policy',
});
