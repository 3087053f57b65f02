import { secretsVault } from '../../../src/checks/azure-ai/secrets-vault.ts';
import { vaultId, hub, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(secretsVault, {
  'passes when': {
    'they differ': { given: hubWith(), says: 'the secrets are in the vault acme-secrets, the key is in the vault acme-keys' },
  },
  'fails when': {
    'they are one': {
      given: hubOf(hub({ keyVault: vaultId.toLowerCase() })),
      says: 'the vault acme-keys holds both the key and the secrets of the hub acme-hub',
      severity: 'info',
    },
  },
  'does not apply when': {
    'it is an account': { given: accountOf(account()), says: /no vault of secrets/ },
    'only one is named': { given: hubOf(hub({ keyVault: null })), says: /names only one vault/ },
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
  },
});
