import { vaultTenant } from '../../../src/checks/azure-ai/vault-tenant.ts';
import { subscription, vaultId, hidden, hubWith, hubOf, vaultOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultTenant, {
  'passes when': { 'it is one': { given: hubWith(), says: /are in one tenant/ } },
  'fails when': {
    'they differ': {
      given: vaultOf({ tenantId: subscription }),
      says: /is in the tenant 00000000-0000-4000-8000-000000000001/,
      severity: 'high',
    },
  },
  'asks when': { 'the vault does not tell': { given: vaultOf({ tenantId: null }), says: /tell their tenant/ } },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
  'cannot tell when': {
    'the vault may not be read': {
      given: hubWith({ vaults: [hidden(vaultId)] }),
      says: /the vault acme-keys of the hub acme-hub could not be read; Vaults - Get: access was denied; grant Microsoft.KeyVault\/vaults\/read/,
    },
  },
});
