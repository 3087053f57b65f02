import type { CheckContext } from '../../../core/check.ts';
import type { Clause, Statement } from '../../../policy/aws/document/model.ts';
import { parseIdentity, type PrincipalEntry, type Identity } from '../../../policy/aws/document/identity.ts';
import type { NeedAnswer } from '../../../policy/aws/verdict/grants.ts';
import { stanceOn } from '../any/debatable.ts';

/** What a run chose, and who W&B is to it. */
type Choice = Pick<CheckContext, 'rules' | 'deployment' | 'principal'>;

/**
 * The statements as the run reads the debatable ones among them. A statement that is then sure not to apply is left out,
 * and a part that is then sure to hold is taken out of it; each keeps its index. With the defaults that happens to the
 * standard guards of uploads alone.
 */
export function underRules(statements: readonly Statement[], identity: Identity, context: Choice): readonly Statement[] {
  const isDefault = context.rules === undefined || Object.keys(context.rules).length === 0;
  if (isDefault && !statements.some(({ conditions }) => conditions.some(isGuarded))) return statements;
  return statements.flatMap((statement) => {
    const named = withPrincipal(statement, identity, context);
    return named === undefined ? [] : (withConditions(named, identity, context) ?? []);
  });
}

/** Answers about members of a pattern that W&B is not known to use: needed like the others, or not asked for. */
export function membersUnder(answers: readonly NeedAnswer[], context: CheckContext): readonly NeedAnswer[] {
  switch (stanceOn('unused-get-object-member', context)) {
    case undefined:
      return answers;
    case 'lenient':
      return answers.filter(({ need }) => need.role !== 'member');
    case 'strict':
      return answers.map((answer) =>
        answer.need.role === 'member' ? { ...answer, need: { ...answer.need, role: 'core' } } : answer,
      );
  }
}

function withPrincipal(statement: Statement, identity: Identity, context: Choice): Statement | undefined {
  const { principal, effect } = statement;
  if (identity.kind === 'anyone') return statement;
  const isOfAccount = (entry: PrincipalEntry): boolean => 'account' in entry && entry.account === identity.account;
  if (effect === 'Deny') {
    const stance = stanceOn('not-principal', context);
    if (stance === undefined || !principal.negated || !principal.entries.some(isOfAccount)) return statement;
    return stance === 'lenient' ? undefined : { ...statement, principal: { ...principal, negated: false, any: true } };
  }
  const stance = stanceOn('dedicated-node-role', context);
  const applies = context.deployment === 'dedicated' && context.principal === undefined && identity.kind === 'account';
  if (stance === undefined || !applies || principal.negated) return statement;
  const isRole = (entry: PrincipalEntry): boolean => entry.kind === 'role' && isOfAccount(entry);
  const entries =
    stance === 'lenient'
      ? principal.entries.map((entry) => (isRole(entry) ? { ...identity, kind: 'account' as const } : entry))
      : principal.entries.filter((entry) => !isRole(entry));
  return { ...statement, principal: { ...principal, entries } };
}

function withConditions(statement: Statement, identity: Identity, context: Choice): Statement | undefined {
  const conditions: Clause[] = [];
  for (const clause of statement.conditions) {
    const holds = holdsUnder(clause, statement, identity, context);
    if (holds === false) return undefined;
    if (holds === undefined) conditions.push(clause);
  }
  return conditions.length === statement.conditions.length ? statement : { ...statement, conditions };
}

/** ACLs and keys of the customer, in headers of an upload. */
const isGuarded = ({ lowerKey }: Clause): boolean =>
  lowerKey === 's3:x-amz-acl' ||
  lowerKey.startsWith('s3:x-amz-grant-') ||
  lowerKey.startsWith('s3:x-amz-server-side-encryption-customer-');

/** True for a condition that needs the header: without it, the operator is false. */
const needsHeader = ({ comparison, negated, ifExists, quantifier, values }: Clause): boolean =>
  comparison === 'null'
    ? values.every(({ source }) => source.toLowerCase() === 'false')
    : !negated && !ifExists && quantifier !== 'ForAllValues';

/** False for the principal of a server that the customer runs: it is of an organization of the customer's. */
const mayBeOfWandb = ({ arn }: Identity, { deployment, principal }: Choice): boolean =>
  deployment === undefined ? principal === undefined || parseIdentity(principal)?.arn !== arn : deployment !== 'self-managed';

/** Whether a clause holds for W&B as the run has it; undefined when no debatable rule says so. */
function holdsUnder(clause: Clause, { effect }: Statement, identity: Identity, context: Choice): boolean | undefined {
  const { lowerKey, negated, comparison, quantifier, values } = clause;
  if (effect === 'Deny' && isGuarded(clause) && needsHeader(clause)) return stanceOn('upload-guard-deny', context) === 'strict';
  if (effect === 'Deny' && !isGuarded(clause) && lowerKey.startsWith('s3:x-amz-server-side-encryption')) {
    const stance = stanceOn('sse-header-deny', context);
    if (stance === undefined) return undefined;
    if (stance === 'lenient') return false;
    // A header that is not sent: only these operators are true for an absent key.
    if (comparison === 'null') return values.some(({ source }) => source.toLowerCase() === 'true');
    return negated || clause.ifExists || quantifier === 'ForAllValues';
  }
  if (lowerKey === 'aws:principalorgid' && comparison === 'string' && quantifier === undefined) {
    const stance = stanceOn('wandb-organization', context);
    if (stance === undefined || !mayBeOfWandb(identity, context) || !values.some(({ source }) => source === 'o-hn017huuqa'))
      return undefined;
    return (stance === 'lenient') !== negated;
  }
  return undefined;
}
