import type { CheckContext, EvidenceLine } from '../../core/check.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { leavesOf } from '../../policy/gcp/condition.ts';
import { bindingLabel, iamAnswers, type IamAnswer } from '../../policy/gcp/grants.ts';
import { readIamPolicy, type IamBinding } from '../../policy/gcp/iam-policy.ts';
import { parseMember } from '../../policy/gcp/member.ts';
import { printable } from '../../policy/printable.ts';
import { gcsNeeds, wandbServiceAccounts } from '../../requirements/gcp.ts';
import { stanceOn } from './debatable.ts';

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

/** On a bucket a basic role acts through `projectOwner:…` and its like, so whoever has it on the project is put in their place. */
function withBasicRoles(bucket: Policy, project: Policy | undefined, account: string): Policy {
  const member = `serviceAccount:${account}`.toLowerCase();
  const stands = (['owner', 'editor', 'viewer'] as const).filter((name) =>
    (project?.bindings ?? []).some(
      ({ role, members = [], condition }) =>
        role === `roles/${name}` && condition === undefined && members.some((text) => text.toLowerCase() === member),
    ),
  );
  if (stands.length === 0) return bucket;
  const prefixes = stands.map((name) => convenience[name]);
  const bindings = (bucket.bindings ?? []).map((binding) => ({
    ...binding,
    members: (binding.members ?? []).map((text) =>
      prefixes.some((prefix) => text.startsWith(prefix)) ? `serviceAccount:${account}` : text,
    ),
  }));
  return { ...bucket, bindings };
}

/** What bucket and project together give to an account; empty where a policy cannot be read as one. */
export function answersFor({ bucket, project, context }: AskedIam, account: string): readonly IamAnswer[] {
  const own = readBindings(withBasicRoles(bucket, project, account));
  const above = project === undefined ? undefined : readBindings(project);
  if (!own.ok || above?.ok === false) return [];
  const inherited = above?.bindings ?? [];
  const strict = stanceOn('sub-path-grant', context) === 'strict';
  const { bucket: name, prefix } = context.target;
  const scope = { bucket: name, prefix: strict ? undefined : prefix };
  const answers = iamAnswers([...own.bindings, ...inherited], gcsNeeds, account, scope, context.collectedAt);
  return answers.map((answer) => {
    const { binding, why } = answer;
    if (binding === undefined || !inherited.includes(binding)) return answer;
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
