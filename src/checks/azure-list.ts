import type { Check } from '../core/check.ts';
import { azureAccountKind } from './azure/account-kind.ts';
import { azureBlobSoftDelete } from './azure/blob-soft-delete.ts';
import { azureContainerExists } from './azure/container-exists.ts';
import { azureContainerSoftDelete } from './azure/container-soft-delete.ts';
import { azureCorsExact } from './azure/cors-exact.ts';
import { azureCorsWorks } from './azure/cors-works.ts';
import { azureCrossTenantReplication } from './azure/cross-tenant-replication.ts';
import { azureDeleteLock } from './azure/delete-lock.ts';
import { azureDeploymentAvailable } from './azure/deployment-available.ts';
import { azureDiagnosticSettings } from './azure/diagnostic-settings.ts';
import { azureEncryption } from './azure/encryption.ts';
import { azureFederatedAudience } from './azure/federated-audience.ts';
import { azureFederatedIssuer } from './azure/federated-issuer.ts';
import { azureFederatedSubjects } from './azure/federated-subjects.ts';
import { azureHttpsOnly } from './azure/https-only.ts';
import { azureIdentity } from './azure/identity.ts';
import { azureImmutability } from './azure/immutability.ts';
import { azureInfrastructureEncryption } from './azure/infrastructure-encryption.ts';
import { azureKeyAge } from './azure/key-age.ts';
import { azureLifecycleCurrentObjects } from './azure/lifecycle-current-objects.ts';
import { azureNetworkBypass } from './azure/network-bypass.ts';
import { azureNetworkIpRanges } from './azure/network-ip-ranges.ts';
import { azureNetworkRestriction } from './azure/network-restriction.ts';
import { azureNetworkRules } from './azure/network-rules.ts';
import { azurePermanentDelete } from './azure/permanent-delete.ts';
import { azurePrefix } from './azure/prefix.ts';
import { azurePrivateEndpoint } from './azure/private-endpoint.ts';
import { azurePublicAccessAccount } from './azure/public-access-account.ts';
import { azurePublicAccessContainer } from './azure/public-access-container.ts';
import { azureRoleBlobData } from './azure/role-blob-data.ts';
import { azureRoleDelegationKey } from './azure/role-delegation-key.ts';
import { azureRoleManagementRead } from './azure/role-management-read.ts';
import { azureRoleOverGrants } from './azure/role-over-grants.ts';
import { azureSasPolicy } from './azure/sas-policy.ts';
import { azureSharedKeyAccess } from './azure/shared-key-access.ts';
import { azureSharedKeyUnneeded } from './azure/shared-key-unneeded.ts';
import { azureTlsVersion } from './azure/tls-version.ts';
import { azureVersioning } from './azure/versioning.ts';

const existence = [azureDeploymentAvailable, azureContainerExists, azurePrefix, azureAccountKind];
const access = [azureSharedKeyAccess, azureSharedKeyUnneeded, azureKeyAge, azureSasPolicy];
const identity = [azureIdentity, azureRoleBlobData, azureRoleDelegationKey, azureRoleManagementRead, azureRoleOverGrants];
const federation = [azureFederatedIssuer, azureFederatedSubjects, azureFederatedAudience];
const cors = [azureCorsWorks, azureCorsExact];
const encryption = [azureEncryption, azureInfrastructureEncryption, azureTlsVersion, azureHttpsOnly];
const publicAccess = [azurePublicAccessAccount, azurePublicAccessContainer];
const network = [azureNetworkRules, azureNetworkRestriction, azureNetworkIpRanges, azureNetworkBypass, azurePrivateEndpoint];
const dataProtection = [
  azureBlobSoftDelete,
  azureContainerSoftDelete,
  azurePermanentDelete,
  azureVersioning,
  azureLifecycleCurrentObjects,
  azureImmutability,
];
const hygiene = [azureDeleteLock, azureCrossTenantReplication, azureDiagnosticSettings];

/** The checks of a container of Azure, in report order. */
export const azureChecks: readonly Check[] = [
  ...existence,
  ...access,
  ...identity,
  ...federation,
  ...cors,
  ...encryption,
  ...publicAccess,
  ...network,
  ...dataProtection,
  ...hygiene,
];
