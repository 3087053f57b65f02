import { managedCosmos } from '../../../src/checks/azure-ai/managed-cosmos.ts';
import { keyUri, cosmosId, item, hidden, gone, legacy, cosmos, hubWith, hubOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(managedCosmos, {
  'passes when': {
    'the key is in the vault of the hub': {
      given: hubOf(legacy(), { cosmosAccounts: [item(cosmosId, cosmos({ keyVaultKeyUri: keyUri }))] }),
      says: 'the managed Cosmos DB acmecosmos is encrypted with a key at acme-keys.vault.azure.net',
    },
  },
  'fails when': {
    'there is no key': {
      given: hubOf(legacy(), { cosmosAccounts: [item(cosmosId, cosmos({}))] }),
      says: /key of Microsoft/,
      severity: 'high',
    },
    'it is another vault': {
      given: hubOf(legacy(), {
        cosmosAccounts: [item(cosmosId, cosmos({ keyVaultKeyUri: 'https://other.vault.azure.net/keys/cmk' }))],
      }),
      says: /with a key at other\.vault\.azure\.net, and the hub acme-hub/,
    },
    'the status is an error': {
      given: hubOf(legacy(), {
        cosmosAccounts: [
          item(
            cosmosId,
            cosmos({ keyVaultKeyUri: keyUri, customerManagedKeyStatus: 'Access to your account is currently revoked' }),
          ),
        ],
      }),
      says: /cannot use its key: Access/,
    },
  },
  'asks when': {
    'it does not exist': { given: hubOf(legacy(), { cosmosAccounts: [gone(cosmosId)] }), says: /is named and does not exist/ },
    'the group is not named': { given: hubOf(legacy({ serviceProvisionedResourceGroup: null })), says: /does not tell/ },
  },
  'cannot tell when': {
    'it may not be read': { given: hubOf(legacy(), { cosmosAccounts: [hidden(cosmosId)] }), says: /could not be read/ },
  },
  'does not apply when': {
    'there is none': { given: hubOf(legacy()), says: /no managed Cosmos DB/ },
    'encryption is service-side': { given: hubWith(), says: /uses service-side/ },
  },
});
