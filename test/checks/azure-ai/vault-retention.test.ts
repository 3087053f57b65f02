import { vaultRetention } from '../../../src/checks/azure-ai/vault-retention.ts';
import { vaultId, hidden, hubWith, hubOf, vaultOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultRetention, {
  'passes when': { 'it is the longest': { given: hubWith(), says: /for 90 days/ } },
  'fails when': {
    'it is the shortest': {
      given: vaultOf({ softDeleteRetentionInDays: 7 }),
      says: 'the vault acme-keys keeps deleted keys for 7 days, of 7 to 90 that are possible',
      severity: 'low',
    },
  },
  'asks when': { 'it is absent': { given: vaultOf({ softDeleteRetentionInDays: null }), says: /does not tell for how long/ } },
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
