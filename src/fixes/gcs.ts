import type { FacetValue } from '../evidence/index.ts';
import type { Edit, Step, StepDocument, Word } from '../evidence/step.ts';
import { edited, editsOfItems } from './document.ts';
import { replacing } from './step.ts';

type Bucket = FacetValue<'gcs', 'bucket'>;
type Rule = NonNullable<NonNullable<Bucket['lifecycle']>['rule']>[number];
type Entry = NonNullable<Bucket['cors']>[number];

const buckets = <Flag extends Word>(verb: string, bucket: string, flags: readonly Flag[]): readonly (string | Flag)[] => [
  'gcloud',
  'storage',
  'buckets',
  verb,
  `gs://${bucket}`,
  ...flags,
];

/** `gcloud storage buckets update gs://B …`. */
export const updateBucket = (bucket: string, ...flags: readonly string[]): Step => ({ run: buckets('update', bucket, flags) });

/** gcloud takes a document as a file only. @param flag for example `--cors-file` */
const withFile = (bucket: string, flag: string): readonly Word[] =>
  buckets('update', bucket, [{ document: 'file', flag: `${flag}=` }] as const);

type Whole = Pick<StepDocument, 'kind' | 'file' | 'noun'>;

/** A document of one setting that a command sets as a whole, or merges into what is there. */
export function updateWithFile(bucket: string, flag: string, described: Whole, content: unknown, replaces?: unknown): Step {
  const edits: readonly Edit[] = [{ set: [], value: content }];
  const rest = { of: bucket, before: replaces ?? null, present: 'yes', items: [] } as const;
  const document = { ...described, ...rest, edits, content: edited(rest.before, edits) };
  const run = withFile(bucket, flag);
  return replaces === undefined ? { run, document } : { run, document, replaces: document.kind };
}

/**
 * Cloud Storage replaces the whole lifecycle configuration, so the document carries every rule that stays.
 * @param each the rule itself where it stays, `null` where it goes
 */
export const putGcsLifecycle = (bucket: string, rules: readonly Rule[], each: (rule: Rule) => Rule | null): Step =>
  replacing(
    {
      kind: 'lifecycle configuration',
      of: bucket,
      file: 'lifecycle.json',
      before: { lifecycle: { rule: rules } },
      present: rules.length === 0 ? 'no' : 'yes',
      items: ['lifecycle', 'rule'],
      noun: 'rule',
      none: buckets('update', bucket, ['--clear-lifecycle']),
    },
    editsOfItems(['lifecycle', 'rule'], rules, each),
    withFile(bucket, '--lifecycle-file'),
  );

/** Cloud Storage keeps one list of CORS entries and no entry of it can be changed alone. */
export const putGcsCors = (bucket: string, present: readonly Entry[], edits: readonly Edit[]): Step =>
  replacing(
    {
      kind: 'CORS configuration',
      of: bucket,
      file: 'cors-policy.json',
      before: present,
      present: present.length === 0 ? 'no' : 'yes',
      items: [],
      noun: 'entry',
      none: buckets('update', bucket, ['--clear-cors']),
    },
    edits,
    withFile(bucket, '--cors-file'),
  );

/**
 * Gives a service account a role on the bucket and leaves every other binding as it is.
 * @param conditional whether the policy has conditions: gcloud asks which one is meant unless it is told
 */
export function addBinding(bucket: string, account: string, role: string, conditional: boolean): Step {
  const flags = [`--member=serviceAccount:${account}`, `--role=${role}`, ...(conditional ? ['--condition=None'] : [])];
  return {
    run: buckets('add-iam-policy-binding', bucket, flags),
    undo: buckets('remove-iam-policy-binding', bucket, flags),
  };
}

/**
 * Takes a member out of a role.
 * @param conditional whether the policy has conditions: then every binding of the two is meant
 */
export function removeBinding(bucket: string, member: string, role: string, conditional: boolean): Step {
  const flags = [`--member=${member}`, `--role=${role}`];
  const run = buckets('remove-iam-policy-binding', bucket, conditional ? [...flags, '--all'] : flags);
  // Conditions that went are not known from the command alone.
  return conditional ? { run } : { run, undo: buckets('add-iam-policy-binding', bucket, flags) };
}
