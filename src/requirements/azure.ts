/**
 * W&B's requirements for Azure Blob Storage, as data.
 * Sources: docs key S001, S004, D-2025-05, D-2026S, D-2026-08 and TFZ of `docs/sources.md`.
 */

/** Where a container of Azure may be the bucket, by deployment and level and document (matrix 0.3 of the catalogue). */
export const azureAvailability = {
  '2023-11': {
    'multi-tenant': { instance: false, team: false },
    dedicated: { instance: true, team: false },
    'self-managed': { instance: true, team: true },
  },
  '2025-03': {
    'multi-tenant': { instance: false, team: false },
    dedicated: { instance: true, team: true },
    'self-managed': { instance: true, team: true },
  },
} as const;

/** The documented CORS rule. The page says that it is set on the container; Azure keeps it on the blob service of the account. */
export const azureCorsRule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'HEAD', 'PUT'],
  allowedHeaders: ['*'],
  exposedHeaders: ['*'],
} as const;

/** 3600 until S004 (2025-03) and in W&B's Terraform module, 3000 since D-2025-05. */
export const azureCorsMaxAge = {
  '2023-11': 3600,
  '2024-02': 3600,
  '2025-03': 3600,
  '2026-02': 3000,
} as const satisfies Record<'2023-11' | '2024-02' | '2025-03' | '2026-02', number>;

/** Data actions that W&B needs on the blobs of its container. */
export const blobDataActions = [
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
  'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete',
] as const;

/** Signs URLs without the key of the account; it is asked for on the account, whatever container the URL is for. */
export const delegationKeyAction = 'Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action';

/** Reads the CORS rules and the properties of the account, which the documented role Reader allows. */
export const managementReads = [
  'Microsoft.Storage/storageAccounts/read',
  'Microsoft.Storage/storageAccounts/blobServices/read',
] as const;

/** Actions of the management plane that hand out the account or its keys (catalogue rows AZ-06 and AZ-ID-04). */
export const azureOverGrants = [
  'Microsoft.Storage/storageAccounts/listKeys/action',
  'Microsoft.Storage/storageAccounts/regenerateKey/action',
  'Microsoft.Storage/storageAccounts/write',
  'Microsoft.Storage/storageAccounts/delete',
  'Microsoft.Authorization/roleAssignments/write',
] as const;

/** The two roles that D-2026-08 names for the identity of W&B, on the account. */
export const documentedAzureRoles = ['Reader', 'Storage Blob Data Contributor'] as const;

/**
 * The audience of a federated credential, by cloud; no other works. Source: `azidentity` and `azure-identity` of the Azure
 * SDKs, workload identity in sovereign clouds.
 */
export const federatedAudiences = {
  public: 'api://AzureADTokenExchange',
  usgov: 'api://AzureADTokenExchangeUSGov',
  china: 'api://AzureADTokenExchangeChina',
} as const;

const subject = (account: string): string => `system:serviceaccount:default:${account}`;

/** Kubernetes service accounts of W&B that take on the managed identity, as W&B's Terraform module lists them; the list grows. */
export const federatedSubjects = {
  /** Without it nothing works. */
  needed: [subject('wandb-app')],
  /** On charts with one identity for the bucket, the only one that signs. */
  shared: subject('wandb-bucket-access'),
  others: [
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
  ].map(subject),
} as const;

/** Kinds of account that can keep versions and immutable blobs; general-purpose v1 (`Storage`) cannot. */
export const versioningKinds = ['StorageV2', 'BlockBlobStorage', 'BlobStorage'] as const;

/** Categories of the log of the blob service, and the groups that hold them all. */
export const blobLogCategories = ['StorageRead', 'StorageWrite', 'StorageDelete'] as const;
export const blobLogGroups = ['allLogs', 'audit'] as const;

/** Days for which soft delete keeps what was deleted, as it is set by the commands of this program. */
export const softDeleteDays = 7;

/**
 * The day since which Azure Storage refuses TLS 1.0 and 1.1, whatever an account asks for. Source: "Migrate to TLS 1.2 for
 * Azure Blob Storage".
 */
export const oldTlsRefusedSince = '2026-02-03';
