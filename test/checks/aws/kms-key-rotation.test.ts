import { kmsKeyRotation } from '../../../src/checks/aws/kms-key-rotation.ts';
import { describeCheck } from '../../support/describe-check.ts';

const key = (more: object = {}) => ({ KeyMetadata: { Arn: 'arn:aws:kms:eu-central-1:111122223333:key/k', KeyId: 'k', ...more } });
const off = { KeyRotationEnabled: false };

describeCheck(kmsKeyRotation, {
  'passes when': {
    'it is on': {
      given: { kmsKey: key(), kmsKeyRotation: { KeyRotationEnabled: true } },
      says: 'the key is rotated every 365 days',
    },
    'it is on with a period of its own': {
      given: { kmsKey: key(), kmsKeyRotation: { KeyRotationEnabled: true, RotationPeriodInDays: 90 } },
      says: 'the key is rotated every 90 days',
    },
  },
  'fails when': {
    'it is off': { given: { kmsKey: key(), kmsKeyRotation: off }, says: 'the key is not rotated', severity: 'info' },
  },
  'does not apply when': {
    'there is no key': { says: 'the bucket does not use a KMS key' },
    'the key signs, and KMS refuses the question': {
      given: { kmsKey: key({ KeyUsage: 'SIGN_VERIFY' }) },
      unreadable: { kmsKeyRotation: 'not-supported' },
      says: 'KMS does not rotate a key of this kind',
    },
    'the key is asymmetric': {
      given: { kmsKey: key({ KeySpec: 'RSA_2048' }), kmsKeyRotation: off },
      says: 'KMS does not rotate a key of this kind',
    },
    'the material is imported': {
      given: { kmsKey: key({ Origin: 'EXTERNAL' }), kmsKeyRotation: off },
      says: 'the key material comes from EXTERNAL, which KMS does not rotate',
    },
    'the key is about to be deleted': {
      given: { kmsKey: key({ KeyState: 'PendingDeletion' }), kmsKeyRotation: off },
      says: 'KMS does not rotate a key that is about to be deleted',
    },
    'AWS manages the key': { given: { kmsKey: key({ KeyManager: 'AWS' }) }, says: 'AWS rotates its own keys every year' },
  },
  'cannot tell when': {
    'KMS may not be asked': {
      given: { kmsKey: key() },
      unreadable: { kmsKeyRotation: 'access-denied' },
      says: /^whether the key is rotated is not known;.*grant kms:GetKeyRotationStatus/,
    },
  },
});
