import type { CheckContext, EvidenceLine } from '../../../core/check.ts';
import { unnamedBucket } from '../../../evidence/document.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { leavesOf } from '../../../policy/gcp/condition.ts';
import { bindingLabel, iamAnswers, type IamAnswer } from '../../../policy/gcp/grants.ts';
import { readIamPolicy, type IamBinding } from '../../../policy/gcp/iam-policy.ts';
import { parseMember } from '../../../policy/gcp/member.ts';
import { printable } from '../../../policy/printable.ts';
import type { Ternary } from '../../../policy/ternary.ts';
import { gcsNeeds, wandbServiceAccounts } from '../../../requirements/gcp.ts';
import { stanceOn } from '../any/debatable.ts';

type Policy = FacetValue<'gcs', 'iamPolicy'>;

/** A member that IAM keeps and that this program cannot place. */
export interface StrangeMember {
  readonly index: number;
  readonly role: string;
  readonly text: string;
  readonly problem: string;
}

/** The policies that are asked what they give to a service account. */
export interface AskedIam {
  readonly bucket: Policy;
  /** Undefined when nobody could read it. */
  readonly project: Policy | undefined;
  /** Of the project that the bucket is in; undefined when nobody could read it. */
  readonly projectNumber: string | undefined;
  readonly context: CheckContext;
}

/** The bindings of a policy as the service keeps it. A member of an unknown kind takes nothing away from the others. */
export function readBindings({
  version,
  etag,
  bindings = [],
}: Policy):
  | { readonly ok: true; readonly bindings: readonly IamBinding[]; readonly strange: readonly StrangeMember[] }
  | { readonly ok: false; readonly problem: string } {
  const strange: StrangeMember[] = [];
  const known = bindings.map((binding, index) => ({
    ...binding,
    members: (binding.members ?? []).filter((text) => {
      const member = parseMember(text);
      if ('problem' in member) strange.push({ index, role: binding.role, text, problem: member.problem });
      return !('problem' in member);
    }),
  }));
  const read = readIamPolicy(JSON.stringify({ version, etag, bindings: known }));
  return read.ok ? { ok: true, bindings: read.bindings, strange } : { ok: false, problem: read.problem };
}

const convenience = { owner: 'projectOwner:', editor: 'projectEditor:', viewer: 'projectViewer:' } as const;

/** Whether a convenience value speaks of the project of the bucket. The bucket tells its project by number, never by id. */
function isOwnProject(project: string, number: string | undefined): Ternary {
  if (number !== undefined && project === number) return 'true';
  // The id of a project begins with a letter.
  return number !== undefined && /^\d+$/.test(project) ? 'false' : 'unknown';
}

/**
 * Which members take in an account by a basic role that it has on the project: on a bucket that role acts through
 * `projectOwner:…` and its like.
 * @param generous whether a project that may be another one counts as the one of the bucket
 */
function takesIn({ project, projectNumber }: AskedIam, account: string, generous: boolean): (text: string) => boolean {
  const member = `serviceAccount:${account}`.toLowerCase();
  const stands = (['owner', 'editor', 'viewer'] as const).filter((name) =>
    (project?.bindings ?? []).some(
      ({ role, members = [], condition }) =>
        role === `roles/${name}` && condition === undefined && members.some((text) => text.toLowerCase() === member),
    ),
  );
  return (text) =>
    stands.some((name) => {
      if (!text.startsWith(convenience[name])) return false;
      const own = isOwnProject(text.slice(convenience[name].length), projectNumber);
      return own === 'true' || (generous && own === 'unknown');
    });
}

/** What bucket and project together give to an account; empty where a policy cannot be read as one. */
export function answersFor(asked: AskedIam, account: string): readonly IamAnswer[] {
  const takes = takesIn(asked, account, true);
  const possible = answersUnder(asked, account, takes);
  return answersUnder(asked, account, takesIn(asked, account, false)).map((certain, index) => {
    const other = possible[index];
    if (other?.binding === undefined || other.answer === certain.answer) return certain;
    if (other.answer !== 'true') return other;
    const named = other.binding.members.find(({ text }) => takes(text));
    const why = `${bindingLabel(other.binding)} gives it to ${printable(named?.text ?? '', 120)}, and whether that is the project of the bucket is not known`;
    return { ...other, answer: 'unknown', why };
  });
}

function answersUnder(
  { bucket, project, context }: AskedIam,
  account: string,
  takes: (text: string) => boolean,
): readonly IamAnswer[] {
  const written = readBindings(bucket);
  const replaced = (bucket.bindings ?? []).map((binding) => ({
    ...binding,
    members: (binding.members ?? []).map((text) => (takes(text) ? `serviceAccount:${account}` : text)),
  }));
  const own = readBindings({ ...bucket, bindings: replaced });
  const above = project === undefined ? undefined : readBindings(project);
  if (!written.ok || !own.ok || above?.ok === false) return [];
  const inherited = above?.bindings ?? [];
  const strict = stanceOn('sub-path-grant', context) === 'strict';
  const { bucket: name, prefix } = context.target;
  const scope = { bucket: name === unnamedBucket ? undefined : name, prefix: strict ? undefined : prefix };
  const answers = iamAnswers([...own.bindings, ...inherited], gcsNeeds, account, scope, context.collectedAt);
  return answers.map((answer) => {
    const { binding, why } = answer;
    if (binding === undefined) return answer;
    if (!inherited.includes(binding)) return { ...answer, binding: written.bindings[own.bindings.indexOf(binding)] };
    const label = bindingLabel(binding);
    return { ...answer, why: why.replace(label, () => `${label} of the project`) };
  });
}

export const coreOf = (answers: readonly IamAnswer[]): readonly IamAnswer[] =>
  answers.filter(({ need }) => need.weight === 'core');

/** W&B's published accounts that get everything, other than the one that was asked about. */
export const otherAccounts = (asked: AskedIam, account: string | undefined) =>
  (['multi-tenant', 'dedicated'] as const).filter((deployment) => {
    const other = wandbServiceAccounts[deployment];
    if (other === account) return false;
    const core = coreOf(answersFor(asked, other));
    return core.length > 0 && core.every(({ answer }) => answer === 'true');
  });

/** When grants with an end are over. */
export function endsOf(answers: readonly IamAnswer[]): readonly string[] {
  const bindings = new Set(answers.flatMap(({ binding }) => binding ?? []));
  return [...bindings].flatMap((binding) =>
    (binding.condition === undefined ? [] : leavesOf(binding.condition.expression)).flatMap(({ test, text }) =>
      test?.on === 'time' && (test.operator === '<' || test.operator === '<=')
        ? [`${bindingLabel(binding)} holds for a limited time: ${printable(text)}`]
        : [],
    ),
  );
}

/** The binding that a verdict rests on, as evidence. */
export function bindingEvidence(
  facet: 'iamPolicy' | 'projectIamPolicy' | 'kmsKeyIamPolicy',
  binding: IamBinding | undefined,
): readonly EvidenceLine[] {
  if (binding === undefined) return [];
  const { index, role, members, condition } = binding;
  const value = {
    role: printable(role),
    members: members.slice(0, 20).map(({ text }) => printable(text)),
    ...(condition === undefined ? {} : { condition: printable(condition.text, 400) }),
  };
  return [{ facet, path: `bindings[${index}]`, value }];
}
