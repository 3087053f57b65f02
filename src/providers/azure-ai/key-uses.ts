import type { AzureAiFacetValues } from '../../evidence/azure-ai-schema.ts';
import { idKey, isKeyName, parseKeyIdentifier, parseResourceId, vaultHost } from './ids.ts';
import { presentItems, type AccountValue, type WorkspaceValue } from './named.ts';

type Values = AzureAiFacetValues;

/** A resource that encrypts with a key of a vault, and as whom it does. */
export interface KeyUser {
  /** `<id> <member>`. */
  readonly by: string;
  /** Subscription of the resource: where a vault that is named by its URI only is looked for first. */
  readonly subscription: string;
  /** Resource id of the vault where the resource tells it. */
  readonly vault: string | undefined;
  /** Host of the vault where the resource tells that. */
  readonly host: string | undefined;
  readonly key: string | undefined;
  readonly version: string | undefined;
  /** Resource id of the user-assigned identity, or undefined for the system-assigned one. */
  readonly identity: string | undefined;
  /** Object id of the identity, where the resource tells it. */
  readonly principal: string | undefined;
}

interface Users {
  readonly hub: WorkspaceValue | undefined;
  readonly account: AccountValue | undefined;
  readonly storageAccounts: Values['storageAccounts'] | undefined;
  readonly accounts: Values['accounts'] | undefined;
  readonly registries: Values['registries'] | undefined;
  readonly cosmosAccounts: Values['cosmosAccounts'] | undefined;
}

/** Every use of a customer-managed key by the target and by what it depends on, in their order. */
export function keyUses({ hub, account, storageAccounts, accounts, registries, cosmosAccounts }: Users): KeyUser[] {
  return [
    ...(hub === undefined ? [] : workspaceUse(hub)),
    ...(account === undefined ? [] : accountUse(account)),
    ...presentItems(storageAccounts).flatMap(storageUse),
    ...presentItems(accounts).flatMap(accountUse),
    ...presentItems(registries).flatMap(registryUse),
    ...presentItems(cosmosAccounts).flatMap(cosmosUse),
  ];
}

const subscriptionOf = (id: string): string => parseResourceId(id)?.subscription ?? '';
const vaultTypes = new Set(['microsoft.keyvault/vaults', 'microsoft.keyvault/managedhsms']);
const vaultIdOf = (id: string | null | undefined): string | undefined => {
  const parsed = parseResourceId(id);
  return parsed !== undefined && vaultTypes.has(parsed.type) ? parsed.id : undefined;
};

function workspaceUse({ id, identity, properties }: WorkspaceValue): KeyUser[] {
  const given = properties.encryption?.keyVaultProperties;
  if (given === null || given === undefined) return [];
  const address = parseKeyIdentifier(given.keyIdentifier);
  const who = properties.encryption?.identity?.userAssignedIdentity;
  return [
    {
      by: `${id} properties.encryption.keyVaultProperties`,
      subscription: subscriptionOf(id),
      vault: vaultIdOf(given.keyVaultArmId),
      host: address?.host,
      key: address?.name,
      version: address?.version,
      ...actingAs(identity, { id: who, clientId: given.identityClientId }),
    },
  ];
}

const isVaultSource = (source: string | null | undefined): boolean => source?.toLowerCase() === 'microsoft.keyvault';

function accountUse({ id, identity, properties }: AccountValue): KeyUser[] {
  const given = properties.encryption?.keyVaultProperties;
  if (given === null || given === undefined || !isVaultSource(properties.encryption?.keySource)) return [];
  return [
    {
      by: `${id} properties.encryption.keyVaultProperties`,
      subscription: subscriptionOf(id),
      // Some templates pass the resource id of the vault where its URI belongs.
      vault: vaultIdOf(given.keyVaultUri),
      host: vaultHost(given.keyVaultUri),
      ...named(given.keyName, given.keyVersion),
      ...actingAs(identity, { id: undefined, clientId: given.identityClientId }),
    },
  ];
}

function storageUse({
  id,
  identity,
  properties,
}: Values['storageAccounts'][number] extends { answer: infer A } ? PresentOf<A> : never): KeyUser[] {
  const given = properties.encryption?.keyvaultproperties;
  if (given === null || given === undefined || !isVaultSource(properties.encryption?.keySource)) return [];
  return [
    {
      by: `${id} properties.encryption.keyvaultproperties`,
      subscription: subscriptionOf(id),
      vault: vaultIdOf(given.keyvaulturi),
      host: vaultHost(given.keyvaulturi),
      ...named(given.keyname, given.keyversion),
      ...actingAs(identity, { id: properties.encryption?.identity?.userAssignedIdentity, clientId: undefined }),
    },
  ];
}

function registryUse({
  id,
  identity,
  properties,
}: Values['registries'][number] extends { answer: infer A } ? PresentOf<A> : never): KeyUser[] {
  const given = properties.encryption?.keyVaultProperties;
  const address = parseKeyIdentifier(given?.keyIdentifier);
  if (address === undefined) return [];
  return [
    {
      by: `${id} properties.encryption.keyVaultProperties`,
      subscription: subscriptionOf(id),
      vault: undefined,
      host: address.host,
      key: address.name,
      version: address.version,
      ...actingAs(identity, { id: undefined, clientId: given?.identity }),
    },
  ];
}

/** Cosmos DB acts as an application of Microsoft's whose object id nobody tells here. */
function cosmosUse({
  id,
  properties,
}: Values['cosmosAccounts'][number] extends { answer: infer A } ? PresentOf<A> : never): KeyUser[] {
  const address = parseKeyIdentifier(properties.keyVaultKeyUri);
  if (address === undefined) return [];
  const by = `${id} properties.keyVaultKeyUri`;
  return [
    {
      by,
      subscription: subscriptionOf(id),
      vault: undefined,
      host: address.host,
      key: address.name,
      version: address.version,
      identity: undefined,
      principal: undefined,
    },
  ];
}

type PresentOf<A> = A extends { readonly state: 'present'; readonly value: infer V } ? V : never;

const named = (name: string | null | undefined, version: string | null | undefined): Pick<KeyUser, 'key' | 'version'> => ({
  key: name !== null && name !== undefined && isKeyName(name) ? name : undefined,
  version: version !== null && version !== undefined && isKeyName(version) ? version : undefined,
});

/** The identity that is named by id or client id, else the system-assigned one. */
function actingAs(
  identity: WorkspaceValue['identity'],
  { id, clientId }: { readonly id: string | null | undefined; readonly clientId: string | null | undefined },
): Pick<KeyUser, 'identity' | 'principal'> {
  const assigned = Object.entries(identity?.userAssignedIdentities ?? {});
  const isNamed = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== '';
  const found = isNamed(id)
    ? assigned.find(([candidate]) => idKey(candidate) === idKey(id))
    : isNamed(clientId)
      ? assigned.find(([, value]) => value?.clientId?.toLowerCase() === clientId.toLowerCase())
      : undefined;
  if (isNamed(id) || isNamed(clientId))
    return { identity: isNamed(id) ? id : found?.[0], principal: found?.[1]?.principalId ?? undefined };
  return { identity: undefined, principal: identity?.principalId ?? undefined };
}
