import { notApplicable, type CheckContext, type Verdict } from '../../../core/check.ts';
import { asciiJson, printable } from '../../../policy/printable.ts';
import { wandbServiceAccounts } from '../../../requirements/gcp.ts';
import { shellWord } from '../../../fixes/shell.ts';

/** One answer holds every setting, so the checks of settings have nothing to judge without it. */
export const noBucket = (): Verdict => notApplicable('there is no bucket to look at; see gcs/bucket-exists');

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

/** The service account that W&B acts as, or why it is not known and which declaration tells it. */
export type WandbAccount =
  | { readonly known: true; readonly account: string }
  | { readonly known: false; readonly why: string; readonly answer: 'deployment' | 'principal' };

const email = /^[\w.+-]{1,200}@[\w.-]{1,200}\.[a-z]{2,20}$/i;

export function wandbAccount({ deployment, principal }: CheckContext): WandbAccount {
  if (principal !== undefined) {
    const account = principal.replace(/^serviceAccount:/, '');
    if (email.test(account)) return { known: true, account };
    const why = `the declared principal ${printable(principal)} is not the e-mail address of a service account`;
    return { known: false, why, answer: 'principal' };
  }
  if (deployment === undefined) {
    const why = 'the deployment of W&B is not declared, so its service account is not known';
    return { known: false, why, answer: 'deployment' };
  }
  if (deployment === 'self-managed') {
    const why = 'the service account of the self-managed W&B server is not declared';
    return { known: false, why, answer: 'principal' };
  }
  return { known: true, account: wandbServiceAccounts[deployment] };
}

/** `7 days`, or seconds where they make no whole days. */
export function daysOf(seconds: number): string {
  const days = seconds / 86_400;
  if (!Number.isInteger(days)) return `${seconds} seconds`;
  return days === 1 ? '1 day' : `${days} days`;
}
