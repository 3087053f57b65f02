import { asciiJson } from '../policy/printable.ts';
import { shellWord } from './shell.ts';

/** `gcloud storage buckets update gs://B …`, each word quoted for a shell. */
export const updateBucket = (bucket: string, ...flags: readonly string[]): string => buckets('update', bucket, flags);

const buckets = (verb: string, bucket: string, flags: readonly string[]): string =>
  ['gcloud', 'storage', 'buckets', verb, `gs://${bucket}`, ...flags].map(shellWord).join(' ');

/** gcloud takes a document as a file only; the first command writes it. @param flag for example `--cors-file` */
export const updateWithFile = (bucket: string, flag: string, file: string, document: unknown): readonly string[] => [
  `printf '%s' ${shellWord(asciiJson(document))} > ${file}`,
  updateBucket(bucket, `${flag}=${file}`),
];

/** Cloud Storage replaces the whole lifecycle configuration, so the document carries every rule that stays. */
export const putGcsLifecycle = (bucket: string, rules: readonly unknown[]): readonly string[] =>
  rules.length === 0
    ? [updateBucket(bucket, '--clear-lifecycle')]
    : updateWithFile(bucket, '--lifecycle-file', 'lifecycle.json', { lifecycle: { rule: rules } });

/**
 * Gives a service account a role on the bucket and leaves every other binding as it is.
 * @param conditional whether the policy has conditions: gcloud asks which one is meant unless it is told
 */
export const addBinding = (bucket: string, account: string, role: string, conditional: boolean): string => {
  const flags = [`--member=serviceAccount:${account}`, `--role=${role}`];
  return buckets('add-iam-policy-binding', bucket, conditional ? [...flags, '--condition=None'] : flags);
};

/**
 * Takes a member out of a role.
 * @param conditional whether the policy has conditions: then every binding of the two is meant
 */
export const removeBinding = (bucket: string, member: string, role: string, conditional: boolean): string => {
  const flags = [`--member=${member}`, `--role=${role}`];
  return buckets('remove-iam-policy-binding', bucket, conditional ? [...flags, '--all'] : flags);
};
