import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import {
  connection,
  group,
  ids,
  managedIds,
  resource,
  storageBody,
  storageEncryption,
  type AiWorld,
  type Json,
} from '../../fake-azure/ai-world.ts';
import { change, changeDocument, fault, foundry, managedGroupHub, serviceSide, withList, without } from './base.ts';

const hub = (properties: Json): AiWorld => change(serviceSide(), ids.hub, properties);

/** What Azure Resource Manager says of a group that was deleted. */
const groupGone = { status: 404, code: 'ResourceGroupNotFound', message: 'The resource group could not be found.' };

export const azureAiResourceCases: readonly AzureAiCase[] = [
  fault({
    name: 'hub-microsoft-key',
    about: 'the hub is encrypted with a key of Microsoft',
    world: hub({ encryption: undefined, enableServiceSideCMKEncryption: undefined }),
    fails: ['azure-ai/customer-managed-key'],
    exit: 1,
  }),
  fault({
    name: 'foundry-microsoft-key',
    about: 'the Foundry account is encrypted with a key of Microsoft',
    world: change(foundry(), ids.account, { encryption: null }),
    fails: ['azure-ai/customer-managed-key'],
    exit: 1,
  }),
  fault({
    name: 'foundry-vault-id',
    about: 'the Foundry account gives the resource id of the vault where its address belongs',
    world: change(foundry(), ids.account, {
      encryption: {
        keySource: 'Microsoft.KeyVault',
        keyVaultProperties: { keyName: 'ai', keyVersion: '', keyVaultUri: ids.vault },
      },
    }),
    fails: ['azure-ai/key-reference'],
    exit: 1,
  }),
  fault({
    name: 'secrets-in-the-same-vault',
    about: 'the key is in the vault of the secrets of the hub',
    world: hub({ keyVault: ids.vault }),
    fails: ['azure-ai/secrets-vault'],
    exit: 0,
  }),
  fault({
    name: 'sensitive-not-hbi',
    about: 'the data is declared to be sensitive, and the hub is not of high business impact',
    world: hub({ hbiWorkspace: false }),
    declared: { sensitiveData: true },
    fails: ['azure-ai/hbi-workspace'],
    exit: 1,
  }),
  fault({
    name: 'public-network',
    about: 'the hub is open to public networks',
    world: hub({ publicNetworkAccess: 'Enabled' }),
    fails: ['azure-ai/private-link'],
    exit: 0,
  }),
  fault({
    name: 'storage-microsoft-key',
    about: 'the hub has a key, and its storage account one of Microsoft: keys do not pass down',
    world: {
      ...serviceSide(),
      documents: { ...serviceSide().documents, [ids.storage]: storageBody(ids.storage, { keySource: 'Microsoft.Storage' }) },
    },
    fails: ['azure-ai/storage-encryption'],
    exit: 1,
  }),
  fault({
    name: 'storage-queues-tables',
    about: 'queues and tables of the storage account are under a key of Microsoft',
    world: change(serviceSide(), ids.storage, { encryption: { ...storageEncryption(), services: undefined } }),
    fails: ['azure-ai/storage-queues-tables'],
    exit: 0,
  }),
  fault({
    name: 'storage-encryption-scope',
    about: 'an encryption scope of the storage account has a key of Microsoft',
    world: withList(serviceSide(), `${ids.storage}/encryptionScopes`, [
      {
        id: `${ids.storage}/encryptionScopes/plain`,
        name: 'plain',
        properties: { source: 'Microsoft.Storage', state: 'Enabled' },
      },
    ]),
    fails: ['azure-ai/storage-encryption-scopes'],
    exit: 0,
  }),
  fault({
    name: 'ai-services-microsoft-key',
    about: 'the connected Azure AI services account is encrypted with a key of Microsoft',
    world: change(serviceSide(), ids.aiServices, { encryption: { keySource: 'Microsoft.CognitiveServices' } }),
    fails: ['azure-ai/ai-services-encryption'],
    exit: 1,
  }),
  fault({
    name: 'speech-account',
    about: 'the connected account is of a kind that gets customer-managed keys on request',
    world: changeDocument(serviceSide(), ids.aiServices, { kind: 'SpeechServices' }),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'search-not-enforced',
    about: 'the AI Search service does not enforce customer-managed keys',
    world: change(serviceSide(), ids.search, { encryptionWithCmk: undefined }),
    fails: ['azure-ai/search-encryption'],
    exit: 1,
  }),
  fault({
    name: 'registry-microsoft-key',
    about: 'the container registry is encrypted with a key of Microsoft',
    world: change(serviceSide(), ids.registry, { encryption: { status: 'disabled' } }),
    fails: ['azure-ai/registry-encryption'],
    exit: 1,
  }),
  fault({
    name: 'cosmos-microsoft-key',
    about: 'the Cosmos DB account that the hub is connected to is encrypted with a key of Microsoft',
    world: ((): AiWorld => {
      const cosmos = `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme-agents`;
      const world = serviceSide();
      const path = `${ids.hub}/connections`;
      const named = withList(world, path, [
        ...(world.lists[path] ?? []),
        connection('agents', 'CosmosDB', { ResourceId: cosmos }),
      ]);
      return { ...named, documents: { ...named.documents, [cosmos]: resource(cosmos, { publicNetworkAccess: 'Disabled' }) } };
    })(),
    fails: ['azure-ai/cosmos-encryption'],
    exit: 1,
  }),
  fault({
    name: 'foundry-project-cosmos',
    about: 'only a project of the Foundry account is connected to a Cosmos DB account, which has a key of Microsoft',
    world: ((): AiWorld => {
      const cosmos = `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme-agents`;
      const world = foundry();
      const path = `${ids.foundryProject}/connections`;
      const named = withList(world, path, [
        ...(world.lists[path] ?? []),
        connection('agents', 'CosmosDB', { ResourceId: cosmos }, ids.foundryProject),
      ]);
      return { ...named, documents: { ...named.documents, [cosmos]: resource(cosmos, { publicNetworkAccess: 'Disabled' }) } };
    })(),
    fails: ['azure-ai/cosmos-encryption'],
    exit: 1,
  }),
  fault({
    name: 'managed-group-deleted',
    about: 'the managed resource group of the hub was deleted',
    world: managedGroupHub(),
    faults: { [ids.managedGroup]: groupGone, [`${ids.managedGroup}/resources`]: groupGone },
    fails: ['azure-ai/service-side-encryption', 'azure-ai/managed-resource-group', 'azure-ai/managed-resources'],
    exit: 1,
  }),
  fault({
    name: 'managed-search-deleted',
    about: 'the AI Search service of the managed resource group was deleted',
    world: ((): AiWorld => {
      const path = `${ids.managedGroup}/resources`;
      const world = without(managedGroupHub(), managedIds.search);
      return withList(
        world,
        path,
        (world.lists[path] ?? []).filter(({ id }) => id !== managedIds.search),
      );
    })(),
    fails: ['azure-ai/service-side-encryption', 'azure-ai/managed-resources'],
    exit: 1,
  }),
  fault({
    name: 'managed-search-not-enforced',
    about: 'the AI Search service of the managed resource group does not enforce keys of customers',
    world: change(managedGroupHub(), managedIds.search, {
      encryptionWithCmk: { enforcement: 'Disabled', encryptionComplianceStatus: 'NonCompliant' },
    }),
    fails: ['azure-ai/service-side-encryption'],
    exit: 0,
  }),
  fault({
    name: 'managed-cosmos-microsoft-key',
    about: 'the Cosmos DB of the managed resource group is encrypted with a key of Microsoft',
    world: change(managedGroupHub(), managedIds.cosmos, { keyVaultKeyUri: undefined }),
    fails: ['azure-ai/service-side-encryption', 'azure-ai/managed-cosmos'],
    exit: 1,
  }),
];
