import { keyExpiry } from '../../../src/checks/azure-ai/key-expiry.ts';
import { keyId, hidden, hubWith, hubOf, keyOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyExpiry, {
  'passes when': { 'it has a date': { given: hubWith(), says: /has an expiration date/ } },
  'fails when': {
    'it has none': {
      given: keyOf({ attributes: { enabled: true, exp: null } }),
      says: 'the key cmk has no expiration date',
      severity: 'low',
    },
  },
  'asks when': {
    'nothing is told': { given: keyOf({ attributes: null }), says: /does not tell when the key cmk expires/ },
    'the attributes are empty': { given: keyOf({ attributes: {} }), says: /does not tell when the key cmk expires/ },
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
