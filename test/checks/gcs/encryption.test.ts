import { expect, it } from 'vitest';
import { gcsEncryption } from '../../../src/checks/gcs/encryption.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const defaultKmsKeyName = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k';
const forbidden = { restrictionMode: 'FullyRestricted', effectiveTime: '2026-03-02T09:15:27.340Z' };
const allowed = { restrictionMode: 'NotRestricted' };

describeCheck<'gcs'>(gcsEncryption, {
  'passes when': {
    'no key is named': { given: bucket(), says: 'encryption is Google-managed, as documented' },
    'the declared key is named': {
      given: bucket({ encryption: { defaultKmsKeyName } }),
      with: { kmsKey: defaultKmsKeyName },
      says: `new objects are encrypted with the declared key ${defaultKmsKeyName}`,
    },
    'encryption is set without a key': { given: bucket({ encryption: {} }), says: /Google-managed/ },
    'only the kinds are forbidden that W&B does not use': {
      given: bucket({
        encryption: {
          googleManagedEncryptionEnforcementConfig: allowed,
          customerManagedEncryptionEnforcementConfig: forbidden,
          customerSuppliedEncryptionEnforcementConfig: forbidden,
        },
      }),
      says: 'encryption is Google-managed, as documented',
    },
    'the mode of the enforcement is not set': {
      given: bucket({ encryption: { googleManagedEncryptionEnforcementConfig: {} } }),
      says: /Google-managed/,
    },
    'the declared key is enforced': {
      given: bucket({ encryption: { defaultKmsKeyName, googleManagedEncryptionEnforcementConfig: forbidden } }),
      with: { kmsKey: defaultKmsKeyName },
      says: /with the declared key/,
    },
  },
  'fails when': {
    'keys of Google are forbidden and no key is named': {
      given: bucket({ encryption: { googleManagedEncryptionEnforcementConfig: forbidden } }),
      says: 'googleManagedEncryptionEnforcementConfig of the bucket is FullyRestricted, so every upload is refused: it would be encrypted with keys of Google',
      severity: 'high',
    },
    'keys of customers are forbidden and the declared one is named': {
      given: bucket({ encryption: { defaultKmsKeyName, customerManagedEncryptionEnforcementConfig: forbidden } }),
      with: { kmsKey: defaultKmsKeyName },
      says: `customerManagedEncryptionEnforcementConfig of the bucket is FullyRestricted, so every upload is refused: it would be encrypted with ${defaultKmsKeyName}`,
      severity: 'high',
    },
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
  'asks when': {
    'the mode of the enforcement is new': {
      given: bucket({ encryption: { googleManagedEncryptionEnforcementConfig: { restrictionMode: 'PartlyRestricted' } } }),
      says: 'googleManagedEncryptionEnforcementConfig of the bucket is PartlyRestricted, and no document tells whether uploads with keys of Google are let in',
      severity: 'medium',
    },
  },
  'does not apply when': noBucket,
});

it('allows the kind of encryption that it uses and leaves the rest of the enforcement alone', () => {
  const given = bucket({ encryption: { googleManagedEncryptionEnforcementConfig: forbidden } });
  expect(judge(gcsEncryption, { given }).remediation?.commands).toEqual([
    `printf '%s' '{"gmekEnforcement":{"restrictionMode":"NotRestricted"}}' > enforcement.json`,
    'gcloud storage buckets update gs://acme-wandb --encryption-enforcement-file=enforcement.json',
  ]);
});
