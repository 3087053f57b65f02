import { expect, it } from 'vitest';
import { keyEnabled } from '../../../src/checks/azure-ai/key-enabled.ts';
import {
  account,
  accountOf,
  gone,
  hidden,
  hubOf,
  hubWith,
  item,
  key,
  keyId,
  keyOf,
  keyUri,
  plainHub,
  version,
} from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyEnabled, {
  'passes when': {
    'it is': { given: hubWith(), says: 'the key cmk is enabled' },
    'the account uses it': { given: accountOf(account()), says: 'the key cmk is enabled' },
  },
  'fails when': {
    'the version that is named is disabled': {
      given: hubWith({ keyVersions: [item(`${keyId}/versions/${version}`, key({ attributes: { enabled: false } }))] }),
      says: 'the key cmk is disabled',
    },
    'the version that is named does not exist': {
      given: hubWith({ keyVersions: [gone(`${keyId}/versions/${version}`)] }),
      says: 'version aabbccddee112233445566778899aabb of the key cmk of the hub acme-hub does not exist in the vault',
    },
    'it is disabled': { given: keyOf({ attributes: { enabled: false } }), says: 'the key cmk is disabled', severity: 'high' },
    'it does not exist': {
      given: hubWith({ keys: [gone(keyId)] }),
      says: 'the key cmk of the hub acme-hub does not exist in the vault',
    },
  },
  'asks when': {
    'an older version is named, and was not read': {
      given: keyOf({ keyUriWithVersion: `${keyUri}/${'1'.repeat(32)}` }),
      says: /version aabbccddee112233445566778899aabb of the key cmk, which the hub acme-hub names, was not read/,
    },
    'the vault does not tell': { given: keyOf({ attributes: null }), says: /does not tell/, severity: 'medium' },
    'nobody found it': { given: hubWith({ keys: [] }), says: /was not found by the address/ },
  },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
  'cannot tell when': {
    'the version that is named may not be read': {
      given: hubWith({ keyVersions: [hidden(`${keyId}/versions/${version}`)] }),
      says: /version aabbccddee112233445566778899aabb of the key cmk of the hub acme-hub could not be read/,
    },
    'the key may not be read': {
      given: hubWith({ keys: [hidden(keyId)] }),
      says: /the key cmk of the hub acme-hub could not be read.*grant Microsoft.KeyVault\/vaults\/keys\/read/,
    },
  },
});

it('recovers a deleted key', () => {
  expect(judge(keyEnabled, { given: hubWith({ keys: [gone(keyId)] }) }).remediation?.commands).toEqual([
    'az keyvault key recover --vault-name acme-keys --name cmk',
  ]);
});
