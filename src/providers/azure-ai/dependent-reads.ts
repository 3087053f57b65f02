import type { Observation } from '../../evidence/observation.ts';
import { apiVersions, readers, readResource } from './calls.ts';
import { dependents, type DependentFacet, type Namers } from './named.ts';
import { needs, once, valueOf, type Reads } from './once.ts';
import type { ArmPort } from './port.ts';
import type { Facet, FacetReader } from './reader.ts';
import type { TargetReads } from './target-reads.ts';
import { unresolvedConnections, unresolvedHosts } from './unresolved.ts';

const nobody: Namers = {
  hub: undefined,
  account: undefined,
  connections: undefined,
  capabilityHosts: [],
  managedResources: undefined,
};

export type DependentReads = Reads<DependentFacet | 'encryptionScopes'>;

/** The resources that the target depends on, each read for itself: keys do not pass down to them. */
export function dependentReads(port: ArmPort, { each }: FacetReader, target: TargetReads): DependentReads {
  const { owner, namers } = target;
  const hub = async (): Promise<Facet<'hub'>> => target.hub();
  const dependent = (facet: DependentFacet, call: (id: string) => Promise<unknown>) =>
    once(async () => {
      const observation: Observation<unknown> = await target[owner]();
      if (observation.state !== 'present') return needs(owner);
      // Nothing but the workspace names a registry.
      if (facet === 'registries') return each(facet, dependents(facet, { ...nobody, hub: valueOf(await hub()) }), call);
      const { namers: known, gaps } = await namers();
      const named = dependents(facet, known);
      return each(facet, named, call, {
        also: [...gaps, ...unresolvedConnections(facet, known.connections, named), ...unresolvedHosts(facet, known)],
      });
    });
  const storageAccounts = dependent('storageAccounts', (id) => readResource(port, id, apiVersions.storage));
  return {
    storageAccounts,
    encryptionScopes: once(async () => {
      const observation: Facet<'storageAccounts'> = await storageAccounts();
      if (observation.state !== 'present') return needs(owner);
      const { namers: known } = await namers();
      return each('encryptionScopes', dependents('storageAccounts', known), (id) => readers.encryptionScopes(port, id));
    }),
    registries: dependent('registries', (id) => readResource(port, id, apiVersions.registry)),
    accounts: dependent('accounts', (id) => readers.account(port, id)),
    searchServices: dependent('searchServices', (id) => readResource(port, id, apiVersions.search)),
    cosmosAccounts: dependent('cosmosAccounts', (id) => readResource(port, id, apiVersions.cosmos)),
  };
}
