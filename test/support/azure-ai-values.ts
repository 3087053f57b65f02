import type { FacetName, FacetValue } from '../../src/evidence/index.ts';

type Value<F extends FacetName<'azure-ai'>> = FacetValue<'azure-ai', F>;
type Of<F extends 'storageAccounts' | 'accounts' | 'vaults' | 'keys' | 'searchServices' | 'registries' | 'cosmosAccounts'> =
  Extract<Value<F>[number]['answer'], { state: 'present' }>['value'];
export type Given = { readonly [F in FacetName<'azure-ai'>]?: Value<F> | null };
type Workspace = Value<'workspace'>;
type Account = Value<'account'>;

/** Subscriptions, tenants and objects are made up. */
export const subscription = '00000000-0000-4000-8000-000000000001';
export const tenantId = '00000000-0000-4000-8000-00000000000a';
export const principalId = '00000000-0000-4000-8000-0000000000b1';
export const group = `/subscriptions/${subscription}/resourceGroups/acme-ai`;
export const hubId = `${group}/providers/Microsoft.MachineLearningServices/workspaces/acme-hub`;
export const accountId = `${group}/providers/Microsoft.CognitiveServices/accounts/acme-foundry`;
export const servicesId = `${group}/providers/Microsoft.CognitiveServices/accounts/acme-services`;
export const storageId = `${group}/providers/Microsoft.Storage/storageAccounts/acmestorage`;
export const searchId = `${group}/providers/Microsoft.Search/searchServices/acme-search`;
export const registryId = `${group}/providers/Microsoft.ContainerRegistry/registries/acmeregistry`;
export const vaultId = `${group}/providers/Microsoft.KeyVault/vaults/acme-keys`;
export const secretsId = `${group}/providers/Microsoft.KeyVault/vaults/acme-secrets`;
export const vaultUri = 'https://acme-keys.vault.azure.net/';
export const keyUri = 'https://acme-keys.vault.azure.net/keys/cmk';
export const keyId = `${vaultId}/keys/cmk`;
export const version = 'aabbccddee112233445566778899aabb';
const managed = 'azureml-rg-acme-hub_0000111122223333';
export const managedGroup = `/subscriptions/${subscription}/resourceGroups/${managed}`;
export const cosmosId = `${managedGroup}/providers/Microsoft.DocumentDB/databaseAccounts/acmecosmos`;
export const managedSearchId = `${managedGroup}/providers/Microsoft.Search/searchServices/acmesearch`;

/** One resource that was read. */
export const item = <T>(id: string, value: T) => ({ id, namedBy: [hubId], answer: { state: 'present' as const, value } });
/** One that may not be read. */
export const hidden = (id: string) => ({
  id,
  namedBy: [hubId],
  answer: { state: 'unreadable' as const, cause: 'access-denied' as const },
});
/** One that does not exist. */
export const gone = (id: string) => ({ id, namedBy: [hubId], answer: { state: 'absent' as const, code: 'ResourceNotFound' } });

const system = { type: 'SystemAssigned', principalId, tenantId };
export const encrypted = {
  status: 'Enabled',
  keyVaultProperties: { keyVaultArmId: vaultId, keyIdentifier: `${keyUri}/${version}` },
};

export const hub = (properties: Partial<Workspace['properties']> = {}, more: Partial<Workspace> = {}): Workspace => ({
  id: hubId,
  name: 'acme-hub',
  location: 'westeurope',
  kind: 'hub',
  identity: system,
  ...more,
  properties: {
    storageAccount: storageId,
    keyVault: secretsId,
    containerRegistry: registryId,
    hbiWorkspace: true,
    enableServiceSideCMKEncryption: true,
    publicNetworkAccess: 'Disabled',
    privateEndpointConnections: [{ properties: { privateLinkServiceConnectionState: { status: 'Approved' } } }],
    encryption: encrypted,
    ...properties,
  },
});

/** A hub whose data is in a managed resource group. */
export const legacy = (properties: Partial<Workspace['properties']> = {}): Workspace =>
  hub({ enableServiceSideCMKEncryption: undefined, serviceProvisionedResourceGroup: managed, ...properties });

const accountKey = { keyName: 'cmk', keyVersion: '', keyVaultUri: vaultUri };
export const account = (properties: Partial<Account['properties']> = {}, more: Partial<Account> = {}): Account => ({
  id: accountId,
  name: 'acme-foundry',
  location: 'westeurope',
  kind: 'AIServices',
  identity: system,
  ...more,
  properties: {
    publicNetworkAccess: 'Disabled',
    privateEndpointConnections: [{ properties: { privateLinkServiceConnectionState: { status: 'Approved' } } }],
    encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: accountKey },
    ...properties,
  },
});

export const vault = (properties: Partial<Of<'vaults'>['properties']> = {}, more: Partial<Of<'vaults'>> = {}): Of<'vaults'> => ({
  id: vaultId,
  name: 'acme-keys',
  location: 'West Europe',
  ...more,
  properties: {
    tenantId,
    vaultUri,
    enableSoftDelete: true,
    enablePurgeProtection: true,
    softDeleteRetentionInDays: 90,
    enableRbacAuthorization: false,
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' },
    accessPolicies: [{ tenantId, objectId: principalId, permissions: { keys: ['Get', 'WrapKey', 'UnwrapKey'] } }],
    ...properties,
  },
});

export const key = (properties: Partial<Of<'keys'>['properties']> = {}): Of<'keys'> => ({
  id: keyId,
  name: 'cmk',
  source: 'resource-manager',
  properties: {
    kty: 'RSA',
    keySize: 2048,
    keyOps: ['wrapKey', 'unwrapKey'],
    keyUri: 'https://acme-keys.vault.azure.net:443/keys/cmk',
    keyUriWithVersion: `https://acme-keys.vault.azure.net:443/keys/cmk/${version}`,
    attributes: { enabled: true, exp: Date.UTC(2028, 0, 1) / 1000, recoveryLevel: 'Recoverable' },
    rotationPolicy: { lifetimeActions: [{ action: { type: 'Rotate' }, trigger: { timeAfterCreate: 'P1Y' } }] },
    ...properties,
  },
});

export const storage = (properties: Partial<Of<'storageAccounts'>['properties']> = {}): Of<'storageAccounts'> => ({
  id: storageId,
  name: 'acmestorage',
  location: 'westeurope',
  identity: system,
  properties: {
    encryption: {
      keySource: 'Microsoft.Keyvault',
      keyvaultproperties: { keyname: 'cmk', keyvaulturi: 'https://acme-keys.vault.azure.net', keyversion: '' },
      services: { queue: { keyType: 'Account' }, table: { keyType: 'Account' } },
    },
    ...properties,
  },
});

export const services = (properties: Partial<Account['properties']> = {}, more: Partial<Account> = {}): Account =>
  account(properties, { id: servicesId, name: 'acme-services', ...more });

export const search = (id: string, enforcement?: string, encryptionComplianceStatus?: string): Of<'searchServices'> => ({
  id,
  name: 'acme-search',
  location: 'westeurope',
  properties: { encryptionWithCmk: { enforcement, encryptionComplianceStatus } },
});

export const registry = (properties: Partial<Of<'registries'>['properties']> = {}): Of<'registries'> => ({
  id: registryId,
  name: 'acmeregistry',
  location: 'westeurope',
  identity: system,
  properties: { encryption: { status: 'enabled', keyVaultProperties: { keyIdentifier: keyUri } }, ...properties },
});

export const cosmos = (properties: Of<'cosmosAccounts'>['properties']): Of<'cosmosAccounts'> => ({
  id: cosmosId,
  name: 'acmecosmos',
  location: 'westeurope',
  properties,
});

export const wrapperGuid = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';
export const definitionId = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${wrapperGuid}`;
/** The built-in role with exactly what is needed. */
export const wrapper = {
  id: definitionId,
  name: wrapperGuid,
  properties: {
    roleName: 'Key Vault Crypto Service Encryption User',
    type: 'BuiltInRole',
    permissions: [
      {
        actions: [],
        notActions: [],
        dataActions: [
          'Microsoft.KeyVault/vaults/keys/read',
          'Microsoft.KeyVault/vaults/keys/wrap/action',
          'Microsoft.KeyVault/vaults/keys/unwrap/action',
        ],
        notDataActions: [],
      },
    ],
  },
};
export const assignment = (more: { principalId?: string; principalType?: string; scope?: string; condition?: string } = {}) => ({
  id: `${vaultId}/providers/Microsoft.Authorization/roleAssignments/1`,
  properties: { roleDefinitionId: definitionId, principalId, principalType: 'ServicePrincipal', scope: vaultId, ...more },
});

/** A hub with service-side encryption whose every fact is as it should be, with some facets changed. */
export const hubWith = (change: Given = {}): Given => ({
  workspace: hub(),
  hub: hub(),
  vaults: [item(vaultId, vault())],
  keys: [item(keyId, key())],
  storageAccounts: [item(storageId, storage())],
  accounts: [item(servicesId, services())],
  searchServices: [item(searchId, search(searchId, 'Enabled', 'Compliant'))],
  registries: [item(registryId, registry())],
  encryptionScopes: [item(storageId, { value: [] })],
  roleAssignments: [item(keyId, { value: [] })],
  roleDefinitions: [],
  denyAssignments: [item(keyId, { value: [] })],
  ...change,
});

/** The same for one of the things that hang on a hub. */
export const hubOf = (value: Workspace, change: Given = {}): Given => hubWith({ workspace: value, hub: value, ...change });
export const vaultOf = (...change: Parameters<typeof vault>): Given => hubWith({ vaults: [item(vaultId, vault(...change))] });
export const keyOf = (...change: Parameters<typeof key>): Given => hubWith({ keys: [item(keyId, key(...change))] });
/** The hub with a key in a managed HSM; nothing of that was read unless the change says so. */
export const hsmId = `${group}/providers/Microsoft.KeyVault/managedHSMs/acme-hsm`;
export const hsmHub = (change: Given = {}): Given =>
  hubOf(
    hub({
      encryption: {
        status: 'Enabled',
        keyVaultProperties: { keyVaultArmId: hsmId, keyIdentifier: 'https://acme-hsm.managedhsm.azure.net/keys/cmk' },
      },
    }),
    { vaults: [], keys: [], keyVersions: [], roleAssignments: [], storageAccounts: [], accounts: [], registries: [], ...change },
  );
export const hsm = (properties: Partial<Of<'vaults'>['properties']> = {}): Of<'vaults'> => ({
  id: hsmId,
  name: 'acme-hsm',
  location: 'westeurope',
  properties: { tenantId, hsmUri: 'https://acme-hsm.managedhsm.azure.net/', enableSoftDelete: true, ...properties },
});
/** A Foundry account. */
export const accountOf = (value: Account, change: Given = {}): Given =>
  hubWith({ workspace: null, hub: null, account: value, ...change });

/** The hub with a key of Microsoft. */
export const plainHub = hub({ encryption: undefined });
