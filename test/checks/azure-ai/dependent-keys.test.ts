import { dependentKeys } from '../../../src/checks/azure-ai/dependent-keys.ts';
import {
  storageId,
  vaultId,
  keyUri,
  keyId,
  cosmosId,
  item,
  hidden,
  vault,
  storage,
  cosmos,
  hubWith,
  vaultOf,
  keyOf,
} from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(dependentKeys, {
  'passes when': {
    'each is as it should be': { given: hubWith(), says: /^the storage account acmestorage: enablePurgeProtection/ },
  },
  'fails when': {
    'a vault has no purge protection': {
      given: vaultOf({ enablePurgeProtection: null }),
      says: /^the storage account acmestorage: enablePurgeProtection of the vault acme-keys is not there/,
      severity: 'high',
    },
    'a key is disabled': { given: keyOf({ attributes: { enabled: false } }), says: /the key cmk is disabled/ },
    'an identity may not use it': {
      given: vaultOf({ accessPolicies: [] }),
      says: /the identity of the storage account acmestorage .* lacks/,
    },
    'a key expires soon': {
      given: keyOf({ attributes: { enabled: true, exp: Date.UTC(2026, 11, 1) / 1000 } }),
      says: /expires on/,
      severity: 'medium',
    },
    'a vault of Cosmos DB keeps trusted services out': {
      given: hubWith({
        storageAccounts: [],
        accounts: [],
        registries: [],
        cosmosAccounts: [item(cosmosId, cosmos({ keyVaultKeyUri: keyUri }))],
        vaults: [item(vaultId, vault({ networkAcls: { defaultAction: 'Deny', bypass: 'None' } }))],
      }),
      says: /the Cosmos DB account acmecosmos: the firewall/,
    },
  },
  'cannot tell when': {
    'a resource may not be read': { given: hubWith({ storageAccounts: [hidden(storageId)] }), says: /could not be read/ },
    'its key may not be read': {
      given: hubWith({ keys: [hidden(keyId)] }),
      says: /the key cmk of the storage account acmestorage could not be read/,
    },
  },
  'does not apply when': {
    'none has a key': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: null }))], accounts: [], registries: [] }),
      says: /depends on no resource with a customer-managed key/,
    },
  },
});
