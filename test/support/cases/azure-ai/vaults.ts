import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import { ids, subscription, type AiWorld, type Json } from '../../fake-azure/ai-world.ts';
import { change, changeDocument, fault, renamed, serviceSide, withList, shared } from './base.ts';

const vault = (properties: Json): AiWorld => change(serviceSide(), ids.vault, properties);

export const azureAiVaultCases: readonly AzureAiCase[] = [
  fault({
    name: 'vault-no-purge-protection',
    about: 'the vault has no purge protection: the property is not there',
    world: vault({ enablePurgeProtection: undefined }),
    fails: ['azure-ai/vault-purge-protection', ...shared],
    exit: 1,
  }),
  fault({
    name: 'vault-no-soft-delete',
    about: 'soft delete of the vault is off',
    world: vault({ enableSoftDelete: false }),
    fails: ['azure-ai/vault-soft-delete', ...shared],
    exit: 1,
  }),
  fault({
    name: 'vault-short-retention',
    about: 'the vault keeps deleted keys for a week',
    world: vault({ softDeleteRetentionInDays: 7 }),
    fails: ['azure-ai/vault-retention'],
    exit: 0,
  }),
  fault({
    name: 'vault-other-region',
    about: 'the vault is in another region than the hub',
    world: changeDocument(serviceSide(), ids.vault, { location: 'northeurope' }),
    fails: ['azure-ai/vault-region'],
    exit: 1,
  }),
  fault({
    name: 'vault-other-tenant',
    about: 'the vault is in another tenant than the hub',
    world: vault({ tenantId: '00000000-0000-4000-8000-0000000000bb' }),
    fails: ['azure-ai/vault-tenant'],
    exit: 1,
  }),
  fault({
    name: 'vault-other-subscription',
    about: 'the vault of a workspace of Azure Machine Learning is in another subscription',
    world: renamed(
      changeDocument(serviceSide(), ids.hub, { kind: 'Default' }),
      ids.vault,
      ids.vault.replace(subscription, '00000000-0000-4000-8000-000000000002'),
    ),
    fails: ['azure-ai/vault-subscription'],
    exit: 1,
  }),
  fault({
    name: 'vault-no-trusted-services',
    about: 'the firewall of the vault keeps trusted services out',
    world: vault({ networkAcls: { bypass: 'None', defaultAction: 'Deny' } }),
    fails: ['azure-ai/vault-trusted-services', ...shared],
    exit: 1,
  }),
  fault({
    name: 'vault-open',
    about: 'the vault is open to every network',
    world: vault({ networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' } }),
    fails: ['azure-ai/vault-firewall'],
    exit: 1,
  }),
  fault({
    name: 'vault-private',
    about: 'a private vault that lets no trusted service in, under a hub with service-side encryption',
    world: vault({ publicNetworkAccess: 'Disabled', networkAcls: { bypass: 'None', defaultAction: 'Deny' } }),
    fails: ['azure-ai/vault-trusted-services', 'azure-ai/vault-private-service-side', ...shared],
    exit: 1,
  }),
  fault({
    name: 'vault-not-logged',
    about: 'nobody logs who uses the vault',
    world: withList(serviceSide(), `${ids.vault}/providers/Microsoft.Insights/diagnosticSettings`, []),
    fails: ['azure-ai/vault-audit-logs'],
    exit: 1,
  }),
  fault({
    name: 'vault-not-locked',
    about: 'no lock keeps the vault from being deleted',
    world: withList(serviceSide(), `${ids.vault}/providers/Microsoft.Authorization/locks`, []),
    fails: ['azure-ai/vault-lock'],
    exit: 0,
  }),
];
