import { keyValidity } from '../../../src/checks/azure-ai/key-validity.ts';
import { keyId, hidden, hubWith, hubOf, keyOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyValidity, {
  'passes when': {
    'it has years': { given: hubWith(), says: 'the key cmk is valid until 2028-01-01' },
    'it does not expire': { given: keyOf({ attributes: { enabled: true } }), says: /does not expire/ },
  },
  'fails when': {
    'it expired': {
      given: keyOf({ attributes: { exp: 1743465600 } }),
      says: 'the key cmk expired on 2025-04-01',
      severity: 'high',
    },
    'it is not yet valid': {
      given: keyOf({ attributes: { nbf: Date.UTC(2027, 0, 1) / 1000 } }),
      says: 'the key cmk is not valid before 2027-01-01',
      severity: 'high',
    },
    'it expires soon': {
      given: keyOf({ attributes: { exp: Date.UTC(2026, 11, 1) / 1000 } }),
      says: 'the key cmk expires on 2026-12-01',
      severity: 'medium',
    },
    'its date is beyond the calendar, in the future': { given: keyOf({ attributes: { nbf: 1e15 } }), says: /seconds after 1970/ },
  },
  'asks when': {
    'nothing is told': { given: keyOf({ attributes: null }), says: /does not tell when the key cmk is valid/ },
    'the attributes are empty': { given: keyOf({ attributes: {} }), says: /does not tell when the key cmk is valid/ },
    'every attribute is null': { given: keyOf({ attributes: { enabled: null, exp: null } }), says: /does not tell when/ },
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
