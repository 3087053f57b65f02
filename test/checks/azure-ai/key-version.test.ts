import { keyVersion } from '../../../src/checks/azure-ai/key-version.ts';
import { keyUri, keyId, hidden, account, hubWith, hubOf, keyOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyVersion, {
  'passes when': {
    'it is the current one': { given: hubWith(), says: /the current one/ },
    'none is named': { given: accountOf(account()), says: /follows the newest version/ },
  },
  'fails when': {
    'it is an older one': {
      given: keyOf({ keyUriWithVersion: `${keyUri}/${'1'.repeat(32)}` }),
      says: /names version aabbccddee112233445566778899aabb of the key cmk, and the current one is 1{32}/,
      severity: 'medium',
    },
  },
  'asks when': {
    'the vault does not tell': { given: keyOf({ keyUriWithVersion: null }), says: /does not tell the current version/ },
  },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
  'cannot tell when': {
    'the key may not be read': {
      given: hubWith({ keys: [hidden(keyId)] }),
      says: /the key cmk of the hub acme-hub could not be read.*grant Microsoft.KeyVault\/vaults\/keys\/read/,
    },
  },
});
