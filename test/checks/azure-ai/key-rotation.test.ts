import { keyRotation } from '../../../src/checks/azure-ai/key-rotation.ts';
import { keyId, hidden, hubWith, hubOf, keyOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyRotation, {
  'passes when': { 'it is': { given: hubWith(), says: /is rotated automatically/ } },
  'fails when': {
    'there is no policy': {
      given: keyOf({ rotationPolicy: null }),
      says: 'the key cmk is not rotated automatically',
      severity: 'medium',
    },
    'the policy only notifies': {
      given: keyOf({ rotationPolicy: { attributes: null, lifetimeActions: [{ action: { type: 'Notify' } }] } }),
      says: /not rotated/,
    },
  },
  'asks when': {
    'the policy may not be read': { given: keyOf({ rotationPolicy: null, rotationPolicyUnread: true }), says: /may not be read/ },
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
