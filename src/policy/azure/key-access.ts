import { printable } from '../printable.ts';
import { and, or, type Ternary } from '../ternary.ts';
import { effectiveOn, type RoleFacts } from './effective.ts';

/** One access policy of a vault, as ARM answers it. */
export interface AccessPolicy {
  readonly objectId?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
  /** The grant holds only for this application on behalf of the object. */
  readonly applicationId?: string | null | undefined;
  readonly permissions?: { readonly keys?: readonly string[] | null | undefined } | null | undefined;
}

export interface KeyPrincipal {
  readonly objectId: string;
  readonly tenantId: string | undefined;
}

/** What a service needs of a key that it wraps its own keys with: name in access policies, and data action. */
export const keyNeeds = [
  { policy: 'get', dataAction: 'Microsoft.KeyVault/vaults/keys/read' },
  { policy: 'wrapKey', dataAction: 'Microsoft.KeyVault/vaults/keys/wrap/action' },
  { policy: 'unwrapKey', dataAction: 'Microsoft.KeyVault/vaults/keys/unwrap/action' },
] as const;

/** One permission on a key. */
export interface KeyAnswer {
  readonly permission: string;
  readonly answer: Ternary;
  /** What gives it: `the access policy of …`, `Key Vault Crypto User at …`; undefined when nothing does. */
  readonly by: string | undefined;
  /** Why it is not certainly given, a clause; empty when it is. */
  readonly why: string;
}

/** Which of the two models of a vault counts; the other one is ignored by Key Vault. An absent property is `false`. */
export const permissionModel = (enableRbacAuthorization: boolean | null | undefined): 'rbac' | 'access-policies' =>
  enableRbacAuthorization === true ? 'rbac' : 'access-policies';

/**
 * What access policies give to a principal, permission by permission. A policy may name a group, and ARM tells neither
 * that it is one nor who is in it: what only policies of other objects give is `unknown`.
 * @param machines object ids, in lower case, that are known to be those of managed identities and hence of no group
 */
export function byAccessPolicies(
  policies: readonly AccessPolicy[],
  principal: KeyPrincipal,
  machines: ReadonlySet<string> = new Set(),
): readonly KeyAnswer[] {
  const own = policies.filter(({ objectId }) => same(objectId, principal.objectId));
  const others = possibleGroups(policies, principal, machines);
  return keyNeeds.map(({ policy: permission }): KeyAnswer => {
    const claims = own.map((policy) => ({ policy, answer: policyGives(policy, permission, principal) }));
    const answer = claims.map((claim) => claim.answer).reduce(or, 'false');
    const lenders = others.filter((policy) => policyGives(policy, permission, principal) === 'true');
    if (answer === 'false' && lenders.length > 0) return { permission, answer: 'unknown', by: undefined, why: whyGroup(lenders) };
    const giving = answer === 'false' ? undefined : claims.find((claim) => claim.answer === answer);
    const by = giving === undefined ? undefined : `the access policy of ${printable(principal.objectId, 60)}`;
    return { permission, answer, by, why: whyNot(answer, own.length, giving?.policy, principal) };
  });
}

/** The policies of other objects that may be groups and get some of what is needed. */
export const possibleGroups = (
  policies: readonly AccessPolicy[],
  principal: KeyPrincipal,
  machines: ReadonlySet<string>,
): readonly AccessPolicy[] =>
  mayBeGroups(policies, principal.objectId, machines).filter((policy) =>
    keyNeeds.some(({ policy: permission }) => policyGives(policy, permission, principal) === 'true'),
  );

/** The policies of other objects of which none is known to be a managed identity. */
export const mayBeGroups = (
  policies: readonly AccessPolicy[],
  self: string,
  machines: ReadonlySet<string>,
): readonly AccessPolicy[] =>
  policies.filter(({ objectId }) => hasId(objectId) && !same(objectId, self) && !machines.has(objectId?.toLowerCase() ?? ''));

function whyGroup(lenders: readonly AccessPolicy[]): string {
  const ids = [...new Set(lenders.map(({ objectId }) => printable(objectId ?? '', 60)))];
  const more = ids.length > 4 ? ` and ${ids.length - 4} more` : '';
  const question =
    ids.length === 1
      ? 'whether that is a group with this identity in it'
      : 'whether one of them is a group with this identity in it';
  return `no access policy of its own gives it, ${ids.length === 1 ? 'that' : 'those'} of ${ids.slice(0, 4).join(', ')}${more} ${ids.length === 1 ? 'does' : 'do'}, and ARM does not tell ${question}`;
}

const policyGives = (policy: AccessPolicy, permission: string, { tenantId }: KeyPrincipal): Ternary => {
  const listed = (policy.permissions?.keys ?? []).some((name) => same(name, permission) || same(name, 'all'));
  if (!listed) return 'false';
  const compound: Ternary = hasId(policy.applicationId) ? 'unknown' : 'true';
  if (policy.tenantId === null || policy.tenantId === undefined || tenantId === undefined) return compound;
  return and(compound, same(policy.tenantId, tenantId) ? 'true' : 'false');
};

function whyNot(answer: Ternary, count: number, giving: AccessPolicy | undefined, { objectId }: KeyPrincipal): string {
  if (answer === 'true') return '';
  if (giving !== undefined) return 'its access policy is bound to one application';
  const who = printable(objectId, 60);
  return count === 0 ? `no access policy names ${who}` : `no access policy of ${who} gives it`;
}

/** What Azure RBAC gives to a principal on a vault or on one of its keys, permission by permission. */
export function byRoles(scope: string, facts: RoleFacts, principal: KeyPrincipal): readonly KeyAnswer[] {
  const effective = effectiveOn(scope, facts, principal.objectId);
  return keyNeeds.map(({ dataAction }): KeyAnswer => {
    const { answer, by, why } = effective.can(dataAction);
    return { permission: dataAction, answer, by: by === undefined ? undefined : `${by.role} at ${by.scope}`, why };
  });
}

const same = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
/** Key Vault writes an application that is not there as a GUID of zeros, as null or not at all. */
const hasId = (id: string | null | undefined): boolean => id !== null && id !== undefined && /[1-9a-f]/i.test(id);
