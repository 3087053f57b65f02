import type { Ternary } from '../ternary.ts';
import { evaluateConditions } from './condition.ts';
import type { Clause } from './condition-syntax.ts';
import { matchAction, matchResource } from './evaluate.ts';
import { compileGlob, containsGlob } from './glob.ts';
import { parseRange } from './ip.ts';
import { parseEntry, type Identity } from './entry.ts';
import { isPublicPrincipal, matchPrincipal } from './principal.ts';
import type { Statement } from './statement.ts';

/** Who in the owner's account can manage the key by its policy. */
export type Ownership =
  /** `kms:*` for the account itself, as documented. */
  | { readonly kind: 'account'; readonly statement: Statement }
  /** The account, but fewer rights; it can still change the policy. */
  | { readonly kind: 'account-partly'; readonly statement: Statement }
  /** One user, role or session, as W&B's Terraform writes it. */
  | { readonly kind: 'identity'; readonly statement: Statement; readonly arn: string }
  | { readonly kind: 'conditional'; readonly statement: Statement }
  | { readonly kind: 'nobody' };

const everything = compileGlob('kms:*');

/** What the key policy says about the account that owns the key. */
export function ownershipOf(statements: readonly Statement[], keyArn: string, account: string, now: number): Ownership {
  let found: Ownership = { kind: 'nobody' };
  const rank = (ownership: Ownership): number =>
    ['nobody', 'conditional', 'identity', 'account-partly', 'account'].indexOf(ownership.kind);
  const keep = (ownership: Ownership): void => {
    if (rank(ownership) > rank(found)) found = ownership;
  };
  const root: Identity = { kind: 'account', arn: `arn:aws:iam::${account}:root`, account, partition: 'aws' };
  for (const statement of statements) {
    if (
      statement.effect !== 'Allow' ||
      !matchAction(statement.action, 'kms:putkeypolicy') ||
      matchResource(statement.resource, keyArn) !== 'true'
    )
      continue;
    const wide = matchPrincipal(statement.principal, root, 'Allow') === 'true';
    const one = statement.principal.negated
      ? undefined
      : statement.principal.aws.find((text) => {
          const entry = parseEntry(text);
          return (entry.kind === 'role' || entry.kind === 'user' || entry.kind === 'session') && entry.account === account;
        });
    if (!wide && one === undefined) continue;
    const condition = evaluateConditions(statement.conditions, {
      channel: 'platform',
      identity: root,
      operator: 'customer',
      action: 'kms:putkeypolicy',
      owner: account,
      region: keyArn.split(':')[3],
      now,
    }).answer;
    if (condition === 'false') continue;
    if (condition === 'unknown') keep({ kind: 'conditional', statement });
    else if (!wide) keep({ kind: 'identity', statement, arn: one ?? '' });
    else if (!statement.action.negated && statement.action.patterns.some((pattern) => containsGlob(pattern, everything)))
      keep({ kind: 'account', statement });
    else keep({ kind: 'account-partly', statement });
  }
  return found;
}

/** Keys whose positive comparison with a fixed value says who may come. */
const identifyingKeys = new Set([
  'kms:calleraccount',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:userid',
]);

function narrows(clause: Clause): boolean {
  if (
    !identifyingKeys.has(clause.lowerKey) ||
    clause.negated ||
    clause.ifExists ||
    clause.comparison === 'null' ||
    clause.quantifier === 'ForAllValues'
  )
    return false;
  return clause.values.every(({ source, variables }) => {
    if (variables.length > 0) return false;
    if (clause.comparison === 'ip') return (parseRange(source)?.prefix ?? 0) >= 8;
    return !/[*?]/.test(source.replace(/\/[^/]*$/, '')) && source !== '*';
  });
}

/** An Allow for everybody: `true` when no condition says who may come, `unknown` when only other conditions limit it. */
export function opensToEverybody({ effect, principal, conditions, resource }: Statement, keyArn: string): Ternary {
  if (effect !== 'Allow' || !isPublicPrincipal(principal) || matchResource(resource, keyArn) === 'false') return 'false';
  if (conditions.length === 0) return 'true';
  return conditions.some(narrows) ? 'false' : 'unknown';
}
