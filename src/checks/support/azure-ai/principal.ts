import { fail, manual, undecided, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import type { KeyPrincipal } from '../../../policy/azure/key-access.ts';
import { lastSegment, sameResource } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { given, sameText, type KeyUse } from './uses.ts';

const identityFix = { summary: 'Give it a managed identity that exists and may use the key' };

/** The identity that uses a key, or the verdict that tells why it is not known. */
export function principalOf(
  use: KeyUse,
  identities: Observation<FacetValue<'azure-ai', 'identities'>>,
): { principal: KeyPrincipal } | { verdict: Verdict } {
  const { identity, tenantId } = use;
  const evidence = [{ facet: use.facet, path: use.path, value: identity.kind === 'user-assigned' ? identity.named : null }];
  if (identity.kind === 'principal') return { principal: { objectId: identity.principalId, tenantId } };
  if (identity.kind === 'service') {
    return {
      verdict: manual(`${use.who} uses its key as an application, whose object in the tenant of the vault is not told`, {
        severity: 'low',
      }),
    };
  }
  if (identity.kind === 'none') {
    return {
      verdict: fail(`${use.who} has no managed identity that could use its key`, {
        key: 'no-identity',
        evidence,
        fix: identityFix,
      }),
    };
  }
  const who = printable(lastSegment(identity.named), 80);
  if (identities.state === 'unreadable') {
    return { verdict: undecided(`the identity ${who} of ${use.who} could not be read`, ['identities']) };
  }
  const item = (identities.state === 'present' ? identities.value : []).find(
    ({ id, answer }) =>
      sameResource(id, identity.named) ||
      (answer.state === 'present' && sameText(answer.value.properties.clientId, identity.named)),
  );
  if (item?.answer.state === 'present') {
    const { principalId, tenantId: home } = item.answer.value.properties;
    return { principal: { objectId: principalId, tenantId: given(home) ?? tenantId } };
  }
  if (item?.answer.state === 'unreadable') {
    return { verdict: undecided(`the identity ${who} of ${use.who} could not be read`, ['identities']) };
  }
  if (item?.answer.state === 'absent') {
    return {
      verdict: fail(`the identity ${who}, which ${use.who} uses its key as, does not exist`, {
        key: 'no-identity',
        evidence,
        fix: identityFix,
      }),
    };
  }
  return {
    verdict: manual(`which object the identity ${who} of ${use.who} is, nothing tells`, { severity: 'medium', evidence }),
  };
}

type Identities = {
  readonly principalId?: string | null | undefined;
  readonly userAssignedIdentities?:
    Readonly<Record<string, { readonly principalId?: string | null | undefined } | null>> | null | undefined;
} | null;

/** Object ids of the managed identities of resources, in lower case. */
export const machinesOf = (resources: readonly ({ readonly identity?: Identities | undefined } | null)[]): ReadonlySet<string> =>
  new Set(
    resources
      .flatMap((resource) => [
        resource?.identity?.principalId,
        ...Object.values(resource?.identity?.userAssignedIdentities ?? {}).map((one) => one?.principalId),
      ])
      .flatMap((id) => given(id)?.toLowerCase() ?? []),
  );

/** Those items of a facet that were read. */
export const readOf = <T>(items: readonly { readonly answer: Observation<T> }[] | null): readonly T[] =>
  (items ?? []).flatMap(({ answer }) => (answer.state === 'present' ? [answer.value] : []));

type ReadItems<T> = readonly { readonly answer: Observation<T> }[];
type Holder = { readonly identity?: Identities | undefined };

/** The same of a target and of all that it depends on. */
export const machinesAround = (facts: {
  readonly workspace: Holder | null;
  readonly hub: Holder | null;
  readonly account: Holder | null;
  readonly storageAccounts: Observation<ReadItems<Holder>>;
  readonly accounts: Observation<ReadItems<Holder>>;
  readonly registries: Observation<ReadItems<Holder>>;
}): ReadonlySet<string> =>
  machinesOf([
    facts.workspace,
    facts.hub,
    facts.account,
    ...[facts.storageAccounts, facts.accounts, facts.registries].flatMap((read) =>
      readOf(read.state === 'present' ? read.value : null),
    ),
  ]);
