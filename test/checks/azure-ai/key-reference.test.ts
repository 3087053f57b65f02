import { keyReference } from '../../../src/checks/azure-ai/key-reference.ts';
import {
  vaultId,
  vaultUri,
  hidden,
  gone,
  encrypted,
  hub,
  account,
  hubWith,
  hubOf,
  vaultOf,
  accountOf,
  plainHub,
} from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyReference, {
  'passes when': {
    'both belong together': { given: hubWith(), says: 'the hub acme-hub names the key cmk of the vault acme-keys' },
    'the account names them': { given: accountOf(account()), says: /names the key cmk of the vault acme-keys/ },
    'it is in a managed HSM': {
      given: hubOf(
        hub({
          encryption: { ...encrypted, keyVaultProperties: { keyIdentifier: 'https://acme.managedhsm.azure.net/keys/cmk' } },
        }),
      ),
      says: /managed HSM acme\.managedhsm/,
    },
  },
  'fails when': {
    'the identifier is none': {
      given: hubOf(hub({ encryption: { ...encrypted, keyVaultProperties: { keyVaultArmId: vaultId, keyIdentifier: 'cmk' } } })),
      says: 'the hub acme-hub names no address of a key',
    },
    'it is a key of another vault': {
      given: hubOf(
        hub({
          encryption: {
            ...encrypted,
            keyVaultProperties: { keyVaultArmId: vaultId, keyIdentifier: 'https://other.vault.azure.net/keys/cmk' },
          },
        }),
      ),
      says: /names a key at other\.vault\.azure\.net, and the vault acme-keys/,
    },
    'the account gives the id of the vault': {
      given: accountOf(
        account({
          encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyName: 'cmk', keyVaultUri: vaultId } },
        }),
      ),
      says: /resource id of the vault where its address belongs/,
      severity: 'high',
    },
    'the account names no key': {
      given: accountOf(
        account({ encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyVaultUri: vaultUri } } }),
      ),
      says: /names a vault and no key/,
    },
    'the vault does not exist': {
      given: hubWith({ vaults: [gone(vaultId)] }),
      says: /vault acme-keys, which holds the key of the hub acme-hub, does not exist/,
    },
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
  'asks when': {
    'the vault tells no address': { given: vaultOf({ vaultUri: null }), says: /does not tell its address/ },
    'nobody found the vault': {
      given: hubWith({ vaults: [] }),
      says: /where the vault acme-keys of the hub acme-hub is, nothing tells/,
    },
  },
});
