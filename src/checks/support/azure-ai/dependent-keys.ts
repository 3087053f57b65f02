import { notApplicable, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { judgeAccess, type AccessFacts } from './access.ts';
import { ownOf, verdictsOn, type Dependent, type DependentItem } from './dependents.ts';
import { onUsedKey, type KeyFacts } from './key.ts';
import { judgeKeyEnabled, judgeKeyOperations, judgeKeyType, judgeValidity } from './key-rules.ts';
import type { EncryptionSubject } from './subject.ts';
import { useOfAccount, useOfCosmos, useOfRegistry, useOfStorage, type KeyUse } from './uses.ts';
import { judgePurgeProtection, judgeSoftDelete, judgeTrustedServices, onVault } from './vault.ts';
import { together } from './verdicts.ts';

interface DependentFacts {
  readonly storageAccounts: FacetValue<'azure-ai', 'storageAccounts'> | null;
  readonly accounts: FacetValue<'azure-ai', 'accounts'> | null;
  readonly registries: FacetValue<'azure-ai', 'registries'> | null;
  readonly cosmosAccounts: FacetValue<'azure-ai', 'cosmosAccounts'> | null;
}

/** The use of a key by a dependent resource, or the verdict where that is not known. */
type DependentUse = { readonly use: KeyUse } | { readonly verdict: Verdict };

/**
 * Every key that the dependent resources use. Those with a key of Microsoft are told by checks of their own, and those
 * of the managed resource group are the business of the service.
 */
export function dependentUses(
  subject: EncryptionSubject,
  { storageAccounts, accounts, registries, cosmosAccounts }: DependentFacts,
): readonly DependentUse[] {
  const own = <I extends { readonly id: string }>(items: readonly I[] | null): readonly I[] => ownOf(subject, items);
  return [
    ...usesIn('storageAccounts', 'the storage account', own(storageAccounts), ({ value, noun, at }) =>
      useOfStorage(value, at, noun),
    ),
    ...usesIn('accounts', 'the Azure AI services account', own(accounts), ({ value, noun, at }) =>
      useOfAccount(value, 'accounts', at, noun),
    ),
    ...usesIn('registries', 'the container registry', own(registries), ({ value, noun, at }) => useOfRegistry(value, at, noun)),
    ...usesIn('cosmosAccounts', 'the Cosmos DB account', own(cosmosAccounts), ({ value, noun, at }) =>
      useOfCosmos(value, at, noun),
    ),
  ];
}

function usesIn<T>(
  facet: string,
  kind: string,
  items: readonly DependentItem<T>[],
  useOf: (dependent: Dependent<T>) => KeyUse | undefined,
): readonly DependentUse[] {
  const uses: KeyUse[] = [];
  const verdicts = verdictsOn(facet, kind, items, (dependent) => {
    const use = useOf(dependent);
    if (use !== undefined) uses.push(use);
    return notApplicable(`${dependent.noun} is judged by its key`);
  });
  const open = verdicts.filter((verdict) => verdict.kind === 'undecided');
  return [...uses.map((use) => ({ use })), ...open.map((verdict) => ({ verdict }))];
}

/** One verdict on one use: the vault keeps the key, lets the service in, and the identity may use it. */
export function judgeUse(use: KeyUse, facts: AccessFacts, keys: KeyFacts, now: number): readonly Verdict[] {
  const vault = onVault(
    use,
    facts.vaults,
    (found) => together([judgePurgeProtection(found), judgeSoftDelete(found), judgeTrustedServices(found)], use.who),
    true,
  );
  const key = onUsedKey(
    use,
    keys,
    (found) =>
      together([judgeKeyEnabled(found), judgeKeyType(found), judgeKeyOperations(found), judgeValidity(found, now)], use.who),
    true,
  );
  return [vault, key, judgeAccess(use, facts)].map((verdict) => ({
    ...verdict,
    message: verdict.message.includes(use.who) ? verdict.message : `${use.who}: ${verdict.message}`,
  }));
}
