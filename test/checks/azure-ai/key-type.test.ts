import { keyType } from '../../../src/checks/azure-ai/key-type.ts';
import { keyId, hidden, hubWith, hubOf, keyOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyType, {
  'passes when': {
    'it is RSA': { given: hubWith(), says: /of type RSA/ },
    'it is RSA-HSM, in other case': { given: keyOf({ kty: 'rsa-hsm' }), says: /of type rsa-hsm/ },
  },
  'fails when': {
    'it is EC': {
      given: keyOf({ kty: 'EC' }),
      says: 'the key cmk is of type EC, and the hub acme-hub takes RSA and RSA-HSM only',
      severity: 'high',
    },
  },
  'asks when': {
    'the vault does not tell': { given: keyOf({ kty: null }), says: /does not tell/, severity: 'medium' },
    'the type is one that no document explains': {
      given: keyOf({ kty: 'Lattice' }),
      says: 'the key cmk is of type Lattice, which no document explains',
      severity: 'medium',
    },
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
