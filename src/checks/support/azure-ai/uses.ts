import { manual, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { lastSegment, parseResourceId, sameResource } from '../../../policy/azure/resource-id.ts';
import { parseKeyIdentifier, vaultHost } from '../../../policy/azure/vault-uri.ts';
import { printable } from '../../../policy/printable.ts';

export type Workspace = FacetValue<'azure-ai', 'workspace'>;
export type Account = FacetValue<'azure-ai', 'account'>;
type PresentDependent<F extends 'storageAccounts' | 'registries' | 'cosmosAccounts'> = Extract<
  FacetValue<'azure-ai', F>[number]['answer'],
  { state: 'present' }
>['value'];
type WorkspaceIdentity = Workspace['identity'];

/** Which identity uses a key. */
export type KeyIdentity =
  | { readonly kind: 'principal'; readonly principalId: string }
  /** A user-assigned identity whose object has to be looked up. */
  | { readonly kind: 'user-assigned'; readonly named: string }
  /** An application in place of a managed identity. */
  | { readonly kind: 'service' }
  | { readonly kind: 'none' };

/** One resource that is encrypted with a customer-managed key. */
export interface KeyUse {
  /** `the hub acme`, `the storage account acme`. */
  readonly who: string;
  readonly consumer: 'hub' | 'workspace' | 'account' | 'storage' | 'registry' | 'cosmos';
  readonly id: string;
  readonly location: string | undefined;
  readonly tenantId: string | undefined;
  readonly facet: string;
  /** Path of the key's properties in the facet. */
  readonly path: string;
  readonly vaultId: string | undefined;
  /** Host of the key's address; undefined where the address cannot be read as one. */
  readonly host: string | undefined;
  readonly key: string | undefined;
  readonly version: string | undefined;
  readonly identity: KeyIdentity;
  readonly identityType: string | undefined;
}

export const sameText = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
export const given = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || text === '' ? undefined : text;

export function useOfWorkspace({ properties, ...value }: Workspace, facet: string, who: string): KeyUse | undefined {
  const { encryption } = properties;
  if (!sameText(encryption?.status, 'Enabled')) return undefined;
  const key = parseKeyIdentifier(encryption?.keyVaultProperties?.keyIdentifier ?? '');
  const userAssigned = given(encryption?.identity?.userAssignedIdentity);
  return {
    who,
    consumer: sameText(value.kind, 'hub') ? 'hub' : 'workspace',
    id: value.id,
    location: given(value.location),
    tenantId: given(value.identity?.tenantId) ?? given(properties.tenantId),
    facet,
    path: 'properties.encryption.keyVaultProperties',
    vaultId: given(encryption?.keyVaultProperties?.keyVaultArmId),
    host: key?.host,
    key: key?.name,
    version: key?.version,
    identity: identityOf(value.identity, userAssigned ?? given(encryption?.keyVaultProperties?.identityClientId)),
    identityType: given(value.identity?.type),
  };
}

/** What the services call keys of their own; a source that is neither this nor a vault is not understood. */
const ownSources = ['Microsoft.Storage', 'Microsoft.CognitiveServices'] as const;

/** The question about a key source that no document names; undefined for one that is told or left out. */
export function strangeSource(noun: string, keySource: string | null | undefined): Verdict | undefined {
  const told = given(keySource);
  if (told === undefined || usesVault(told) || ownSources.some((own) => sameText(told, own))) return undefined;
  return manual(`encryption.keySource of ${noun} is ${printable(told, 60)}, so whose key encrypts it is not known`, {
    key: 'key-source',
    severity: 'medium',
  });
}

export const usesVault = (keySource: string | null | undefined): boolean => sameText(keySource, 'Microsoft.KeyVault');

export function useOfAccount({ properties, ...value }: Account, facet: string, at: string, who: string): KeyUse | undefined {
  const { encryption } = properties;
  if (!usesVault(encryption?.keySource)) return undefined;
  const key = encryption?.keyVaultProperties;
  return {
    who,
    consumer: 'account',
    id: value.id,
    location: given(value.location),
    tenantId: given(value.identity?.tenantId),
    facet,
    path: `${at}properties.encryption.keyVaultProperties`,
    // Some templates pass the resource id of the vault where its address belongs.
    vaultId: parseResourceId(key?.keyVaultUri ?? '') === undefined ? undefined : given(key?.keyVaultUri),
    host: vaultHost(key?.keyVaultUri ?? ''),
    key: given(key?.keyName),
    version: given(key?.keyVersion),
    identity: identityOf(value.identity, given(key?.identityClientId)),
    identityType: given(value.identity?.type),
  };
}

export function useOfStorage(
  { properties, ...value }: PresentDependent<'storageAccounts'>,
  at: string,
  who: string,
): KeyUse | undefined {
  const { encryption } = properties;
  if (!usesVault(encryption?.keySource)) return undefined;
  const key = encryption?.keyvaultproperties;
  const federated = given(encryption?.identity?.federatedIdentityClientId) !== undefined;
  return {
    who,
    consumer: 'storage',
    id: value.id,
    location: given(value.location),
    // With a federated client the vault may be in another tenant on purpose.
    tenantId: federated ? undefined : given(value.identity?.tenantId),
    facet: 'storageAccounts',
    path: `${at}properties.encryption.keyvaultproperties`,
    vaultId: undefined,
    host: vaultHost(key?.keyvaulturi ?? ''),
    key: given(key?.keyname),
    version: given(key?.keyversion),
    identity: federated ? { kind: 'service' } : identityOf(value.identity, given(encryption?.identity?.userAssignedIdentity)),
    identityType: given(value.identity?.type),
  };
}

export function useOfRegistry(
  { properties, ...value }: PresentDependent<'registries'>,
  at: string,
  who: string,
): KeyUse | undefined {
  if (!sameText(properties.encryption?.status, 'enabled')) return undefined;
  const held = properties.encryption?.keyVaultProperties;
  const key = parseKeyIdentifier(held?.keyIdentifier ?? '');
  return {
    who,
    consumer: 'registry',
    id: value.id,
    location: given(value.location),
    tenantId: given(value.identity?.tenantId),
    facet: 'registries',
    path: `${at}properties.encryption.keyVaultProperties`,
    vaultId: undefined,
    host: key?.host,
    key: key?.name,
    version: key?.version,
    identity: identityOf(value.identity, given(held?.identity)),
    identityType: given(value.identity?.type),
  };
}

/** Cosmos DB uses its key as an application of Microsoft. */
export function useOfCosmos(
  { properties, ...value }: PresentDependent<'cosmosAccounts'>,
  at: string,
  who: string,
): KeyUse | undefined {
  const uri = given(properties.keyVaultKeyUri);
  if (uri === undefined) return undefined;
  const key = parseKeyIdentifier(uri);
  return {
    who,
    consumer: 'cosmos',
    id: value.id,
    location: given(value.location),
    tenantId: undefined,
    facet: 'cosmosAccounts',
    path: `${at}properties.keyVaultKeyUri`,
    vaultId: undefined,
    host: key?.host,
    key: key?.name,
    version: key?.version,
    identity: { kind: 'service' },
    identityType: undefined,
  };
}

/** A user-assigned identity is named by resource id or by client id; without one the system-assigned counts. */
function identityOf(identity: WorkspaceIdentity, named: string | undefined): KeyIdentity {
  if (named === undefined || sameText(named, 'system')) {
    const principalId = given(identity?.principalId);
    if (principalId !== undefined) return { kind: 'principal', principalId };
    // It has one, and the answer leaves out which.
    return /SystemAssigned/i.test(identity?.type ?? '') ? { kind: 'user-assigned', named: 'system-assigned' } : { kind: 'none' };
  }
  const attached = Object.entries(identity?.userAssignedIdentities ?? {}).find(
    ([id, value]) => sameResource(id, named) || sameText(value?.clientId, lastSegment(named)),
  );
  const principalId = given(attached?.[1]?.principalId);
  return principalId === undefined ? { kind: 'user-assigned', named } : { kind: 'principal', principalId };
}
