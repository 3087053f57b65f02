import { vaultRegion } from '../../../src/checks/azure-ai/vault-region.ts';
import { vaultId, hidden, hub, hubWith, hubOf, vaultOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultRegion, {
  'passes when': {
    'it is one, written in two ways': { given: hubWith(), says: 'the vault acme-keys and the hub acme-hub are in westeurope' },
  },
  'fails when': {
    'they differ': {
      given: vaultOf({}, { location: 'northeurope' }),
      says: 'the vault acme-keys is in northeurope, and the hub acme-hub is in westeurope',
      severity: 'high',
    },
  },
  'asks when': {
    'the vault does not tell': { given: vaultOf({}, { location: null }), says: /tell their region/ },
    'the hub does not tell': { given: hubOf(hub({}, { location: '' })), says: /tell their region/ },
  },
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
