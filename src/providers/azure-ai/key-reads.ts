import type { Observation } from '../../evidence/observation.ts';
import { apiVersions, readers, readResource } from './calls.ts';
import type { DependentReads } from './dependent-reads.ts';
import { idKey } from './ids.ts';
import { keyUses } from './key-uses.ts';
import { readKey } from './keys.ts';
import { presentItems, type NamedResources } from './named.ts';
import { needs, once, valueOf, type Reads } from './once.ts';
import type { ArmPort } from './port.ts';
import type { LiveObservation } from '../shared/observe.ts';
import type { Facet, FacetReader } from './reader.ts';
import { namedDefinitions, readDefinition, readDenyAssignments, readRoleAssignments } from './roles.ts';
import type { TargetReads } from './target-reads.ts';
import { identitiesOf, keysOf, principalsOf, resolveVaults, versionsOf, type Vaults } from './vaults.ts';

type KeyFacet =
  | 'vaults'
  | 'keys'
  | 'keyVersions'
  | 'vaultDiagnostics'
  | 'vaultLocks'
  | 'identities'
  | 'roleAssignments'
  | 'roleDefinitions'
  | 'denyAssignments';

/** The keys that the target and its dependent resources use, their vaults, and who may use them. */
export function keyReads(
  port: ArmPort,
  { each }: FacetReader,
  target: TargetReads,
  dependent: DependentReads,
  vaultsElsewhere: string | undefined,
): Reads<KeyFacet> {
  const { owner } = target;
  const resolved = once(async (): Promise<Vaults> => {
    const hub: Facet<'hub'> = await target.hub();
    const account: Facet<'account'> = await target.account();
    const [storageAccounts, accounts, registries, cosmosAccounts]: [
      Facet<'storageAccounts'>,
      Facet<'accounts'>,
      Facet<'registries'>,
      Facet<'cosmosAccounts'>,
    ] = await Promise.all([
      dependent.storageAccounts(),
      dependent.accounts(),
      dependent.registries(),
      dependent.cosmosAccounts(),
    ]);
    const uses = keyUses({
      hub: valueOf(hub),
      account: valueOf(account),
      storageAccounts: valueOf(storageAccounts),
      accounts: valueOf(accounts),
      registries: valueOf(registries),
      cosmosAccounts: valueOf(cosmosAccounts),
    });
    return resolveVaults(port, uses, vaultsElsewhere);
  });
  /** What hangs on the keys cannot be known without the resource whose keys they are. */
  const ofKeys = (work: (known: Vaults) => Promise<LiveObservation>) =>
    once(async () => {
      const observation: Observation<unknown> = await target[owner]();
      return observation.state === 'present' ? work(await resolved()) : needs(owner);
    });
  const vaults = ofKeys(({ vaults: named, lost }) =>
    each('vaults', named, (id) => readResource(port, id, apiVersions.vault), { also: lost }),
  );
  const seenVaults = once(async (): Promise<ReadonlySet<string>> => {
    const observation: Facet<'vaults'> = await vaults();
    return new Set(presentItems(valueOf(observation)).map(({ id }) => idKey(id)));
  });
  const keyRead = (facet: 'keys' | 'keyVersions', of: (known: Vaults) => NamedResources) =>
    ofKeys(async (known) => {
      const seen = await seenVaults();
      const trustsNotFound = (id: string): boolean => seen.has(idKey(id.replace(/\/keys\/.*$/, '')));
      return each(facet, of(known), (id) => readKey(port, id, known.hostOf(id)), { trustsNotFound });
    });
  const identities = ofKeys((known) =>
    each('identities', identitiesOf(known), (id) => readResource(port, id, apiVersions.identity)),
  );
  const roleAssignments = ofKeys(async (known) => {
    const observation: Facet<'identities'> = await identities();
    const principals = principalsOf(known, presentItems(valueOf(observation)));
    return each('roleAssignments', keysOf(known, 'vaults'), (id) => readRoleAssignments(port, id, principals));
  });
  return {
    vaults,
    keys: keyRead('keys', (known) => keysOf(known, 'all')),
    keyVersions: keyRead('keyVersions', versionsOf),
    vaultDiagnostics: ofKeys(({ vaults: named }) =>
      each('vaultDiagnostics', named, (id) => readers.diagnosticSettings(port, id)),
    ),
    vaultLocks: ofKeys(({ vaults: named }) => each('vaultLocks', named, (id) => readers.locks(port, id))),
    identities,
    roleAssignments,
    roleDefinitions: ofKeys(async () => {
      const observation: Facet<'roleAssignments'> = await roleAssignments();
      return each('roleDefinitions', namedDefinitions(valueOf(observation) ?? []), (id) => readDefinition(port, id));
    }),
    denyAssignments: ofKeys((known) => each('denyAssignments', keysOf(known, 'vaults'), (id) => readDenyAssignments(port, id))),
  };
}
