import type { AzureCase, AzureState, IdentityState } from '../../fake-azure/blob-state.ts';

/** Subscriptions, tenants and identities are made up. */
export const subscription = '5e1f0000-0000-4000-8000-000000000001';
export const tenant = '5e1f0000-0000-4000-8000-000000000002';
export const clientId = '5e1f0000-0000-4000-8000-000000000003';
export const principalId = '5e1f0000-0000-4000-8000-000000000004';
export const issuer = `https://germanywestcentral.oic.prod-aks.azure.com/${tenant}/5e1f0000-0000-4000-8000-000000000005/`;

const storage = 'Microsoft.Storage/storageAccounts';
const containers = `${storage}/blobServices/containers`;

/** Built-in roles as Azure defines them, by the GUID that is the same in every tenant. */
export const roles = {
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  accountContributor: '17d1049b-9a84-46fb-8f53-869881c3d3ab',
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
} as const;

const delegation = `${storage}/blobServices/generateUserDelegationKey/action`;
const role = (roleName: string, actions: readonly string[], dataActions: readonly string[] = []) => ({
  roleName,
  permissions: [{ actions, notActions: [], dataActions, notDataActions: [] }],
});

export const roleDefinitions = {
  [roles.reader]: role('Reader', ['*/read']),
  [roles.blobContributor]: role(
    'Storage Blob Data Contributor',
    [`${containers}/delete`, `${containers}/read`, `${containers}/write`, delegation],
    ['delete', 'read', 'write', 'move/action', 'add/action'].map((verb) => `${containers}/blobs/${verb}`),
  ),
  [roles.blobReader]: role('Storage Blob Data Reader', [`${containers}/read`, delegation], [`${containers}/blobs/read`]),
  [roles.blobOwner]: role('Storage Blob Data Owner', [`${containers}/*`, delegation], [`${containers}/blobs/*`]),
  [roles.accountContributor]: role('Storage Account Contributor', [
    'Microsoft.Authorization/*/read',
    'Microsoft.Insights/diagnosticSettings/*',
    'Microsoft.Resources/deployments/*',
    'Microsoft.Resources/subscriptions/resourceGroups/read',
    `${storage}/*`,
    'Microsoft.Support/*',
  ]),
  [roles.owner]: role('Owner', ['*']),
};

/** Spelled out here on purpose: a wrong list in `src/requirements` must not agree with itself. */
export const serviceAccounts = [
  'wandb-app',
  'wandb-api',
  'wandb-console',
  'wandb-executor',
  'wandb-parquet',
  'wandb-filestream',
  'wandb-filemeta',
  'wandb-glue',
  'wandb-weave',
  'wandb-weave-trace',
  'wandb-settings-migration-job',
  'bufstream-service-account',
  'wandb-bucket-access',
] as const;

export const credential = (account: string, change: object = {}) => ({
  name: `acme-wandb-federated-credential-${account}`,
  properties: {
    issuer,
    subject: `system:serviceaccount:default:${account}`,
    audiences: ['api://AzureADTokenExchange'],
    ...change,
  },
});

export const identity = (
  federated: IdentityState['federated'] = serviceAccounts.map((one) => credential(one)),
): IdentityState => ({
  name: 'acme-wandb-identity',
  clientId,
  principalId,
  tenantId: tenant,
  federated,
});

export const corsRule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'HEAD', 'PUT'],
  allowedHeaders: ['*'],
  exposedHeaders: ['*'],
  maxAgeInSeconds: 3000,
};

export const accountProperties = {
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: true,
  allowCrossTenantReplication: false,
  minimumTlsVersion: 'TLS1_2',
  supportsHttpsTrafficOnly: true,
  publicNetworkAccess: 'Enabled',
  networkAcls: {
    bypass: 'Logging, Metrics, AzureServices',
    defaultAction: 'Deny',
    ipRules: [{ value: '9.9.9.0/24', action: 'Allow' }],
    virtualNetworkRules: [],
  },
  privateEndpointConnections: [],
  keyCreationTime: { key1: '2026-09-01T08:00:00.0000000Z', key2: '2026-10-01T08:00:00.0000000Z' },
  encryption: {
    keySource: 'Microsoft.Storage',
    requireInfrastructureEncryption: true,
    services: { blob: { enabled: true, keyType: 'Account' }, file: { enabled: true, keyType: 'Account' } },
  },
};

export const blobService = {
  cors: { corsRules: [corsRule] },
  deleteRetentionPolicy: { enabled: true, days: 14, allowPermanentDelete: false },
  containerDeleteRetentionPolicy: { enabled: true, days: 14 },
  isVersioningEnabled: true,
};

export const logs = {
  name: 'blob-requests',
  properties: {
    workspaceId: `/subscriptions/${subscription}/resourceGroups/acme-logs/providers/Microsoft.OperationalInsights/workspaces/acme`,
    storageAccountId: null,
    eventHubAuthorizationRuleId: '',
    logs: [{ category: null, categoryGroup: 'audit', enabled: true }],
  },
};

/** An account and a container that follow the documents and good practice in every point that a check looks at. */
export const compliantAzureState: AzureState = {
  subscription,
  group: 'acme-wandb',
  account: 'acmewandbstorage',
  location: 'germanywestcentral',
  properties: accountProperties,
  blobService,
  container: 'wandb',
  containerProperties: { publicAccess: 'None', hasImmutabilityPolicy: false, hasLegalHold: false },
  locks: [{ name: 'acme-wandb-container', level: 'CanNotDelete' }],
  diagnosticSettings: [logs],
};

/** The same for a team: W&B signs as a managed identity, and nobody needs the key. */
export const compliantTeamState: AzureState = {
  ...compliantAzureState,
  properties: { ...accountProperties, allowSharedKeyAccess: false },
  identities: [identity()],
  roleAssignments: [
    { role: roles.reader, principalId },
    { role: roles.blobContributor, principalId },
  ],
  roleDefinitions,
};

export const instanceLevel = { deployment: 'dedicated', level: 'instance', access: 'account-key' } as const;
export const teamLevel = { deployment: 'dedicated', level: 'team', principal: clientId, tenant, issuer } as const;

type Change = Pick<AzureCase, 'name' | 'about' | 'fails' | 'exit'> &
  Partial<Pick<AzureCase, 'denied' | 'declared' | 'prefix'>> & {
    readonly state?: Partial<AzureState>;
    /** Members of `properties` of the account that differ. */
    readonly account?: object;
    /** Members of `properties` of the blob service that differ. */
    readonly service?: object;
  };

const changed = (compliant: AzureState, { state, account, service }: Change): AzureState => ({
  ...compliant,
  properties: { ...compliant.properties, ...account },
  blobService: { ...compliant.blobService, ...service },
  ...state,
});

const caseOf = (compliant: AzureState, declared: AzureCase['declared'], change: Change): AzureCase => {
  const { name, about, fails, exit, denied, prefix } = change;
  return {
    name,
    about,
    state: changed(compliant, change),
    declared: change.declared ?? declared,
    fails,
    exit,
    ...(denied === undefined ? {} : { denied }),
    ...(prefix === undefined ? {} : { prefix }),
  };
};

/** The compliant container at instance level with one change. */
export const azureFault = (change: Change): AzureCase => caseOf(compliantAzureState, instanceLevel, change);

/** The compliant container of a team with one change. */
export const teamFault = (change: Change): AzureCase => caseOf(compliantTeamState, teamLevel, change);
