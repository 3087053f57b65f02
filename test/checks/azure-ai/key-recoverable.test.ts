import { keyRecoverable } from '../../../src/checks/azure-ai/key-recoverable.ts';
import { keyId, hidden, hubWith, hubOf, keyOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyRecoverable, {
  'passes when': { 'it is': { given: hubWith(), says: 'the key cmk is Recoverable' } },
  'fails when': {
    'it can be purged': {
      given: keyOf({ attributes: { recoveryLevel: 'Recoverable+Purgeable' } }),
      says: 'the key cmk is Recoverable+Purgeable',
      severity: 'high',
    },
  },
  'asks when': {
    'the level is not known': { given: keyOf({ attributes: { recoveryLevel: 'None' } }), says: /does not know$/ },
    'the vault does not tell': { given: keyOf({ attributes: { recoveryLevel: '' } }), says: /does not tell/, severity: 'medium' },
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
