import type { TokenCredential } from '@azure/identity';
import type { ConnectOptions } from '../../../src/core/provider.ts';
import { azureFacets } from '../../../src/evidence/azure.ts';
import type { Declared } from '../../../src/evidence/declared.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { openSession } from '../../../src/providers/azure/client.ts';
import { providerOf } from '../../../src/providers/azure/evidence.ts';
import { blobPropertiesXml, blobRoutes, type AzureState } from '../../support/fake-azure/blob-state.ts';
import { ca, startFakeAzure, staticCredential, type FakeAzure, type FakeAzureOptions } from '../../support/fake-azure/index.ts';

export const allFacets = Object.keys(azureFacets);
export const subscription = '11111111-2222-4333-8444-555555555555';
export const tenant = '99999999-8888-4777-8666-555555555555';
export const clientId = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa';
export const principalId = 'bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb';
export const roleGuid = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe';

/** An account with something in every answer. */
export const fullState: AzureState = {
  subscription,
  group: 'acme-ml',
  account: 'acmestorage',
  location: 'westeurope',
  properties: {
    allowBlobPublicAccess: false,
    allowSharedKeyAccess: true,
    minimumTlsVersion: 'TLS1_2',
    supportsHttpsTrafficOnly: true,
    publicNetworkAccess: 'Enabled',
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
    keyCreationTime: { key1: '2026-01-01T00:00:00Z', key2: null },
    encryption: { keySource: 'Microsoft.Storage', services: { blob: { enabled: true, keyType: 'Account' } } },
    privateEndpointConnections: [],
  },
  blobService: {
    cors: {
      corsRules: [
        {
          allowedOrigins: ['*'],
          allowedMethods: ['GET', 'HEAD', 'PUT'],
          allowedHeaders: ['*'],
          exposedHeaders: ['*'],
          maxAgeInSeconds: 3000,
        },
      ],
    },
    deleteRetentionPolicy: { enabled: true, days: 7, allowPermanentDelete: false },
    containerDeleteRetentionPolicy: { enabled: true, days: 7 },
    isVersioningEnabled: true,
  },
  container: 'wandb',
  containerProperties: { publicAccess: 'None', hasImmutabilityPolicy: false, hasLegalHold: false },
  managementRules: [
    {
      enabled: true,
      name: 'tier',
      type: 'Lifecycle',
      definition: {
        actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 30 } } },
        filters: { blobTypes: ['blockBlob'], prefixMatch: ['wandb/tmp'] },
      },
    },
  ],
  locks: [{ name: 'keep', level: 'CanNotDelete' }],
  diagnosticSettings: [
    {
      name: 'audit',
      properties: { workspaceId: '/subscriptions/x/w', logs: [{ categoryGroup: 'audit', enabled: true }], metrics: [] },
    },
  ],
  identities: [
    {
      name: 'wandb-identity',
      clientId,
      principalId,
      tenantId: tenant,
      federated: [
        {
          name: 'app',
          properties: {
            issuer: 'https://oidc.acme.example/',
            subject: 'system:serviceaccount:default:wandb-app',
            audiences: ['api://AzureADTokenExchange'],
          },
        },
      ],
    },
  ],
  roleAssignments: [{ role: roleGuid, principalId }],
  roleDefinitions: {
    [roleGuid]: {
      roleName: 'Storage Blob Data Contributor',
      permissions: [
        {
          actions: ['Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action'],
          notActions: [],
          dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
          notDataActions: [],
        },
      ],
    },
  },
};

export interface Run {
  readonly evidence: Evidence<'azure'>;
  readonly fake: FakeAzure;
}

export interface RunOptions {
  readonly fake?: Partial<FakeAzureOptions>;
  readonly connect?: Partial<ConnectOptions>;
  readonly declared?: Declared;
  readonly facets?: readonly string[];
  readonly credential?: TokenCredential;
  readonly account?: string;
  readonly container?: string;
  readonly signal?: AbortSignal;
}

export const io = { now: () => new Date('2026-11-21T12:00:00Z'), tool: { name: 'byob-audit', version: '0.1.0' } };

/** One container through the real clients and over TLS. */
export async function run(state: AzureState = fullState, options: RunOptions = {}): Promise<Run> {
  const fake = await startFakeAzure({
    routes: blobRoutes(state),
    blobProperties: blobPropertiesXml(state.blobService),
    ...options.fake,
  });
  const connect = { azureArmEndpoint: fake.url, azureBlobEndpoint: fake.url, timeout: 2000, concurrency: 4, ...options.connect };
  const session = openSession(connect, io.tool, { ca, credential: options.credential ?? staticCredential });
  const provider = providerOf(session, connect, io);
  const account = options.account ?? state.account;
  const bucket = options.container ?? state.container;
  try {
    const evidence = await provider.collect({
      target: { uri: `az://${account}/${bucket}`, bucket, account },
      declared: options.declared ?? { principal: clientId },
      facets: options.facets ?? allFacets,
      signal: options.signal,
    });
    return { evidence, fake };
  } finally {
    provider.close();
    await fake.close();
  }
}
