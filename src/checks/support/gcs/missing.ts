import type { EvidenceLine } from '../../../core/check.ts';
import { bindingLabel, type IamAnswer } from '../../../policy/gcp/grants.ts';
import { printable } from '../../../policy/printable.ts';
import { wandbServiceAccounts } from '../../../requirements/gcp.ts';
import { answersFor, bindingEvidence, coreOf, otherAccounts, readBindings, type AskedIam, type StrangeMember } from './iam.ts';

/** How to see the permissions of the custom roles on which answers depend. */
export const roleCommands = (answers: readonly IamAnswer[]): readonly string[] => {
  const roles = new Set(answers.flatMap(({ binding }) => (binding === undefined ? [] : [binding.role])));
  return [...roles].flatMap((role) => {
    const [, kind, owner, name] = /^(project|organization)s\/([\w.:-]+)\/roles\/([\w.]+)$/.exec(role) ?? [];
    return kind === undefined ? [] : [`to see what is in it: gcloud iam roles describe ${name} --${kind}=${owner}`];
  });
};

/** `… storage.buckets.get and 4 more permissions: why`. */
export function listing(answers: readonly IamAnswer[], start: string): string {
  const [first] = answers;
  const more = answers.length === 1 ? '' : ` and ${answers.length - 1} more permission${answers.length === 2 ? '' : 's'}`;
  return `${start} ${first?.need.permission ?? ''}${more}: ${first?.why ?? ''}`;
}

/** One line for the permissions that have a reason in common; none when the message says it all. */
export function reasons(answers: readonly IamAnswer[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { need, why } of answers) groups.set(why, [...(groups.get(why) ?? []), need.permission]);
  if (groups.size === 1) return answers.length === 1 ? [] : [`they are ${answers.map(({ need }) => need.permission).join(', ')}`];
  return [...groups].map(([why, permissions]) => `${permissions.join(', ')}: ${why}`);
}

/** The binding that decided, in the policy that it is in. */
export const answerEvidence = ({ binding, why }: IamAnswer): readonly EvidenceLine[] => {
  const ofProject = binding !== undefined && why.includes(`${bindingLabel(binding)} of the project`);
  return bindingEvidence(ofProject ? 'projectIamPolicy' : 'iamPolicy', binding);
};

/** The account written as another kind of principal. */
export const mistyped = (text: string, account: string): boolean =>
  /^(?:user|group):/.test(text) && text.slice(text.indexOf(':') + 1).toLowerCase() === account.toLowerCase();

interface Explained {
  readonly key: string;
  readonly message: string;
  readonly details?: readonly string[];
  readonly evidence?: readonly EvidenceLine[];
}

/** The likeliest mistakes, named as such. */
export function explainMissing(
  asked: AskedIam,
  account: string,
  answers: readonly IamAnswer[],
  strange: readonly StrangeMember[],
): Explained {
  const shown = printable(account);
  const missing = coreOf(answers).filter(({ answer }) => answer === 'false');
  const bindings = [asked.bucket, asked.project ?? {}].flatMap((policy) => {
    const read = readBindings(policy);
    return read.ok ? read.bindings : [];
  });
  const naming = (kind: 'serviceAccount' | 'deleted') =>
    bindings.find(({ members }) => members.some((one) => one.kind === kind && one.email === account.toLowerCase()));
  const wrong = strange.find(({ text }) => mistyped(text, account));
  if (wrong !== undefined)
    return {
      key: 'wrong-member-type',
      message: `bindings[${wrong.index}] (${printable(wrong.role, 100)}) names ${printable(wrong.text, 120)}, and the account is a service account: serviceAccount:${shown}`,
    };
  if (answers.some(({ answer }) => answer !== 'false') || naming('serviceAccount') !== undefined)
    return {
      key: 'missing-permissions',
      message: listing(missing, `IAM does not grant ${shown}`),
      details: reasons(missing),
      evidence: missing.slice(0, 1).flatMap(answerEvidence),
    };
  const [swapped] = otherAccounts(asked, account);
  if (swapped !== undefined) {
    const other = wandbServiceAccounts[swapped];
    return {
      key: 'swapped-account',
      message: `IAM grants the permissions to ${other}, the account of ${swapped} deployments, and not to ${shown}`,
      evidence: answersFor(asked, other).slice(0, 1).flatMap(answerEvidence),
    };
  }
  const gone = naming('deleted');
  if (gone !== undefined)
    return {
      key: 'deleted-account',
      message: `${bindingLabel(gone)} names ${shown} as deleted, and a deleted account has no access`,
      evidence: bindingEvidence('iamPolicy', gone),
    };
  const message =
    asked.project === undefined
      ? `no binding of the bucket names ${shown}`
      : `no binding of the bucket or of its project names ${shown}`;
  return { key: 'nothing-granted', message };
}
