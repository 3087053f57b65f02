import { sameVault } from '../../../src/checks/azure-ai/same-vault.ts';
import { vaultId, secretsId, vaultUri, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(sameVault, {
  'passes when': {
    'it is the same': {
      given: hubWith(),
      with: { baseline: { keyVault: vaultId.toUpperCase() } },
      says: 'the key of the hub acme-hub is in the vault acme-keys, as in the baseline',
    },
    'the account tells the address': {
      given: accountOf(account()),
      with: { baseline: { keyVault: 'https://acme-keys.vault.azure.net:443' } },
      says: /as in the baseline/,
    },
    'the recording tells the id and the account the address': {
      given: accountOf(account()),
      with: { baseline: { keyVault: vaultId } },
      says: /as in the baseline/,
    },
    'the recording tells the address': {
      given: hubWith(),
      with: { baseline: { keyVault: vaultUri } },
      says: /as in the baseline/,
    },
  },
  'fails when': {
    'it is another one': {
      given: hubWith(),
      with: { baseline: { keyVault: secretsId } },
      says: /the key of the hub acme-hub was in .*acme-secrets and is now in the vault acme-keys/,
      severity: 'high',
    },
    'the account names another address': {
      given: accountOf(account()),
      with: { baseline: { keyVault: 'https://other.vault.azure.net' } },
      says: /was in https:\/\/other/,
    },
    'the key is gone': {
      given: hubOf(plainHub),
      with: { baseline: { keyVault: vaultId } },
      says: /to which no resource returns: it was made anew/,
    },
  },
  'does not apply when': {
    'there was none before': { given: hubWith(), with: { baseline: {} }, says: /had no customer-managed key in the baseline/ },
    'there is none and was none': { given: hubOf(plainHub), says: /key of Microsoft/ },
  },
  'asks when': { 'there is no baseline': { given: hubWith(), says: /--baseline/, severity: 'low' } },
});
