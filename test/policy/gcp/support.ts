import { readIamPolicy, type IamPolicy } from '../../../src/policy/gcp/iam-policy.ts';
import { iamAnswers, type IamAnswer } from '../../../src/policy/gcp/grants.ts';
import { gcsNeeds, wandbServiceAccounts } from '../../../src/requirements/gcp.ts';

export const now = Date.UTC(2026, 10, 1);
export const saas = wandbServiceAccounts['multi-tenant'];
export const dedicated = wandbServiceAccounts.dedicated;

export interface RawBinding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: { readonly title: string; readonly expression: string };
}

export const binding = (role: string, members: readonly string[] | string, expression?: string): RawBinding => ({
  role,
  members: typeof members === 'string' ? [members] : members,
  ...(expression === undefined ? {} : { condition: { title: 'limited', expression } }),
});

export const policyText = (...bindings: readonly RawBinding[]): string => JSON.stringify({ bindings, etag: 'CAE=', version: 3 });

/** The policy, or an error that fails the test. */
export function policyOf(text: string): IamPolicy {
  const policy = readIamPolicy(text);
  if (!policy.ok) throw new Error(policy.problem);
  return policy;
}

/** What the bindings give, permission by permission. */
export const answersOf = (
  bindings: readonly RawBinding[],
  { bucket = 'acme', prefix, account = saas }: { bucket?: string | null; prefix?: string; account?: string } = {},
): readonly IamAnswer[] =>
  iamAnswers(policyOf(policyText(...bindings)).bindings, gcsNeeds, account, { bucket: bucket ?? undefined, prefix }, now);

export const answerTo = (permission: string, ...rest: Parameters<typeof answersOf>): IamAnswer => {
  const found = answersOf(...rest).find(({ need }) => need.permission === permission);
  if (found === undefined) throw new Error(`nobody needs ${permission}`);
  return found;
};
