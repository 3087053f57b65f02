/**
 * What Azure Resource Manager knows, by path: documents, lists, and what the vault of the key answers itself. The
 * functions below make new ones each time: a case changes what it is about.
 */
export interface AiWorld {
  /** What is audited. */
  readonly target: string;
  readonly documents: Record<string, Json>;
  readonly lists: Record<string, Json[]>;
  readonly vault: Record<string, Json>;
}

export type Json = Record<string, unknown>;

export const subscription = '00000000-0000-4000-8000-000000000001';
export const tenant = '00000000-0000-4000-8000-0000000000aa';
/** A telemetry key as raw bodies carry it; nothing of it may ever be recorded or printed. */
export const telemetryKey = '7e1e7e1e-5ec2-4e75-beef-0123456789ab';
export const group = `/subscriptions/${subscription}/resourceGroups/acme-ai`;
export const ids = {
  hub: `${group}/providers/Microsoft.MachineLearningServices/workspaces/acme-hub`,
  project: `${group}/providers/Microsoft.MachineLearningServices/workspaces/acme-project`,
  account: `${group}/providers/Microsoft.CognitiveServices/accounts/acme-foundry`,
  foundryProject: `${group}/providers/Microsoft.CognitiveServices/accounts/acme-foundry/projects/ml`,
  vault: `${group}/providers/Microsoft.KeyVault/vaults/acme-cmk`,
  secretsVault: `${group}/providers/Microsoft.KeyVault/vaults/acme-secrets`,
  key: `${group}/providers/Microsoft.KeyVault/vaults/acme-cmk/keys/ai`,
  identity: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acme-cmk-user`,
  storage: `${group}/providers/Microsoft.Storage/storageAccounts/acmeaistorage`,
  registry: `${group}/providers/Microsoft.ContainerRegistry/registries/acmeregistry`,
  aiServices: `${group}/providers/Microsoft.CognitiveServices/accounts/acme-ai-services`,
  search: `${group}/providers/Microsoft.Search/searchServices/acme-search`,
  managedGroup: `/subscriptions/${subscription}/resourceGroups/azureml-rg-acme-hub_0000111122223333`,
} as const;
const managed = (type: string, name: string): string => `${ids.managedGroup}/providers/${type}/${name}`;
export const managedIds = {
  storage: managed('Microsoft.Storage/storageAccounts', 'samanaged0001'),
  search: managed('Microsoft.Search/searchServices', 'searchmanaged0001'),
  cosmos: managed('Microsoft.DocumentDB/databaseAccounts', 'cosmosmanaged0001'),
} as const;
/** Object ids of the identities. */
export const principals = {
  hub: '10000000-0000-4000-8000-000000000001',
  account: '10000000-0000-4000-8000-000000000002',
  storage: '10000000-0000-4000-8000-000000000003',
  aiServices: '10000000-0000-4000-8000-000000000004',
  user: '10000000-0000-4000-8000-000000000005',
  registry: '10000000-0000-4000-8000-000000000006',
  group: '20000000-0000-4000-8000-000000000001',
  person: '30000000-0000-4000-8000-000000000001',
} as const;
export const userClientId = '40000000-0000-4000-8000-000000000005';
export const keyVersion = 'aabbccddee112233445566778899aabb';
export const vaultHost = 'acme-cmk.vault.azure.net';
/** Key Vault Crypto Service Encryption User. */
export const encryptionUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';

const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
const typeOf = (id: string): string => /\/providers\/([^/]+\/[^/]+)\//.exec(id)?.[1] ?? '';

/** A resource as Resource Manager answers it, with what every body carries and nobody asks about. */
export const resource = (id: string, properties: Json, more: Json = {}): Json => ({
  id,
  name: nameOf(id),
  type: typeOf(id),
  location: 'westeurope',
  tags: { owner: 'somebody@example.com' },
  systemData: { createdBy: 'somebody@example.com', createdByType: 'User' },
  etag: null,
  ...more,
  properties: { provisioningState: 'Succeeded', ...properties },
});

export const systemAssigned = (principalId: string): Json => ({ type: 'SystemAssigned', principalId, tenantId: tenant });
export const userAssigned = (): Json => ({
  type: 'UserAssigned',
  userAssignedIdentities: { [ids.identity]: { principalId: principals.user, clientId: userClientId } },
});

const workspaceNoise = {
  discoveryUrl: 'https://westeurope.api.azureml.ms/discovery',
  sdkTelemetryAppInsightsKey: telemetryKey,
  notebookInfo: { resourceId: telemetryKey, fqdn: 'ml-acme.westeurope.notebooks.azure.net', notebookPreparationError: null },
  imageBuildCompute: null,
  applicationInsights: `${group}/providers/microsoft.insights/components/acme-insights`,
};

const keyVaultProperties = {
  keyVaultArmId: ids.vault,
  keyIdentifier: `https://${vaultHost}/keys/ai/${keyVersion}`,
  identityClientId: '',
};

/** The members of `properties.encryption` of a workspace. @param more what is different */
export const workspaceEncryption = (more: Json = {}): Json => ({ status: 'Enabled', keyVaultProperties, ...more });

export const vaultBody = (properties: Json = {}): Json =>
  resource(ids.vault, {
    tenantId: tenant,
    vaultUri: `https://${vaultHost}/`,
    sku: { family: 'A', name: 'standard' },
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    enablePurgeProtection: true,
    enableRbacAuthorization: true,
    publicNetworkAccess: 'Enabled',
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
    accessPolicies: [],
    ...properties,
  });

/** An access policy; casing as the portal writes it. */
export const accessPolicy = (objectId: string, keys: readonly string[] = ['Get', 'WrapKey', 'UnwrapKey']): Json => ({
  tenantId: tenant,
  objectId,
  permissions: { keys, secrets: [], certificates: [] },
});

export const keyBody = (id: string, properties: Json = {}): Json => ({
  id,
  name: 'ai',
  type: 'Microsoft.KeyVault/vaults/keys',
  location: 'westeurope',
  properties: {
    attributes: {
      enabled: true,
      created: 1_760_000_000,
      updated: 1_760_000_000,
      exp: 1_830_000_000,
      recoveryLevel: 'Recoverable',
    },
    kty: 'RSA',
    keyOps: ['wrapKey', 'unwrapKey'],
    keySize: 2048,
    keyUri: `https://${vaultHost}:443/keys/ai`,
    keyUriWithVersion: `https://${vaultHost}:443/keys/ai/${keyVersion}`,
    rotationPolicy: {
      attributes: { expiryTime: 'P2Y', created: 1_760_000_000, updated: 1_760_000_000 },
      lifetimeActions: [{ trigger: { timeAfterCreate: 'P18M' }, action: { type: 'rotate' } }],
    },
    ...properties,
  },
});

export const roleAssignment = (principalId: string, role = encryptionUser, more: Json = {}): Json => ({
  id: `${ids.vault}/providers/Microsoft.Authorization/roleAssignments/${role.slice(0, 24)}${principalId.slice(-12)}`,
  name: `${role.slice(0, 24)}${principalId.slice(-12)}`,
  type: 'Microsoft.Authorization/roleAssignments',
  properties: {
    roleDefinitionId: roleId(role),
    principalId,
    principalType: 'ServicePrincipal',
    scope: ids.vault,
    condition: null,
    conditionVersion: null,
    createdOn: '2026-01-01T00:00:00Z',
    createdBy: principals.person,
    ...more,
  },
});

export const roleId = (role: string): string =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;

export const roleDefinition = (role: string, roleName: string, dataActions: readonly string[], more: Json = {}): Json => ({
  id: roleId(role),
  name: role,
  type: 'Microsoft.Authorization/roleDefinitions',
  properties: {
    roleName,
    type: 'BuiltInRole',
    description: roleName,
    assignableScopes: ['/'],
    permissions: [{ actions: [], notActions: [], dataActions, notDataActions: [] }],
    createdBy: null,
    ...more,
  },
});

const keyActions = ['read', 'wrap/action', 'unwrap/action'].map((action) => `Microsoft.KeyVault/vaults/keys/${action}`);

/** A storage account with a key of the same vault. */
export const storageBody = (id: string, encryption: Json = storageEncryption()): Json =>
  resource(
    id,
    {
      primaryEndpoints: { blob: `https://${nameOf(id)}.blob.core.windows.net/` },
      encryption,
      supportsHttpsTrafficOnly: true,
    },
    { kind: 'StorageV2', sku: { name: 'Standard_LRS', tier: 'Standard' }, identity: systemAssigned(principals.storage) },
  );

export const storageEncryption = (): Json => ({
  keySource: 'Microsoft.Keyvault',
  keyvaultproperties: {
    keyname: 'ai',
    keyvaulturi: `https://${vaultHost}`,
    keyversion: '',
    currentVersionedKeyIdentifier: `https://${vaultHost}/keys/ai/${keyVersion}`,
  },
  services: {
    blob: { enabled: true, keyType: 'Account' },
    file: { enabled: true, keyType: 'Account' },
    queue: { enabled: true, keyType: 'Account' },
    table: { enabled: true, keyType: 'Account' },
  },
});

export const accountBody = (id: string, principalId: string, properties: Json = {}): Json =>
  resource(
    id,
    {
      endpoint: `https://${nameOf(id)}.cognitiveservices.azure.com/`,
      internalId: telemetryKey,
      disableLocalAuth: true,
      publicNetworkAccess: 'Enabled',
      encryption: {
        keySource: 'Microsoft.KeyVault',
        keyVaultProperties: { keyName: 'ai', keyVersion: '', keyVaultUri: `https://${vaultHost}/` },
      },
      ...properties,
    },
    { kind: 'AIServices', sku: { name: 'S0' }, identity: systemAssigned(principalId) },
  );

export const searchBody = (id: string): Json =>
  resource(
    id,
    {
      publicNetworkAccess: 'enabled',
      encryptionWithCmk: { enforcement: 'Enabled', encryptionComplianceStatus: 'Compliant' },
    },
    { sku: { name: 'standard' } },
  );

/** @param category as the service spells it */
export const connection = (name: string, category: string, metadata: Json, parent: string = ids.hub): Json => ({
  id: `${parent}/connections/${name}`,
  name,
  type: 'Microsoft.MachineLearningServices/workspaces/connections',
  properties: {
    category,
    authType: 'AAD',
    target: `https://${name}.example/?code=${telemetryKey}`,
    credentials: null,
    isSharedToAll: true,
    metadata: { ...metadata, ApiType: 'Azure', note: telemetryKey },
  },
});

const workspace = (id: string, kind: string, properties: Json, principal: string): Json =>
  resource(id, { ...workspaceNoise, tenantId: tenant, ...properties }, { kind, identity: systemAssigned(principal) });

/** What a world has whatever is audited: a vault that grants by roles, its key, and the services around it. */
function base(target: string): AiWorld {
  const everybody = [
    principals.hub,
    principals.account,
    principals.storage,
    principals.aiServices,
    principals.user,
    principals.registry,
  ];
  return {
    target,
    documents: {
      [ids.vault]: vaultBody(),
      [ids.key]: keyBody(ids.key),
      [`${ids.key}/versions/${keyVersion}`]: keyBody(`${ids.key}/versions/${keyVersion}`, { rotationPolicy: undefined }),
      [ids.storage]: storageBody(ids.storage),
      [ids.aiServices]: accountBody(ids.aiServices, principals.aiServices),
      [ids.search]: searchBody(ids.search),
      [ids.identity]: resource(ids.identity, { clientId: userClientId, principalId: principals.user, tenantId: tenant }),
      [ids.registry]: resource(
        ids.registry,
        {
          adminUserEnabled: true,
          encryption: {
            status: 'enabled',
            keyVaultProperties: {
              keyIdentifier: `https://${vaultHost}/keys/ai`,
              identity: userClientId,
              keyRotationEnabled: true,
            },
          },
        },
        { sku: { name: 'Premium' }, identity: userAssigned() },
      ),
      [roleId(encryptionUser)]: roleDefinition(encryptionUser, 'Key Vault Crypto Service Encryption User', keyActions),
    },
    lists: {
      [`/subscriptions/${subscription}/providers/Microsoft.KeyVault/vaults`]: [
        resource(ids.secretsVault, { vaultUri: 'https://acme-secrets.vault.azure.net/' }),
        vaultBody(),
      ],
      [`${ids.key}/providers/Microsoft.Authorization/roleAssignments`]: [
        ...everybody.map((principal) => roleAssignment(principal)),
        roleAssignment(principals.person, '00482a5a-887f-4fb3-b363-3b7fe8e74483', { principalType: 'User' }),
      ],
      [`${ids.key}/providers/Microsoft.Authorization/denyAssignments`]: [],
      [`${ids.vault}/providers/Microsoft.Authorization/locks`]: [
        {
          id: `${ids.vault}/providers/Microsoft.Authorization/locks/keep`,
          name: 'keep',
          properties: { level: 'CanNotDelete', notes: '' },
        },
      ],
      [`${group}/providers/Microsoft.Authorization/locks`]: [],
      [`${ids.vault}/providers/Microsoft.Insights/diagnosticSettings`]: [
        {
          name: 'audit',
          properties: {
            workspaceId: `${group}/providers/Microsoft.OperationalInsights/workspaces/acme-logs`,
            storageAccountId: null,
            logs: [{ category: null, categoryGroup: 'audit', enabled: true }],
            metrics: [],
          },
        },
      ],
      [`${ids.storage}/encryptionScopes`]: [],
    },
    vault: {
      '/keys/ai': vaultAnswer(),
      [`/keys/ai/${keyVersion}`]: vaultAnswer(),
      '/keys/ai/rotationpolicy': {
        id: `https://${vaultHost}/keys/ai/rotationpolicy`,
        lifetimeActions: [{ trigger: { timeAfterCreate: 'P18M' }, action: { type: 'Rotate' } }],
        attributes: { expiryTime: 'P2Y' },
      },
    },
  };
}

/** The key as its vault answers it. */
const vaultAnswer = (): Json => ({
  key: {
    kid: `https://${vaultHost}/keys/ai/${keyVersion}`,
    kty: 'RSA',
    key_ops: ['wrapKey', 'unwrapKey'],
    n: Buffer.alloc(256, 0xab).toString('base64url'),
    e: 'AQAB',
  },
  attributes: { enabled: true, created: 1_760_000_000, updated: 1_760_000_000, exp: 1_830_000_000, recoveryLevel: 'Recoverable' },
});

const hubProperties = {
  privateEndpointConnections: [
    {
      id: `${ids.hub}/privateEndpointConnections/acme`,
      name: 'acme',
      properties: {
        provisioningState: 'Succeeded',
        privateEndpoint: { id: `${group}/providers/Microsoft.Network/privateEndpoints/acme` },
        privateLinkServiceConnectionState: { status: 'Approved', actionsRequired: 'None' },
      },
    },
  ],
  storageAccount: ids.storage,
  keyVault: ids.secretsVault,
  containerRegistry: ids.registry,
  publicNetworkAccess: 'Disabled',
  hbiWorkspace: true,
};

function workspaceWorld(kind: string, properties: Json): AiWorld {
  const world = base(ids.hub);
  world.documents[ids.hub] = workspace(ids.hub, kind, { ...hubProperties, ...properties }, principals.hub);
  world.lists[`${ids.hub}/connections`] = [
    connection('ai', 'AIServices', { ResourceId: ids.aiServices }),
    connection('search', 'CognitiveSearch', { resourceId: ids.search.replace('resourceGroups', 'resourcegroups') }),
    connection('workspaceblobstore', 'AzureBlob', { AccountName: 'acmeaistorage' }),
  ];
  world.lists[`/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices/workspaces`] = [
    world.documents[ids.hub] ?? {},
  ];
  return world;
}

/** A hub whose metadata is in a managed resource group of the customer's subscription. */
export function legacyHub(kind = 'hub'): AiWorld {
  const world = workspaceWorld(kind, {
    encryption: workspaceEncryption(),
    serviceProvisionedResourceGroup: nameOf(ids.managedGroup),
  });
  world.documents[ids.managedGroup] = {
    id: ids.managedGroup,
    name: nameOf(ids.managedGroup),
    location: 'westeurope',
    managedBy: ids.hub,
    properties: {},
  };
  world.lists[`${ids.managedGroup}/resources`] = Object.values(managedIds).map((id) => ({
    id,
    name: nameOf(id),
    type: typeOf(id),
    location: 'westeurope',
  }));
  world.documents[managedIds.storage] = storageBody(managedIds.storage);
  world.documents[managedIds.search] = searchBody(managedIds.search);
  world.documents[managedIds.cosmos] = resource(managedIds.cosmos, {
    keyVaultKeyUri: `https://${vaultHost}/keys/ai`,
    publicNetworkAccess: 'Disabled',
  });
  world.lists[`${managedIds.storage}/encryptionScopes`] = [];
  return world;
}

/** A hub whose metadata is at Microsoft, encrypted with the customer's key. */
export const serviceSideHub = (): AiWorld =>
  workspaceWorld('Hub', { encryption: workspaceEncryption(), enableServiceSideCMKEncryption: true });

/** A project of the hub, which is what is audited. */
export function projectOf(world: AiWorld): AiWorld {
  const project = workspace(
    ids.project,
    'Project',
    { hubResourceId: ids.hub.replace('resourceGroups', 'resourcegroups') },
    principals.person,
  );
  world.documents[ids.project] = project;
  world.lists[`${ids.project}/connections`] = [];
  world.lists[`/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices/workspaces`]?.push(project);
  return { ...world, target: ids.project };
}

/** A Foundry account of Cognitive Services. */
export function foundryAccount(properties: Json = {}): AiWorld {
  const world = base(ids.account);
  world.documents[ids.account] = accountBody(ids.account, principals.account, { allowProjectManagement: true, ...properties });
  world.lists[`${ids.account}/connections`] = [connection('search', 'CognitiveSearch', { ResourceId: ids.search }, ids.account)];
  world.lists[`${ids.account}/projects`] = [resource(ids.foundryProject, { isDefault: true }, { kind: 'AIServices' })];
  world.lists[`${ids.foundryProject}/connections`] = [
    connection('files', 'AzureStorageAccount', { ResourceId: ids.storage }, ids.foundryProject),
  ];
  world.lists[`${ids.foundryProject}/capabilityHosts`] = [
    {
      id: `${ids.foundryProject}/capabilityHosts/agents`,
      name: 'agents',
      properties: { capabilityHostKind: 'Agents', storageConnections: ['files'], vectorStoreConnections: ['search'] },
    },
  ];
  return world;
}
