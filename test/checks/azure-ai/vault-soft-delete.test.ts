import { vaultSoftDelete } from '../../../src/checks/azure-ai/vault-soft-delete.ts';
import { vaultId, hidden, hsm, hsmHub, hsmId, hubWith, item, hubOf, vaultOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultSoftDelete, {
  'passes when': {
    'it is true of a managed HSM': {
      given: hsmHub({ vaults: [item(hsmId, hsm())] }),
      says: 'enableSoftDelete of the managed HSM acme-hsm is true',
    },
    'it is true': { given: hubWith(), says: 'enableSoftDelete of the vault acme-keys is true' },
    'it is absent': {
      given: vaultOf({ enableSoftDelete: null }),
      says: /does not tell enableSoftDelete, which is on for every vault/,
    },
  },
  'fails when': { 'it is false': { given: vaultOf({ enableSoftDelete: false }), says: /is false/, severity: 'high' } },
  'does not apply when': {
    'the key is in a managed HSM that was not read': {
      given: hsmHub(),
      says: 'the managed HSM acme-hsm of the hub acme-hub was not read; see azure-ai/key-permissions',
    },
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
