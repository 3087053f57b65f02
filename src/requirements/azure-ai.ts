/**
 * What Microsoft's documents say about customer-managed keys of Azure AI, as data.
 * Sources: docs keys S003, AI-2411, AI-2505, AI-2509, HUB-2509, AI-2608, AML and AZ of `docs/sources.md`.
 */

/** Days before its end at which an expiring key is told. */
export const expirySoonDays = 30;

/** Days for which a vault keeps what was deleted: what it allows, and what W&B's Terraform module sets. */
export const retentionDays = { least: 7, most: 90 } as const;

/** Key types that every consumer takes. */
export const keyTypes = ['RSA', 'RSA-HSM'] as const;

/** Types of keys that have no size in bits, or none that counts here. Source: JsonWebKeyType of the Key Vault REST API. */
export const otherKeyTypes = ['EC', 'EC-HSM', 'oct', 'oct-HSM'] as const;

/** Sizes of RSA keys by consumer. Below the least none takes the key. */
export const keySizes = {
  least: 2048,
  /** HUB-2509 and AI-2505. */
  hub: [2048],
  /** Storage and search. */
  service: [2048, 3072, 4096],
} as const;

/** Operations that a service wraps its own keys with. */
export const keyOperations = ['wrapKey', 'unwrapKey'] as const;

/** The role that has exactly the three data actions that are needed (catalogue row AZ-PERM-03). */
export const leastRole = 'Key Vault Crypto Service Encryption User';

/** The role of a managed HSM for identities that wrap keys. Source: "Managed HSM local RBAC built-in roles". */
export const hsmRole = 'Managed HSM Crypto Service Encryption User';

/** Data actions and actions that an identity which only wraps keys has no use for (catalogue row AZ-PERM-04). */
export const keyOverGrants = {
  dataActions: [
    'Microsoft.KeyVault/vaults/keys/delete',
    'Microsoft.KeyVault/vaults/keys/purge/action',
    'Microsoft.KeyVault/vaults/keys/create/action',
    'Microsoft.KeyVault/vaults/keys/update/action',
    'Microsoft.KeyVault/vaults/secrets/getSecret/action',
  ],
  actions: ['Microsoft.KeyVault/vaults/write', 'Microsoft.Authorization/roleAssignments/write'],
} as const;

/** The enterprise application of Cosmos DB, by cloud; a vault names the object that stands for it in the tenant. */
export const cosmosApplicationId = 'a232010e-820c-4083-83bb-3ace5fc29d0b';

/** Types of the three resources that a workspace with a customer-managed key keeps in its managed resource group. */
export const managedTypes = [
  'Microsoft.DocumentDB/databaseAccounts',
  'Microsoft.Search/searchServices',
  'Microsoft.Storage/storageAccounts',
] as const;

/** Kinds of account for which Microsoft enables customer-managed keys on request only. */
export const kindsOnRequest = ['SpeechServices', 'ContentModerator'] as const;

/** Which document says what, where they contradict each other. */
export const contradictions = {
  permissionModel:
    'the documents of 2025-05 support access policies only; those of 2025-09 and 2026-08 recommend Azure RBAC with Key Vault Crypto User, and those of storage and search name Key Vault Crypto Service Encryption User',
  keySize:
    'the documents of 2024-11, 2025-05 and of hubs of 2025-09 take RSA keys of 2048 bits only; those of 2026-08 take 2048 bits and more, and those of Azure Machine Learning recommend 3072',
  subscription:
    'the documents of Azure Machine Learning want the vault in the same subscription; those of 2024-11 and newer let it be in another one',
  enablingLater:
    'the documents of 2023-11 and of hubs of 2025-09 say that a hub never changes to a customer-managed key; those of 2026-08 let a Foundry resource change once, and never back',
  serviceSide:
    'the documents of 2023-11 and 2024-11 call service-side encryption a preview with limits; those of 2025-05 recommend it and name no limits',
  trustedServices:
    'the documents of 2023-11 do not mention trusted services; those of 2024-11 and newer require them behind a firewall',
  privateVault:
    'the documents of 2024-11 do not support service-side encryption with a private vault; those of 2026-08 support it with trusted services allowed',
  managedGroupName:
    'the documents of Azure Machine Learning name it after the resource group of the workspace, or azureml-rg- and the name of the workspace; those of hubs of 2025-09 say the latter',
  localDisk:
    'the table in the documents of 2023-11 says that the local scratch disk is encrypted; its text, and the documents of Azure Machine Learning, say only with hbiWorkspace',
} as const;
