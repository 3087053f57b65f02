import { expect, it } from 'vitest';
import { vaultPurgeProtection } from '../../../src/checks/azure-ai/vault-purge-protection.ts';
import {
  subscription,
  vaultId,
  hidden,
  account,
  hubWith,
  hubOf,
  vaultOf,
  accountOf,
  plainHub,
} from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultPurgeProtection, {
  'passes when': {
    'it is true': { given: hubWith(), says: 'enablePurgeProtection of the vault acme-keys is true' },
    'the account names the vault by its address': { given: accountOf(account()), says: /is true/ },
  },
  'fails when': {
    'it is absent': {
      given: vaultOf({ enablePurgeProtection: undefined }),
      says: 'enablePurgeProtection of the vault acme-keys is not there, which means off',
      severity: 'high',
    },
    'it is null': { given: vaultOf({ enablePurgeProtection: null }), says: /not there/ },
    'it is false': { given: vaultOf({ enablePurgeProtection: false }), says: /is false/ },
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

it('gives the command for the vault', () => {
  expect(judge(vaultPurgeProtection, { given: vaultOf({ enablePurgeProtection: null }) }).remediation?.commands).toEqual([
    `az keyvault update --name acme-keys --resource-group acme-ai --subscription ${subscription} --enable-purge-protection true`,
  ]);
});
