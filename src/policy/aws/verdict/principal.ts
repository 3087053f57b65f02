import { ternary, type Ternary } from '../../ternary.ts';
import type { PrincipalEntry, Identity } from '../document/identity.ts';
import type { PrincipalElement, Statement } from '../document/model.ts';

function entryMatches(entry: PrincipalEntry, identity: Identity, effect: Statement['effect']): Ternary {
  if (entry.kind === 'any') return 'true';
  if (identity.kind === 'anyone') return entry.kind === 'deleted' ? 'false' : 'unknown';
  if (entry.kind === 'deleted' || entry.kind === 'other' || entry.account !== identity.account) return 'false';
  if (entry.partition !== undefined && entry.partition !== identity.partition) return 'false';
  switch (entry.kind) {
    case 'account':
      return 'true';
    // One identity of the account may or may not be the one that W&B uses.
    case 'role':
    case 'user':
      return identity.kind === 'account' ? 'unknown' : ternary(entry.arn === identity.arn);
    // Somebody's federated session is not a role's, but a Deny of it may say more about an account than is known.
    case 'federated-user':
      return effect === 'Deny' && identity.kind === 'account' ? 'unknown' : 'false';
    // W&B picks its session names: naming one session grants nothing that can be relied on, but may deny.
    case 'session': {
      const role = entry.arn.split('/')[1] ?? '';
      const same = identity.kind === 'account' || (identity.kind === 'role' && identity.arn.endsWith(`/${role}`));
      return effect === 'Deny' && same ? 'unknown' : 'false';
    }
  }
}

/**
 * Whether a statement's (Not)Principal takes in the identity. AWS compares NotPrincipal of a Deny with
 * account, role and session at once, and a session name cannot be known: listed there is `unknown`.
 */
export function matchPrincipal(principal: PrincipalElement, identity: Identity, effect: Statement['effect']): Ternary {
  const listed = lists(principal, identity, principal.negated ? 'Deny' : effect);
  if (!principal.negated) return listed;
  if (listed === 'false') return 'true';
  return effect === 'Deny' || listed === 'unknown' ? 'unknown' : 'false';
}

function lists(principal: PrincipalElement, identity: Identity, effect: Statement['effect']): Ternary {
  if (principal.any) return 'true';
  // A canonical user id could be that of W&B's account, which is not published.
  let answer: Ternary = principal.canonicalUsers && effect === 'Deny' ? 'unknown' : 'false';
  for (const entry of principal.entries) {
    const match = entryMatches(entry, identity, effect);
    if (match === 'true') return 'true';
    if (match === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** True for a statement that takes in everybody: `"*"`, or anybody who is not listed. */
export const isPublicPrincipal = ({ any, negated }: PrincipalElement): boolean => any !== negated;

/** True when the identity is taken in only as a member of its account, whose IAM policies then decide. */
export function onlyThroughAccount({ any, negated, aws }: PrincipalElement, identity: Identity): boolean {
  if (any || negated) return false;
  return identity.kind === 'account' || !aws.includes(identity.arn);
}
