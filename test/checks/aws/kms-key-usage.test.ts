import { kmsKeyUsage } from '../../../src/checks/aws/kms-key-usage.ts';
import { describeCheck } from '../../support/describe-check.ts';

const key = (more: object) => ({
  kmsKey: { KeyMetadata: { Arn: 'arn:aws:kms:eu-central-1:111122223333:key/k', KeyId: 'k', ...more } },
});

describeCheck(kmsKeyUsage, {
  'passes when': {
    'it is ENCRYPT_DECRYPT and symmetric': {
      given: key({ KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT' }),
      says: 'the key is a symmetric key for encryption',
    },
  },
  'fails when': {
    'the key signs': {
      given: key({ KeyUsage: 'SIGN_VERIFY' }),
      says: 'the key usage is SIGN_VERIFY, with which S3 cannot encrypt',
      severity: 'high',
    },
    'the key is asymmetric, although it encrypts': {
      given: key({ KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'RSA_2048' }),
      says: 'the key is of the kind RSA_2048, and S3 takes symmetric keys for encryption only',
      severity: 'high',
      key: 'kind',
    },
    'the kind alone is told': { given: key({ KeySpec: 'HMAC_256' }), says: /HMAC_256/, severity: 'high' },
    'the key makes message codes': { given: key({ KeyUsage: 'GENERATE_VERIFY_MAC' }), says: /GENERATE_VERIFY_MAC/ },
  },
  'does not apply when': { 'there is no key': { says: 'the bucket does not use a KMS key' } },
  'asks when': {
    'a server leaves it out': { given: key({}), says: 'the server does not tell what the key is made for' },
    'a server leaves the kind out': {
      given: key({ KeyUsage: 'ENCRYPT_DECRYPT' }),
      says: 'the server does not tell of which kind the key is',
    },
  },
});
