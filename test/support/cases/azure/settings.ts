import type { AzureCase } from '../../fake-azure/blob-state.ts';
import { accountProperties, azureFault, corsRule } from './base.ts';

const acls = accountProperties.networkAcls;

export const azureSettingCases: readonly AzureCase[] = [
  azureFault({
    name: 'no-container',
    about: 'the account has no container of that name',
    state: { containerProperties: null },
    fails: ['azure/container-exists'],
    exit: 1,
  }),
  azureFault({
    name: 'general-purpose-v1',
    about: 'a general-purpose v1 account, which keeps no versions',
    state: { kind: 'Storage' },
    fails: ['azure/account-kind'],
    exit: 1,
  }),
  azureFault({
    name: 'premium-disks',
    about: 'premium disks, which answer no CORS request',
    state: { sku: { name: 'Premium_LRS', tier: 'Premium' } },
    fails: ['azure/account-kind'],
    exit: 1,
  }),
  azureFault({
    name: 'cors-none',
    about: 'no CORS rule at all',
    service: { cors: { corsRules: [] } },
    fails: ['azure/cors-works'],
    exit: 1,
  }),
  azureFault({
    name: 'cors-no-put',
    about: 'CORS without PUT: browsers cannot upload',
    service: { cors: { corsRules: [{ ...corsRule, allowedMethods: ['GET', 'HEAD'] }] } },
    fails: ['azure/cors-works'],
    exit: 1,
  }),
  azureFault({
    name: 'cors-shadowed',
    about: 'a narrow rule of another container answers first',
    service: {
      cors: {
        corsRules: [
          { ...corsRule, allowedOrigins: ['https://*'], allowedHeaders: ['x-ms-*'], exposedHeaders: ['x-ms-*'] },
          corsRule,
        ],
      },
    },
    fails: ['azure/cors-works'],
    exit: 1,
  }),
  azureFault({
    name: 'cors-extra-methods',
    about: 'CORS admits more methods than W&B needs',
    service: { cors: { corsRules: [{ ...corsRule, allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] }] } },
    fails: ['azure/cors-exact'],
    exit: 1,
  }),
  azureFault({
    name: 'cors-max-age',
    about: 'a CORS max age that no document names',
    service: { cors: { corsRules: [{ ...corsRule, maxAgeInSeconds: 200 }] } },
    fails: ['azure/cors-exact'],
    exit: 0,
  }),
  azureFault({
    name: 'cors-wandb-origin',
    about: 'CORS for the origin of W&B only, and nobody declared that this is meant',
    service: { cors: { corsRules: [{ ...corsRule, allowedOrigins: ['https://acme.wandb.io'] }] } },
    fails: [],
    exit: 0,
  }),
  azureFault({
    name: 'mixed-visibility',
    about: 'no CORS rule at all, and the lifecycle rules may not be read',
    service: { cors: { corsRules: [] } },
    denied: ['Microsoft.Storage/storageAccounts/managementPolicies/read'],
    fails: ['azure/cors-works'],
    exit: 1,
  }),
  azureFault({
    name: 'key-expired',
    about: 'the customer-managed key that encrypts the account has expired',
    account: {
      encryption: {
        keySource: 'Microsoft.Keyvault',
        requireInfrastructureEncryption: true,
        keyvaultproperties: {
          keyname: 'wandb',
          keyvaulturi: 'https://acme-keys.vault.azure.net',
          keyversion: '',
          currentVersionedKeyExpirationTimestamp: '2026-10-15T00:00:00.0000000Z',
        },
      },
    },
    fails: ['azure/encryption'],
    exit: 1,
  }),
  azureFault({
    name: 'customer-managed-key',
    about: 'a customer-managed key, whose vault is not read',
    account: {
      encryption: {
        keySource: 'Microsoft.Keyvault',
        requireInfrastructureEncryption: true,
        keyvaultproperties: { keyname: 'wandb', keyvaulturi: 'https://acme-keys.vault.azure.net', keyversion: '' },
      },
    },
    fails: [],
    exit: 0,
  }),
  azureFault({
    name: 'encrypted-once',
    about: 'no infrastructure encryption',
    account: { encryption: { keySource: 'Microsoft.Storage' } },
    fails: ['azure/infrastructure-encryption'],
    exit: 0,
  }),
  azureFault({
    name: 'tls-1-0',
    about: 'the account names no TLS version, which meant 1.0 while Azure Storage took it',
    account: { minimumTlsVersion: null },
    fails: ['azure/tls-version'],
    exit: 0,
  }),
  azureFault({
    name: 'plain-http',
    about: 'the account takes requests over plain HTTP',
    account: { supportsHttpsTrafficOnly: false },
    fails: ['azure/https-only'],
    exit: 1,
  }),
  azureFault({
    name: 'public-container',
    about: 'everybody on the Internet can list and read the blobs',
    account: { allowBlobPublicAccess: true },
    state: { containerProperties: { publicAccess: 'Container' } },
    fails: ['azure/public-access-account', 'azure/public-access-container'],
    exit: 1,
  }),
  azureFault({
    name: 'network-closed',
    about: 'public network access is off, and no private endpoint is approved',
    account: {
      publicNetworkAccess: 'Disabled',
      privateEndpointConnections: [
        {
          name: 'acme-pe',
          properties: { provisioningState: 'Succeeded', privateLinkServiceConnectionState: { status: 'Pending' } },
        },
      ],
    },
    fails: ['azure/network-rules', 'azure/private-endpoint'],
    exit: 1,
  }),
  azureFault({
    name: 'network-open',
    about: 'the firewall lets in every network',
    account: { networkAcls: { ...acls, defaultAction: 'Allow' } },
    fails: ['azure/network-restriction'],
    exit: 0,
  }),
  azureFault({
    name: 'network-wide-range',
    about: 'the firewall lets in a large part of the Internet',
    account: {
      networkAcls: {
        ...acls,
        ipRules: [
          { value: '0.0.0.0/1', action: 'Allow' },
          { value: '10.0.0.0/16', action: 'Allow' },
        ],
      },
    },
    fails: ['azure/network-ip-ranges'],
    exit: 0,
  }),
  azureFault({
    name: 'network-no-bypass',
    about: 'the firewall keeps out trusted services of Azure',
    account: { networkAcls: { ...acls, bypass: 'None' } },
    fails: ['azure/network-bypass'],
    exit: 0,
  }),
];
