import * as v from 'valibot';
import {
  azureDenyAssignments,
  azureIdentity,
  azureLocks,
  azureManagedIdentity,
  azureRoleAssignments,
  azureRoleDefinition,
} from './azure-access-schema.ts';

/**
 * The shape of each facet's answer in the wire names of Azure Resource Manager, which leaves members out or says null
 * where there is nothing. What is not declared here is not recorded: ids of people, keys and telemetry are not.
 * Objects that decide access are strict, because a dropped condition turns a wrong answer into a confident one.
 */

const text = v.nullish(v.string());
const flag = v.nullish(v.boolean());
const count = v.nullish(v.number());

const deleteRetentionPolicy = v.object({ enabled: flag, days: count, allowPermanentDelete: flag });

export const azureCorsRule = v.object({
  allowedOrigins: v.nullish(v.array(v.string())),
  allowedMethods: v.nullish(v.array(v.string())),
  allowedHeaders: v.nullish(v.array(v.string())),
  exposedHeaders: v.nullish(v.array(v.string())),
  maxAgeInSeconds: count,
});

export const azurePrivateEndpoints = v.nullish(
  v.array(
    v.object({
      id: text,
      name: text,
      properties: v.nullish(
        v.object({
          provisioningState: text,
          privateEndpoint: v.nullish(v.object({ id: text })),
          privateLinkServiceConnectionState: v.nullish(v.object({ status: text })),
        }),
      ),
    }),
  ),
);

const serviceEncryption = v.nullish(v.object({ enabled: flag, keyType: text }));

/** A storage account; also a dependent resource of Azure AI. */
export const azureStorageAccount = v.object({
  id: v.string(),
  name: v.string(),
  location: text,
  kind: text,
  sku: v.nullish(v.object({ name: text, tier: text })),
  identity: v.nullish(azureManagedIdentity),
  properties: v.object({
    isHnsEnabled: flag,
    allowBlobPublicAccess: flag,
    allowSharedKeyAccess: flag,
    defaultToOAuthAuthentication: flag,
    allowCrossTenantReplication: flag,
    minimumTlsVersion: text,
    supportsHttpsTrafficOnly: flag,
    publicNetworkAccess: text,
    networkAcls: v.nullish(
      v.object({
        bypass: text,
        defaultAction: text,
        ipRules: v.nullish(v.array(v.object({ value: v.string(), action: text }))),
        ipv6Rules: v.nullish(v.array(v.object({ value: v.string(), action: text }))),
        virtualNetworkRules: v.nullish(v.array(v.object({ id: v.string(), action: text, state: text }))),
        resourceAccessRules: v.nullish(v.array(v.object({ tenantId: text, resourceId: text }))),
      }),
    ),
    privateEndpointConnections: azurePrivateEndpoints,
    sasPolicy: v.nullish(v.object({ sasExpirationPeriod: text, expirationAction: text })),
    keyPolicy: v.nullish(v.object({ keyExpirationPeriodInDays: count })),
    keyCreationTime: v.nullish(v.object({ key1: text, key2: text })),
    immutableStorageWithVersioning: v.nullish(
      v.object({
        enabled: flag,
        immutabilityPolicy: v.nullish(v.object({ immutabilityPeriodSinceCreationInDays: count, state: text })),
      }),
    ),
    primaryEndpoints: v.nullish(v.object({ blob: text })),
    encryption: v.nullish(
      v.object({
        keySource: text,
        requireInfrastructureEncryption: flag,
        identity: v.nullish(v.object({ userAssignedIdentity: text, federatedIdentityClientId: text })),
        keyvaultproperties: v.nullish(
          v.object({
            keyname: text,
            keyvaulturi: text,
            keyversion: text,
            currentVersionedKeyIdentifier: text,
            currentVersionedKeyExpirationTimestamp: text,
            lastKeyRotationTimestamp: text,
          }),
        ),
        services: v.nullish(
          v.object({
            blob: serviceEncryption,
            file: serviceEncryption,
            queue: serviceEncryption,
            table: serviceEncryption,
          }),
        ),
      }),
    ),
  }),
});

export const azureDiagnosticSettings = v.object({
  value: v.array(
    v.object({
      name: text,
      properties: v.object({
        workspaceId: text,
        storageAccountId: text,
        eventHubAuthorizationRuleId: text,
        marketplacePartnerId: text,
        logs: v.nullish(v.array(v.object({ category: text, categoryGroup: text, enabled: flag }))),
      }),
    }),
  ),
});

const lifecycleDays = v.nullish(
  v.strictObject({
    daysAfterModificationGreaterThan: count,
    daysAfterLastAccessTimeGreaterThan: count,
    daysAfterCreationGreaterThan: count,
    daysAfterLastTierChangeGreaterThan: count,
  }),
);
const lifecycleActions = v.nullish(
  v.strictObject({
    tierToCool: lifecycleDays,
    tierToCold: lifecycleDays,
    tierToHot: lifecycleDays,
    tierToArchive: lifecycleDays,
    delete: lifecycleDays,
    enableAutoTierToHotFromCool: flag,
  }),
);
const managementRule = v.strictObject({
  enabled: flag,
  name: v.string(),
  type: v.string(),
  definition: v.strictObject({
    actions: v.strictObject({ baseBlob: lifecycleActions, snapshot: lifecycleActions, version: lifecycleActions }),
    filters: v.nullish(
      v.strictObject({
        blobTypes: v.nullish(v.array(v.string())),
        prefixMatch: v.nullish(v.array(v.string())),
        blobIndexMatch: v.nullish(v.array(v.strictObject({ name: v.string(), op: v.string(), value: v.string() }))),
      }),
    ),
  }),
});

export const azureSchemas = {
  storageAccount: azureStorageAccount,
  /** `isVersioningEnabled` and `containerDeleteRetentionPolicy` are left out where they were never set. */
  blobService: v.object({
    id: v.string(),
    properties: v.object({
      cors: v.nullish(v.object({ corsRules: v.nullish(v.array(azureCorsRule)) })),
      deleteRetentionPolicy: v.nullish(deleteRetentionPolicy),
      containerDeleteRetentionPolicy: v.nullish(deleteRetentionPolicy),
      isVersioningEnabled: flag,
      changeFeed: v.nullish(v.object({ enabled: flag, retentionInDays: count })),
      lastAccessTimeTrackingPolicy: v.nullish(v.object({ enable: flag })),
    }),
  }),
  container: v.object({
    id: v.string(),
    name: v.string(),
    properties: v.object({
      publicAccess: text,
      hasImmutabilityPolicy: flag,
      hasLegalHold: flag,
      immutableStorageWithVersioning: v.nullish(v.object({ enabled: flag, migrationState: text })),
      defaultEncryptionScope: text,
      denyEncryptionScopeOverride: flag,
      deleted: flag,
    }),
  }),
  immutabilityPolicy: v.object({
    properties: v.object({
      immutabilityPeriodSinceCreationInDays: count,
      state: text,
      allowProtectedAppendWrites: flag,
      allowProtectedAppendWritesAll: flag,
    }),
  }),
  managementPolicy: v.object({ properties: v.object({ policy: v.strictObject({ rules: v.array(managementRule) }) }) }),
  locks: azureLocks,
  diagnosticSettings: azureDiagnosticSettings,
  /** The data plane's own answer, as the Blob service library reads its XML: lists are comma-joined. */
  blobProperties: v.object({
    cors: v.nullish(
      v.array(
        v.object({
          allowedOrigins: v.string(),
          allowedMethods: v.string(),
          allowedHeaders: v.string(),
          exposedHeaders: v.string(),
          maxAgeInSeconds: v.number(),
        }),
      ),
    ),
    deleteRetentionPolicy: v.nullish(v.object({ enabled: v.boolean(), days: count })),
  }),
  identity: azureIdentity,
  federatedCredentials: v.object({
    value: v.array(
      v.object({
        id: v.string(),
        name: text,
        properties: v.object({
          issuer: text,
          subject: text,
          audiences: v.nullish(v.array(v.string())),
          /** Newer credentials match subjects by an expression instead. */
          claimsMatchingExpression: v.nullish(v.object({ value: text, languageVersion: v.nullish(v.number()) })),
        }),
      }),
    ),
  }),
  /** At the storage account, for the identity that is declared: what the service lists at, above and below that scope. */
  roleAssignments: azureRoleAssignments,
  /** The definitions of those assignments, each once. */
  roleDefinitions: v.object({ value: v.array(azureRoleDefinition) }),
  /** At the container and above it; of the principals only the identity, groups and everybody. */
  denyAssignments: azureDenyAssignments,
};

export type AzureFacetValues = { readonly [K in keyof typeof azureSchemas]: v.InferOutput<(typeof azureSchemas)[K]> };
