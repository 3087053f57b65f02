import { azureFacets } from './azure.ts';
import { facet, unnamed } from './observation.ts';

const { storageAccount, roleAssignments, roleDefinitions, denyAssignments, locks, diagnosticSettings, identity } = azureFacets;

/**
 * The facets of an Azure AI hub, project or Foundry account, its keys and the resources that depend on it.
 * A plural reads the same call once for each resource. Permissions: Azure permissions by provider.
 */
export const azureAiFacets = {
  workspace: facet({
    call: 'Workspaces - Get',
    permission: 'Microsoft.MachineLearningServices/workspaces/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the workspace',
  }),
  hub: facet({
    call: 'Workspaces - Get (hub)',
    permission: 'Microsoft.MachineLearningServices/workspaces/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the hub',
  }),
  account: facet({
    call: 'Accounts - Get',
    permission: 'Microsoft.CognitiveServices/accounts/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the Azure AI services account',
  }),
  connections: facet({
    call: 'Workspace Connections - List',
    permission: 'Microsoft.MachineLearningServices/workspaces/connections/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the connections',
  }),
  accountConnections: facet({
    call: 'Account Connections - List',
    permission: 'Microsoft.CognitiveServices/accounts/connections/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the connections of the account',
  }),
  foundryProjects: facet({
    call: 'Projects - List',
    permission: 'Microsoft.CognitiveServices/accounts/projects/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the projects of the account',
  }),
  hubProjects: facet({
    call: 'Workspaces - List By Subscription',
    permission: 'Microsoft.MachineLearningServices/workspaces/read',
    scope: 'account',
    absent: [unnamed],
    about: 'the projects of the hub',
  }),
  projectConnections: facet({
    call: 'Project Connections - List',
    permission: 'Microsoft.CognitiveServices/accounts/projects/connections/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the connections of the projects of the account',
  }),
  hubProjectConnections: facet({
    call: 'Workspace Connections - List (projects)',
    permission: 'Microsoft.MachineLearningServices/workspaces/connections/read',
    scope: 'account',
    absent: [unnamed],
    about: 'the connections of the projects of the hub',
  }),
  capabilityHosts: facet({
    call: 'Project Capability Hosts - List',
    permission: 'Microsoft.CognitiveServices/accounts/projects/capabilityHosts/read',
    scope: 'bucket',
    absent: [unnamed],
    about: 'the capability hosts of the projects of the account',
  }),
  storageAccounts: storageAccount,
  encryptionScopes: facet({
    call: 'Encryption Scopes - List',
    permission: 'Microsoft.Storage/storageAccounts/encryptionScopes/read',
    scope: 'account',
    absent: [],
    about: 'the encryption scopes of the storage accounts',
  }),
  accounts: facet({
    call: 'Accounts - Get',
    permission: 'Microsoft.CognitiveServices/accounts/read',
    scope: 'account',
    absent: [],
    about: 'the connected Azure AI services accounts',
  }),
  searchServices: facet({
    call: 'Services - Get',
    permission: 'Microsoft.Search/searchServices/read',
    scope: 'account',
    absent: [],
    about: 'the search services',
  }),
  registries: facet({
    call: 'Registries - Get',
    permission: 'Microsoft.ContainerRegistry/registries/read',
    scope: 'account',
    absent: [],
    about: 'the container registries',
  }),
  cosmosAccounts: facet({
    call: 'Database Accounts - Get',
    permission: 'Microsoft.DocumentDB/databaseAccounts/read',
    scope: 'account',
    absent: [],
    about: 'the Cosmos DB accounts of the managed resource group',
  }),
  managedResourceGroup: facet({
    call: 'Resource Groups - Get',
    permission: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    scope: 'account',
    absent: [unnamed, 'ResourceGroupNotFound'],
    about: 'the managed resource group',
  }),
  managedResources: facet({
    call: 'Resources - List By Resource Group',
    permission: 'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
    scope: 'account',
    absent: [unnamed, 'ResourceGroupNotFound'],
    about: 'the resources of the managed resource group',
  }),
  vaults: facet({
    call: 'Vaults - Get',
    permission: 'Microsoft.KeyVault/vaults/read',
    scope: 'key',
    absent: [],
    about: 'the key vaults',
  }),
  keys: facet({
    call: 'Keys - Get (control plane)',
    permission: 'Microsoft.KeyVault/vaults/keys/read',
    scope: 'key',
    absent: [],
    about: 'the keys',
  }),
  keyVersions: facet({
    call: 'Keys - Get Version (control plane)',
    permission: 'Microsoft.KeyVault/vaults/keys/versions/read',
    scope: 'key',
    absent: [],
    about: 'the pinned versions of the keys',
  }),
  vaultDiagnostics: { ...diagnosticSettings, scope: 'key', about: 'the diagnostic settings of the vaults' },
  vaultLocks: { ...locks, scope: 'key', about: 'the locks on the vaults' },
  identities: {
    ...identity,
    call: 'User Assigned Identities - Get',
    absent: [],
    about: 'the identities that use the keys',
  },
  roleAssignments: { ...roleAssignments, scope: 'key', absent: [], about: 'the role assignments on the keys' },
  roleDefinitions: { ...roleDefinitions, scope: 'account', absent: [], about: 'the roles that are assigned on the keys' },
  denyAssignments: { ...denyAssignments, scope: 'key', absent: [], about: 'the deny assignments on the keys' },
} as const;

export type AzureAiFacetName = keyof typeof azureAiFacets;

const target: readonly AzureAiFacetName[] = ['workspace', 'hub', 'account'];
const projects: readonly AzureAiFacetName[] = ['foundryProjects', 'hubProjects'];
const namers: readonly AzureAiFacetName[] = [
  ...target,
  'connections',
  'accountConnections',
  ...projects,
  'projectConnections',
  'hubProjectConnections',
  'capabilityHosts',
  'managedResources',
];
const users: readonly AzureAiFacetName[] = [...namers, 'storageAccounts', 'accounts', 'registries', 'cosmosAccounts'];

/** What is read on the way to a facet, because it names what the facet is about. */
export const azureAiLeads: { readonly [F in AzureAiFacetName]?: readonly AzureAiFacetName[] } = {
  hub: ['workspace'],
  connections: target,
  accountConnections: target,
  foundryProjects: target,
  hubProjects: target,
  projectConnections: [...target, 'foundryProjects'],
  hubProjectConnections: [...target, 'hubProjects'],
  capabilityHosts: [...target, 'foundryProjects'],
  managedResourceGroup: target,
  managedResources: target,
  storageAccounts: namers,
  encryptionScopes: [...namers, 'storageAccounts'],
  accounts: namers,
  searchServices: namers,
  cosmosAccounts: namers,
  registries: target,
  vaults: users,
  keys: [...users, 'vaults'],
  keyVersions: [...users, 'vaults'],
  vaultDiagnostics: [...users, 'vaults'],
  vaultLocks: [...users, 'vaults'],
  identities: [...users, 'vaults'],
  roleAssignments: [...users, 'vaults', 'identities'],
  roleDefinitions: [...users, 'vaults', 'identities', 'roleAssignments'],
  denyAssignments: [...users, 'vaults'],
};
