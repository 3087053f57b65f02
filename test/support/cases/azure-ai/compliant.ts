import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import { accessPolicy, connection, ids, legacyHub, principals, projectOf, type AiWorld } from '../../fake-azure/ai-world.ts';
import { change, changeDocument, fault, foundry, managedGroupHub, serviceSide, withList } from './base.ts';

/**
 * What Microsoft's template `aistudio-cmk` and its prerequisites make. The hub has a key and its dependent resources
 * are left to themselves: the storage account and the registry have keys of Microsoft, and the account for AI services
 * gets the resource id of the vault where its address belongs. Only Cosmos DB is given a way to the key.
 */
function officialTemplate(): AiWorld {
  const hub = change(legacyHub(), ids.hub, {
    hbiWorkspace: undefined,
    publicNetworkAccess: 'Enabled',
    privateEndpointConnections: [],
  });
  const vault = change(hub, ids.vault, {
    enableRbacAuthorization: undefined,
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' },
    accessPolicies: [accessPolicy(principals.group, ['get', 'wrapKey', 'unwrapKey'])],
  });
  const services = changeDocument(
    change(vault, ids.aiServices, {
      encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyName: 'ai', keyVaultUri: ids.vault } },
    }),
    ids.aiServices,
    { identity: undefined },
  );
  const key = change(services, ids.key, {
    attributes: { enabled: true, recoveryLevel: 'Recoverable' },
    keyOps: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
    rotationPolicy: undefined,
  });
  const storage = change(key, ids.storage, {
    encryption: { keySource: 'Microsoft.Storage', services: { queue: { keyType: 'Service' }, table: { keyType: 'Service' } } },
  });
  const registry = change(storage, ids.registry, { encryption: undefined });
  const unlocked = withList(registry, `${ids.vault}/providers/Microsoft.Authorization/locks`, []);
  const unlogged = withList(unlocked, `${ids.vault}/providers/Microsoft.Insights/diagnosticSettings`, []);
  const unassigned = withList(unlogged, `${ids.key}/providers/Microsoft.Authorization/roleAssignments`, []);
  return withList(unassigned, `${ids.hub}/connections`, [connection('ai', 'AIServices', { ResourceId: ids.aiServices })]);
}

export const compliantAzureAiCases: readonly AzureAiCase[] = [
  fault({ name: 'compliant-service-side', about: 'a hub with service-side encryption, as documented', fails: [], exit: 0 }),
  fault({
    name: 'compliant-managed-group',
    about: 'a hub that keeps its data in a managed resource group, as documented until 2024',
    world: managedGroupHub(),
    fails: ['azure-ai/service-side-encryption'],
    exit: 0,
  }),
  fault({
    name: 'compliant-project',
    about: 'a project of a compliant hub',
    world: projectOf(serviceSide()),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'compliant-foundry',
    about: 'a Foundry account with a customer-managed key',
    world: foundry(),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'compliant-machine-learning',
    about: 'a workspace of Azure Machine Learning, which is no hub',
    world: changeDocument(serviceSide(), ids.hub, { kind: 'Default' }),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'official-aistudio-cmk',
    about:
      "Microsoft's own template aistudio-cmk: its storage account has no key, and the connected account names its vault wrongly",
    world: officialTemplate(),
    fails: [
      'azure-ai/service-side-encryption',
      'azure-ai/private-link',
      'azure-ai/key-expiry',
      'azure-ai/key-rotation',
      'azure-ai/vault-firewall',
      'azure-ai/vault-audit-logs',
      'azure-ai/vault-lock',
      'azure-ai/storage-encryption',
      'azure-ai/ai-services-encryption',
      'azure-ai/registry-encryption',
      'azure-ai/dependent-keys',
    ],
    exit: 1,
  }),
  fault({
    name: 'locked-out',
    about: 'a compliant hub of which the auditing identity may read nothing',
    denied: '*',
    fails: [],
    exit: 3,
  }),
  fault({
    name: 'mixed-visibility',
    about: 'a compliant hub whose vault, storage account and roles the auditing identity may not read',
    denied: [
      'Microsoft.KeyVault/vaults/read',
      'Microsoft.Storage/storageAccounts/read',
      'Microsoft.Authorization/roleAssignments/read',
    ],
    fails: [],
    exit: 3,
  }),
];
