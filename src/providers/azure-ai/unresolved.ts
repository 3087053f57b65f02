import { unreadable } from '../../evidence/observation.ts';
import { parseResourceId } from './ids.ts';
import type { Connections, DependentFacet, NamedResources, Namers } from './named.ts';
import type { Item } from './reader.ts';

/** Categories of connections by what they lead to. Source: "Workspace Connections" of the REST API, ConnectionCategory. */
const categories: { readonly [F in DependentFacet]: ReadonlySet<string> } = {
  storageAccounts: new Set(['azureblob', 'adlsgen2', 'azurestorageaccount']),
  registries: new Set(),
  accounts: new Set(['aiservices', 'azureopenai', 'cognitiveservice']),
  searchServices: new Set(['cognitivesearch']),
  cosmosAccounts: new Set(['cosmosdb']),
};

/** Connections of a kind that do not tell the resource they lead to: nobody can say how that one is encrypted. */
export function unresolvedConnections(
  facet: DependentFacet,
  connections: Connections | undefined,
  named: NamedResources,
): readonly Item[] {
  const names = new Set([...named.values()].map(({ id }) => parseResourceId(id)?.name.toLowerCase()));
  return (connections?.value ?? []).flatMap(({ id, properties: { category, metadata } }) => {
    if (!categories[facet].has(category?.toLowerCase() ?? '')) return [];
    if (parseResourceId(metadata?.ResourceId) !== undefined) return [];
    const account = metadata?.AccountName?.toLowerCase();
    // The datastores of a workspace name its own storage account, or say nothing.
    if (facet === 'storageAccounts' && (account === undefined || names.has(account))) return [];
    const detail = 'the connection does not tell which resource it leads to';
    return [{ id, namedBy: [id], answer: unreadable('no-such-resource', { detail }) }];
  });
}

/** Lists of a capability host, by what its connections lead to. Source: CapabilityHostProperties of the Cognitive Services REST API. */
const hostLists = {
  storageAccounts: 'storageConnections',
  cosmosAccounts: 'threadStorageConnections',
  searchServices: 'vectorStoreConnections',
  accounts: 'aiServicesConnections',
  registries: undefined,
} as const satisfies { readonly [F in DependentFacet]: string | undefined };

/** Connections by which agents keep what they store, and which no list shows: nobody can say how that is encrypted. */
export function unresolvedHosts(facet: DependentFacet, { capabilityHosts, connections }: Namers): readonly Item[] {
  const list = hostLists[facet];
  if (list === undefined) return [];
  const known = new Set((connections?.value ?? []).map(({ id, name }) => lastWord(name ?? id)));
  return capabilityHosts.flatMap(({ id, properties }) =>
    (properties[list] ?? [])
      .filter((name) => !known.has(lastWord(name)))
      .map((name) => {
        const detail = 'the capability host names a connection that no list shows';
        return { id: `${id} ${name}`, namedBy: [id], answer: unreadable('no-such-resource', { detail }) };
      }),
  );
}

const lastWord = (text: string): string => text.slice(text.lastIndexOf('/') + 1).toLowerCase();
