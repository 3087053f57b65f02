import type { Check } from '../core/check.ts';
import { aiServicesEncryption } from './azure-ai/ai-services-encryption.ts';
import { computeEncryption } from './azure-ai/compute-encryption.ts';
import { cosmosApplication } from './azure-ai/cosmos-application.ts';
import { cosmosEncryption } from './azure-ai/cosmos-encryption.ts';
import { customerManagedKey } from './azure-ai/customer-managed-key.ts';
import { dependentKeys } from './azure-ai/dependent-keys.ts';
import { foundryCoverage } from './azure-ai/foundry-coverage.ts';
import { hbiWorkspace } from './azure-ai/hbi-workspace.ts';
import { identityEnabled } from './azure-ai/identity-enabled.ts';
import { keyEnabled } from './azure-ai/key-enabled.ts';
import { keyExpiry } from './azure-ai/key-expiry.ts';
import { keyOperations } from './azure-ai/key-operations.ts';
import { keyOverGrants } from './azure-ai/key-over-grants.ts';
import { keyPermissions } from './azure-ai/key-permissions.ts';
import { keyRecoverable } from './azure-ai/key-recoverable.ts';
import { keyReference } from './azure-ai/key-reference.ts';
import { keyRotation } from './azure-ai/key-rotation.ts';
import { keySize } from './azure-ai/key-size.ts';
import { keyType } from './azure-ai/key-type.ts';
import { keyValidity } from './azure-ai/key-validity.ts';
import { keyVersion } from './azure-ai/key-version.ts';
import { kindOnRequest } from './azure-ai/kind-on-request.ts';
import { managedCosmos } from './azure-ai/managed-cosmos.ts';
import { managedResourceGroup } from './azure-ai/managed-resource-group.ts';
import { managedResources } from './azure-ai/managed-resources.ts';
import { managedSearch } from './azure-ai/managed-search.ts';
import { privateLink } from './azure-ai/private-link.ts';
import { projectHub } from './azure-ai/project-hub.ts';
import { registryEncryption } from './azure-ai/registry-encryption.ts';
import { sameVault } from './azure-ai/same-vault.ts';
import { searchEncryption } from './azure-ai/search-encryption.ts';
import { secretsVault } from './azure-ai/secrets-vault.ts';
import { serviceSideEncryption } from './azure-ai/service-side-encryption.ts';
import { storageEncryption } from './azure-ai/storage-encryption.ts';
import { storageEncryptionScopes } from './azure-ai/storage-encryption-scopes.ts';
import { storageQueuesTables } from './azure-ai/storage-queues-tables.ts';
import { vaultAuditLogs } from './azure-ai/vault-audit-logs.ts';
import { vaultFirewall } from './azure-ai/vault-firewall.ts';
import { vaultLock } from './azure-ai/vault-lock.ts';
import { vaultPrivateServiceSide } from './azure-ai/vault-private-service-side.ts';
import { vaultPurgeProtection } from './azure-ai/vault-purge-protection.ts';
import { vaultRegion } from './azure-ai/vault-region.ts';
import { vaultRetention } from './azure-ai/vault-retention.ts';
import { vaultSoftDelete } from './azure-ai/vault-soft-delete.ts';
import { vaultSubscription } from './azure-ai/vault-subscription.ts';
import { vaultTenant } from './azure-ai/vault-tenant.ts';
import { vaultTrustedServices } from './azure-ai/vault-trusted-services.ts';

const target = [projectHub, customerManagedKey, serviceSideEncryption, hbiWorkspace, privateLink, computeEncryption];
const key = [
  keyReference,
  secretsVault,
  sameVault,
  keyEnabled,
  keyType,
  keySize,
  keyOperations,
  keyValidity,
  keyExpiry,
  keyRotation,
  keyVersion,
  keyRecoverable,
];
const vault = [
  vaultSoftDelete,
  vaultPurgeProtection,
  vaultRetention,
  vaultRegion,
  vaultTenant,
  vaultSubscription,
  vaultTrustedServices,
  vaultFirewall,
  vaultPrivateServiceSide,
  vaultAuditLogs,
  vaultLock,
];
const access = [identityEnabled, keyPermissions, keyOverGrants, cosmosApplication];
const managed = [managedResourceGroup, managedResources, managedCosmos, managedSearch];
const dependents = [
  storageEncryption,
  storageQueuesTables,
  storageEncryptionScopes,
  aiServicesEncryption,
  kindOnRequest,
  foundryCoverage,
  searchEncryption,
  registryEncryption,
  cosmosEncryption,
  dependentKeys,
];

/** The checks of customer-managed keys of Azure AI, in report order. */
export const azureAiChecks: readonly Check[] = [...target, ...key, ...vault, ...access, ...managed, ...dependents];
