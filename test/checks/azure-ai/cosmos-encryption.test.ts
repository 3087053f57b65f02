import { cosmosEncryption } from '../../../src/checks/azure-ai/cosmos-encryption.ts';
import { cosmos, cosmosId, group, hidden, hubOf, hubWith, item, keyUri, legacy } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

const own = `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme-agents`;
const withCosmos = (keyVaultKeyUri?: string) =>
  hubWith({ cosmosAccounts: [item(own, { ...cosmos({ keyVaultKeyUri }), id: own })] });

describeCheck<'azure-ai'>(cosmosEncryption, {
  'passes when': {
    'it has a key': {
      given: withCosmos(keyUri),
      says: 'the Cosmos DB account acme-agents is encrypted with a key at acme-keys.vault.azure.net',
    },
  },
  'fails when': {
    'it has a key of Microsoft': {
      given: withCosmos(),
      says: 'the Cosmos DB account acme-agents is encrypted with a key of Microsoft',
      severity: 'medium',
    },
    'what it names is no key': { given: withCosmos('https://acme-keys.vault.azure.net'), says: /key of Microsoft/ },
  },
  'cannot tell when': {
    'it may not be read': {
      given: hubWith({ cosmosAccounts: [hidden(own)] }),
      says: /grant Microsoft.DocumentDB\/databaseAccounts\/read/,
    },
  },
  'does not apply when': {
    'the only one is managed': {
      given: hubOf(legacy(), { cosmosAccounts: [item(cosmosId, cosmos({}))] }),
      says: /connected to no Cosmos DB/,
    },
    'there is none': { given: hubWith(), says: /connected to no Cosmos DB/ },
  },
});
