import { expect, it } from 'vitest';
import { keySize } from '../../../src/checks/azure-ai/key-size.ts';
import {
  keyId,
  item,
  hidden,
  hub,
  account,
  key,
  hubWith,
  hubOf,
  keyOf,
  accountOf,
  plainHub,
} from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keySize, {
  'passes when': {
    'it has 2048 bits': { given: hubWith(), says: 'the key cmk has 2048 bits' },
    'a Foundry account has 4096': {
      given: accountOf(account(), { keys: [item(keyId, key({ keySize: 4096 }))] }),
      says: /4096 bits/,
    },
    'a workspace of Machine Learning has 3072': {
      given: hubOf(hub({}, { kind: 'Default' }), { keys: [item(keyId, key({ keySize: 3072 }))] }),
      says: /3072 bits/,
    },
  },
  'fails when': {
    'it is too small': {
      given: keyOf({ keySize: 1024 }),
      says: 'the key cmk has 1024 bits, which no service takes',
      severity: 'high',
    },
    'a hub has 3072': {
      given: keyOf({ keySize: 3072 }),
      says: 'the key cmk has 3072 bits, and the documents of hubs, up to 2025-09, take 2048 only',
      severity: 'medium',
    },
  },
  'asks when': {
    'the vault does not tell': { given: keyOf({ keySize: null }), says: /does not tell/ },
    'an account of another kind has 3072': {
      given: accountOf(account({}, { kind: 'OpenAI' }), { keys: [item(keyId, key({ keySize: 3072 }))] }),
      says: /the documents name 2048/,
      severity: 'medium',
    },
  },
  'does not apply when': {
    'it is an elliptic curve': { given: keyOf({ kty: 'EC', keySize: null }), says: /^the key cmk is of type EC, and sizes are/ },
    'it is symmetric': { given: keyOf({ kty: 'oct-HSM', keySize: 256 }), says: /^the key cmk is of type oct-HSM/ },
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

it('says which edition says what', () => {
  expect(judge(keySize, { given: keyOf({ keySize: 3072 }) }).details).toEqual([
    expect.stringMatching(/2025-05.*2048 bits only.*2026-08.*3072/),
  ]);
});
