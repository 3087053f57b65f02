import * as v from 'valibot';
import {
  azureDenyAssignments,
  azureIdentity,
  azureLocks,
  azureManagedIdentity,
  azureRoleAssignments,
  azureRoleDefinition,
} from './azure-access-schema.ts';
import { azureDiagnosticSettings, azurePrivateEndpoints, azureStorageAccount } from './azure-schema.ts';
import { unreadableCauses } from './observation.ts';

/**
 * The shape of each facet's answer in the wire names of Azure Resource Manager. Telemetry keys, connection strings and
 * the credentials of connections are not declared, hence never recorded.
 */

const text = v.nullish(v.string());
const flag = v.nullish(v.boolean());
const texts = v.nullish(v.array(v.string()));

/**
 * One read for each of several resources. Each keeps an observation of its own: keys do not pass down, and one resource
 * that may not be read says nothing about another.
 */
const each = <S extends v.GenericSchema>(value: S) =>
  v.array(
    v.object({
      /** Resource id as the resource that names it spells it; ids compare without case. */
      id: v.string(),
      /** Resource ids and members that name it, e.g. `…/workspaces/hub properties.storageAccount`. */
      namedBy: v.array(v.string()),
      answer: v.variant('state', [
        v.object({ state: v.literal('present'), value }),
        v.object({ state: v.literal('absent'), code: v.optional(v.string()) }),
        v.object({
          state: v.literal('unreadable'),
          cause: v.picklist(unreadableCauses),
          code: v.optional(v.string()),
          status: v.optional(v.number()),
          detail: v.optional(v.string()),
          needs: v.optional(v.string()),
        }),
      ]),
    }),
  );

const keyVaultProperties = v.nullish(
  v.object({
    keyVaultArmId: text,
    keyIdentifier: text,
    identityClientId: text,
    keyName: text,
    keyVersion: text,
    keyVaultUri: text,
  }),
);

const workspace = v.object({
  id: v.string(),
  name: v.string(),
  location: text,
  kind: text,
  identity: v.nullish(azureManagedIdentity),
  properties: v.object({
    storageAccount: text,
    keyVault: text,
    containerRegistry: text,
    applicationInsights: text,
    storageAccounts: texts,
    keyVaults: texts,
    containerRegistries: texts,
    associatedWorkspaces: texts,
    hubResourceId: text,
    workspaceHubConfig: v.nullish(v.object({ additionalWorkspaceStorageAccounts: texts, defaultWorkspaceResourceGroup: text })),
    hbiWorkspace: flag,
    enableServiceSideCMKEncryption: flag,
    enableSimplifiedCmk: flag,
    serviceProvisionedResourceGroup: text,
    publicNetworkAccess: text,
    allowPublicAccessWhenBehindVnet: flag,
    v1LegacyMode: flag,
    managedNetwork: v.nullish(v.object({ isolationMode: text })),
    privateEndpointConnections: azurePrivateEndpoints,
    tenantId: text,
    encryption: v.nullish(
      v.object({
        status: text,
        identity: v.nullish(v.object({ userAssignedIdentity: text })),
        keyVaultProperties,
        cosmosDbResourceId: text,
        searchAccountResourceId: text,
        storageAccountResourceId: text,
      }),
    ),
  }),
});

const account = v.object({
  id: v.string(),
  name: v.string(),
  location: text,
  kind: text,
  sku: v.nullish(v.object({ name: text })),
  identity: v.nullish(azureManagedIdentity),
  properties: v.object({
    allowProjectManagement: flag,
    disableLocalAuth: flag,
    publicNetworkAccess: text,
    networkAcls: v.nullish(v.object({ defaultAction: text, bypass: text })),
    privateEndpointConnections: azurePrivateEndpoints,
    userOwnedStorage: v.nullish(v.array(v.object({ resourceId: text, identityClientId: text }))),
    encryption: v.nullish(v.object({ keySource: text, keyVaultProperties })),
  }),
});

const vault = v.object({
  id: v.string(),
  name: v.string(),
  location: text,
  properties: v.object({
    tenantId: text,
    vaultUri: text,
    /** Of a managed HSM, in place of `vaultUri`. */
    hsmUri: text,
    sku: v.nullish(v.object({ name: text })),
    enableSoftDelete: flag,
    enablePurgeProtection: flag,
    softDeleteRetentionInDays: v.nullish(v.number()),
    enableRbacAuthorization: flag,
    publicNetworkAccess: text,
    networkAcls: v.nullish(v.object({ defaultAction: text, bypass: text })),
    privateEndpointConnections: azurePrivateEndpoints,
    accessPolicies: v.nullish(
      v.array(
        v.object({
          tenantId: text,
          objectId: text,
          applicationId: text,
          permissions: v.nullish(v.object({ keys: texts })),
        }),
      ),
    ),
  }),
});

/** Metadata of a key or of one version of it. Times are seconds since the epoch. */
const key = v.object({
  id: v.string(),
  name: text,
  /** Who answered: Resource Manager, or the vault itself where Resource Manager would not. */
  source: v.picklist(['resource-manager', 'key-vault']),
  properties: v.object({
    kty: text,
    keySize: v.nullish(v.number()),
    curveName: text,
    keyOps: texts,
    keyUri: text,
    keyUriWithVersion: text,
    attributes: v.nullish(
      v.object({
        enabled: flag,
        exp: v.nullish(v.number()),
        nbf: v.nullish(v.number()),
        created: v.nullish(v.number()),
        updated: v.nullish(v.number()),
        recoveryLevel: text,
        exportable: flag,
      }),
    ),
    rotationPolicy: v.nullish(
      v.object({
        attributes: v.nullish(v.object({ expiryTime: text })),
        lifetimeActions: v.nullish(
          v.array(
            v.object({
              action: v.nullish(v.object({ type: text })),
              trigger: v.nullish(v.object({ timeAfterCreate: text, timeBeforeExpiry: text })),
            }),
          ),
        ),
      }),
    ),
    /** True when the rotation policy may not be read; then its absence says nothing. */
    rotationPolicyUnread: flag,
  }),
});

const connections = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      name: text,
      properties: v.object({
        category: text,
        authType: text,
        metadata: v.nullish(v.object({ ResourceId: text, ApiType: text, AccountName: text })),
      }),
    }),
  ),
});

const children = v.object({ value: v.array(v.object({ id: v.string(), name: text })) });

export const azureAiSchemas = {
  /** The target, when it is a workspace: hub, project, Default … */
  workspace,
  /** The workspace whose encryption counts: of a project its hub, of every other workspace the workspace itself. */
  hub: workspace,
  /** The target, when it is a Cognitive Services (Foundry, AI services) account. */
  account,
  /** Connections of the workspace and of the hub that it follows: what they point at, never a credential. */
  connections,
  /** The same of a Foundry account. */
  accountConnections: connections,
  /** The projects of a Foundry account. */
  foundryProjects: children,
  /** The workspaces of the subscription that follow the hub, and those that the hub names. */
  hubProjects: children,
  /** By project: its own connections are not in the list of the account or hub. */
  projectConnections: each(connections),
  hubProjectConnections: each(connections),
  /** By project: which of the connections keep what agents store. */
  capabilityHosts: each(
    v.object({
      value: v.array(
        v.object({
          id: v.string(),
          name: text,
          properties: v.object({
            capabilityHostKind: text,
            storageConnections: texts,
            threadStorageConnections: texts,
            vectorStoreConnections: texts,
            aiServicesConnections: texts,
          }),
        }),
      ),
    }),
  ),
  storageAccounts: each(azureStorageAccount),
  /** By storage account. */
  encryptionScopes: each(
    v.object({
      value: v.array(
        v.object({
          id: v.string(),
          name: text,
          properties: v.object({ source: text, state: text, keyVaultProperties: v.nullish(v.object({ keyUri: text })) }),
        }),
      ),
    }),
  ),
  accounts: each(account),
  searchServices: each(
    v.object({
      id: v.string(),
      name: v.string(),
      location: text,
      sku: v.nullish(v.object({ name: text })),
      identity: v.nullish(azureManagedIdentity),
      properties: v.object({
        publicNetworkAccess: text,
        encryptionWithCmk: v.nullish(v.object({ enforcement: text, encryptionComplianceStatus: text })),
      }),
    }),
  ),
  registries: each(
    v.object({
      id: v.string(),
      name: v.string(),
      location: text,
      sku: v.nullish(v.object({ name: text })),
      identity: v.nullish(azureManagedIdentity),
      properties: v.object({
        adminUserEnabled: flag,
        publicNetworkAccess: text,
        encryption: v.nullish(
          v.object({
            status: text,
            keyVaultProperties: v.nullish(v.object({ keyIdentifier: text, versionedKeyIdentifier: text, identity: text })),
          }),
        ),
      }),
    }),
  ),
  cosmosAccounts: each(
    v.object({
      id: v.string(),
      name: v.string(),
      location: text,
      properties: v.object({ keyVaultKeyUri: text, customerManagedKeyStatus: text, publicNetworkAccess: text }),
    }),
  ),
  /** The resource group that the service made for a workspace with a customer-managed key. */
  managedResourceGroup: v.object({ id: v.string(), name: v.string(), location: text, managedBy: text }),
  /** What is in it. */
  managedResources: v.object({ value: v.array(v.object({ id: v.string(), name: text, type: v.string(), location: text })) }),
  /** The vaults of the keys that the workspace, the account and their dependent resources use. */
  vaults: each(vault),
  /** Those keys, by id without a version. */
  keys: each(key),
  /** The versions that are pinned, by id with the version; nothing for a key that follows its newest version. */
  keyVersions: each(key),
  vaultDiagnostics: each(azureDiagnosticSettings),
  vaultLocks: each(azureLocks),
  /** User-assigned identities that use a key. */
  identities: each(azureIdentity),
  /** By key, at its scope and above: the assignments of the identities that use it, and of groups, whose members nobody here knows. */
  roleAssignments: each(azureRoleAssignments),
  /** Those that name a role of an assignment above, each once. */
  roleDefinitions: each(azureRoleDefinition),
  /** By key. */
  denyAssignments: each(azureDenyAssignments),
};

export type AzureAiFacetValues = { readonly [K in keyof typeof azureAiSchemas]: v.InferOutput<(typeof azureAiSchemas)[K]> };
