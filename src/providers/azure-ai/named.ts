import type { AzureAiFacetValues } from '../../evidence/azure-ai-schema.ts';
import type { Observation } from '../../evidence/observation.ts';
import { idKey, parseResourceId } from './ids.ts';

type Values = AzureAiFacetValues;
export type WorkspaceValue = Values['hub'];
export type AccountValue = Values['account'];
export type Connections = Values['connections'];
export type CapabilityHosts = Extract<
  Values['capabilityHosts'][number]['answer'],
  { readonly state: 'present' }
>['value']['value'];
export type Resources = Values['managedResources'];

/** A resource that others name, and who does: `<id> <member>`. */
export interface NamedResource {
  readonly id: string;
  readonly namedBy: string[];
}

/** Resources by id without case, in the order in which they were named. */
export type NamedResources = Map<string, NamedResource>;

export function addNamed(named: NamedResources, id: string, by: string): void {
  const key = idKey(id);
  const known = named.get(key);
  if (known === undefined) named.set(key, { id: id.replace(/\/+$/, ''), namedBy: [by] });
  else if (!known.namedBy.includes(by)) known.namedBy.push(by);
}

/** What the hub, the account, their connections and the managed resource group name; undefined where nobody could look. */
export interface Namers {
  readonly hub: WorkspaceValue | undefined;
  readonly account: AccountValue | undefined;
  /** Of the hub or account and of its projects. */
  readonly connections: Connections | undefined;
  readonly capabilityHosts: CapabilityHosts;
  readonly managedResources: { readonly of: string; readonly value: Resources } | undefined;
}

export type DependentFacet = 'storageAccounts' | 'registries' | 'accounts' | 'searchServices' | 'cosmosAccounts';

const typeOf: { readonly [F in DependentFacet]: string } = {
  storageAccounts: 'microsoft.storage/storageaccounts',
  registries: 'microsoft.containerregistry/registries',
  accounts: 'microsoft.cognitiveservices/accounts',
  searchServices: 'microsoft.search/searchservices',
  cosmosAccounts: 'microsoft.documentdb/databaseaccounts',
};

/** The resources of one type that the target depends on, each with everybody who names it. */
export function dependents(facet: DependentFacet, namers: Namers): NamedResources {
  const named: NamedResources = new Map();
  const add = (id: string | null | undefined, by: string): void => {
    const parsed = parseResourceId(id);
    if (parsed?.type === typeOf[facet] && (namers.account === undefined || idKey(parsed.id) !== idKey(namers.account.id)))
      addNamed(named, parsed.id, by);
  };
  const { hub, account, connections, managedResources } = namers;
  if (hub !== undefined) {
    for (const [member, id] of workspaceMembers(hub)) add(id, `${hub.id} ${member}`);
  }
  for (const [index, { resourceId }] of (account?.properties.userOwnedStorage ?? []).entries())
    add(resourceId, `${account?.id ?? ''} properties.userOwnedStorage.${index}`);
  for (const { id, properties } of connections?.value ?? [])
    add(properties.metadata?.ResourceId, `${id} properties.metadata.ResourceId`);
  for (const { id } of managedResources?.value.value ?? []) add(id, `${managedResources?.of ?? ''} resources`);
  return named;
}

function workspaceMembers({ properties }: WorkspaceValue): readonly (readonly [string, string | null | undefined])[] {
  const { storageAccount, storageAccounts, containerRegistry, containerRegistries, workspaceHubConfig, encryption } = properties;
  const list = (member: string, ids: readonly string[] | null | undefined) =>
    (ids ?? []).map((id, index) => [`properties.${member}.${index}`, id] as const);
  return [
    ['properties.storageAccount', storageAccount],
    ...list('storageAccounts', storageAccounts),
    ...list('workspaceHubConfig.additionalWorkspaceStorageAccounts', workspaceHubConfig?.additionalWorkspaceStorageAccounts),
    ['properties.containerRegistry', containerRegistry],
    ...list('containerRegistries', containerRegistries),
    ['properties.encryption.storageAccountResourceId', encryption?.storageAccountResourceId],
    ['properties.encryption.searchAccountResourceId', encryption?.searchAccountResourceId],
    ['properties.encryption.cosmosDbResourceId', encryption?.cosmosDbResourceId],
  ];
}

/** The values of those items that could be read. */
export const presentItems = <T>(
  items: readonly { readonly id: string; readonly answer: Observation<T> }[] | undefined,
): readonly T[] => (items ?? []).flatMap(({ answer }) => (answer.state === 'present' ? [answer.value] : []));
