import { and, type Ternary } from '../../ternary.ts';
import { membersOf } from '../document/action-names.ts';
import { evaluateConditions } from './condition.ts';
import type { Statement } from '../document/model.ts';
import { matchAction, matchResource } from './evaluate.ts';
import { compileGlob, containsGlob } from '../pattern/glob.ts';
import type { Identity } from '../document/identity.ts';
import { isPublicPrincipal, matchPrincipal } from './principal.ts';
import { strangersMeet } from './stranger.ts';
import type { Request } from '../request/request.ts';

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

const rank = { nobody: 0, conditional: 1, identity: 2, 'account-partly': 3, account: 4 } as const;

/** What the key policy says about the account that owns the key. */
export function ownershipOf(statements: readonly Statement[], keyArn: string, account: string, now: number): Ownership {
  let found: Ownership = { kind: 'nobody' };
  const keep = (ownership: Ownership): void => {
    if (rank[ownership.kind] > rank[found.kind]) found = ownership;
  };
  const root = rootOf(keyArn, account);
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
      : statement.principal.entries.find(
          (entry) =>
            (entry.kind === 'role' || entry.kind === 'user' || entry.kind === 'session') &&
            entry.account === account &&
            entry.partition === root.partition,
        );
    if (!wide && one === undefined) continue;
    const condition = evaluateConditions(statement.conditions, asOwner(root, keyArn, 'kms:putkeypolicy', now)).answer;
    if (condition === 'false') continue;
    if (condition === 'unknown') keep({ kind: 'conditional', statement });
    else if (!wide) keep({ kind: 'identity', statement, arn: one !== undefined && 'arn' in one ? one.arn : '' });
    else if (!statement.action.negated && statement.action.patterns.some((pattern) => containsGlob(pattern, everything)))
      keep({ kind: 'account', statement });
    else keep({ kind: 'account-partly', statement });
  }
  return found;
}

/** What a Deny takes, or may take, from the account that owns the key. */
export interface OwnerDenial {
  readonly statement: Statement;
  readonly answer: 'true' | 'unknown';
  /** Every action on the key that the statement takes in, as documented. */
  readonly actions: readonly string[];
}

/** The Deny statements that hit the whole owning account; one that names single identities is not among them. */
export function ownerDenials(
  statements: readonly Statement[],
  keyArn: string,
  account: string,
  now: number,
): readonly OwnerDenial[] {
  const root = rootOf(keyArn, account);
  const denials = statements.flatMap((statement): readonly OwnerDenial[] => {
    if (statement.effect !== 'Deny') return [];
    const listed = matchPrincipal(statement.principal, root, 'Deny');
    if (listed === 'false' || (listed === 'unknown' && !statement.principal.negated)) return [];
    const resource = matchResource(statement.resource, keyArn);
    const answers = membersOf('kms:*', 'key').map((name) => {
      const action = name.toLowerCase();
      if (!matchAction(statement.action, action)) return { name, answer: 'false' } as const;
      const condition = evaluateConditions(statement.conditions, asOwner(root, keyArn, action, now)).answer;
      return { name, answer: and(and(listed, resource), condition) };
    });
    return (['true', 'unknown'] as const).flatMap((wanted) => {
      const actions = answers.filter(({ answer }) => answer === wanted).map(({ name }) => name);
      return actions.length === 0 ? [] : [{ statement, answer: wanted, actions }];
    });
  });
  // What is certain decides, wherever it stands in the policy.
  return [...denials.filter(({ answer }) => answer === 'true'), ...denials.filter(({ answer }) => answer !== 'true')];
}

const rootOf = (keyArn: string, account: string): Identity & { readonly kind: 'account' } => {
  const partition = keyArn.split(':')[1] ?? 'aws';
  return { kind: 'account', arn: `arn:${partition}:iam::${account}:root`, account, partition };
};

const asOwner = (root: Identity & { readonly kind: 'account' }, keyArn: string, action: string, now: number): Request => ({
  channel: 'owner',
  identity: root,
  operator: 'customer',
  action,
  owner: root.account,
  region: keyArn.split(':')[3],
  now,
});

/**
 * An Allow for everybody: `true` when somebody who is of no known account meets its conditions, `unknown` when that rests
 * on something that nobody can tell. kms:ViaService names the way and not the caller.
 */
export function opensToEverybody({ effect, principal, conditions, resource }: Statement, keyArn: string, now: number): Ternary {
  if (effect !== 'Allow' || !isPublicPrincipal(principal) || matchResource(resource, keyArn) === 'false') return 'false';
  const [, , , region, owner] = keyArn.split(':');
  return strangersMeet(conditions, { owner, region, now });
}
