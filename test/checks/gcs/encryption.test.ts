import { gcsEncryption } from '../../../src/checks/gcs/encryption.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const defaultKmsKeyName = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k';

describeCheck<'gcs'>(gcsEncryption, {
  'passes when': {
    'no key is named': { given: bucket(), says: 'encryption is Google-managed, as documented' },
    'the declared key is named': {
      given: bucket({ encryption: { defaultKmsKeyName } }),
      with: { kmsKey: defaultKmsKeyName },
      says: `new objects are encrypted with the declared key ${defaultKmsKeyName}`,
    },
    'encryption is set without a key': { given: bucket({ encryption: {} }), says: /Google-managed/ },
  },
  'fails when': {
    'a key is named': {
      given: bucket({ encryption: { defaultKmsKeyName } }),
      says: `new objects are encrypted with the customer-managed key ${defaultKmsKeyName}, which no document of W&B covers`,
      severity: 'low',
    },
    'another key is declared': {
      given: bucket({ encryption: { defaultKmsKeyName } }),
      with: { kmsKey: `${defaultKmsKeyName}2` },
      says: `new objects are encrypted with ${defaultKmsKeyName} and not with the declared key ${defaultKmsKeyName}2`,
      severity: 'medium',
    },
    'a key is declared and none is named': {
      given: bucket(),
      with: { kmsKey: defaultKmsKeyName },
      says: /with keys of Google and not with the declared key/,
      severity: 'medium',
    },
  },
  'does not apply when': noBucket,
});
