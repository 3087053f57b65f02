import { manual, type CheckContext, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Identity } from '../../../policy/aws/document/identity.ts';
import { allowAnswers, denyAnswers, summarizeGrants, type NeedAnswer } from '../../../policy/aws/verdict/grants.ts';
import { evaluateConditions } from '../../../policy/aws/verdict/condition.ts';
import type { Asking } from '../../../policy/aws/verdict/evaluate.ts';
import { bucketNeeds } from '../../../policy/aws/request/needs.ts';
import { bucketScopes } from '../../../policy/aws/request/scope.ts';
import type { Statement } from '../../../policy/aws/document/model.ts';
import { applyTo, type Applied } from '../../../policy/coreweave/apply.ts';
import { readCoreweavePolicy, type CoreweaveStatement } from '../../../policy/coreweave/document.ts';
import { coreweaveOrgKey, coreweavePrincipals } from '../../../requirements/coreweave.ts';
import { statementEvidence } from '../aws/policy-words.ts';
import { printable } from '../../../policy/printable.ts';

/** A bucket policy of CoreWeave that is asked what it grants. */
export interface CoreweavePolicy {
  readonly text: string;
  readonly statements: readonly CoreweaveStatement[];
  readonly context: CheckContext;
}

/** A bucket policy that was read, or what follows from there being none that could be. */
export type CoreweaveRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly problem: string }
  | ({ readonly kind: 'read' } & CoreweavePolicy);

export function coreweaveRead(policy: FacetValue<'coreweave', 'policy'> | null, context: CheckContext): CoreweaveRead {
  if (policy === null) return { kind: 'none' };
  const read = readCoreweavePolicy(policy.Policy);
  if (!read.ok) return { kind: 'invalid', problem: read.problem };
  return { kind: 'read', text: policy.Policy, statements: read.statements, context };
}

/** What other checks say about a policy that is not valid; that it grants nothing is told once. */
export const invalidElsewhere = (problem: string, question: string): Verdict =>
  manual(`the bucket policy is not valid, so ${question} cannot be judged (see coreweave/bucket-policy-grants): ${problem}`, {
    key: 'invalid-policy',
  });

/** The principal that W&B acts as; undefined while the deployment is not declared. */
export const principalOf = ({ principal, deployment }: CheckContext): string | undefined =>
  principal === undefined ? (deployment === undefined ? undefined : coreweavePrincipals[deployment]) : printable(principal, 2048);

/** Every principal of W&B at CoreWeave, each once. */
export const publishedPrincipals: readonly string[] = [...new Set(Object.values(coreweavePrincipals))];

function askingAs(principal: string, { region, collectedAt }: CheckContext): Asking {
  const identity: Identity = { kind: 'anyone', arn: principal, partition: 'aws' };
  // Clients and servers may run inside of CoreWeave, and no document tells from which addresses they come.
  return { identity, operator: 'wandb', owner: undefined, region, now: collectedAt, network: 'anywhere' };
}

/**
 * Whether the conditions of a statement, but the one on the organization in W&B, can hold for a request of a principal of
 * W&B. Such requests have no `cw:PrincipalOrgID`: CoreWeave documents the key for users of its organizations.
 */
export const mayReach = ({ context }: CoreweavePolicy, { conditions }: Statement, principal: string): boolean => {
  const others = conditions.filter(({ lowerKey }) => lowerKey !== coreweaveOrgKey.toLowerCase());
  const request = { ...askingAs(principal, context), action: '' };
  return (['platform', 'presigned'] as const).some(
    (channel) => evaluateConditions(others, { ...request, channel }).answer !== 'false',
  );
};

/** Allow and Deny answers of the statements that apply to a principal. */
export function answersFor(
  { context }: CoreweavePolicy,
  { statements }: Applied,
  principal: string,
): { readonly allows: readonly NeedAnswer[]; readonly denies: readonly NeedAnswer[] } {
  const { target } = context;
  const asking = askingAs(principal, context);
  const scopes = bucketScopes('aws', target.bucket, target.prefix, statements);
  const scopeOf = ({ on }: { readonly on: string }) => (on === 'bucket' ? scopes.bucket : scopes.object);
  return {
    allows: allowAnswers(statements, bucketNeeds, asking, scopeOf),
    denies: denyAnswers(statements, bucketNeeds, asking, scopeOf),
  };
}

/** Whether a principal gets everything that W&B cannot do without. */
export const grantsAll = (asked: CoreweavePolicy, principal: string): boolean =>
  summarizeGrants(answersFor(asked, applyTo(asked.statements, principal, asked.context.orgId), principal).allows).missing
    .length === 0;

/** The statement that a verdict rests on, as it was written. */
export const coreweaveEvidence = ({ text }: CoreweavePolicy, statement: Statement | undefined): readonly EvidenceLine[] =>
  statementEvidence('policy', text, statement);
