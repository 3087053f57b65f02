import { expect, it } from 'vitest';
import { encryptionDsse } from '../../../src/checks/aws/encryption-dsse.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const encrypted = (SSEAlgorithm: string) => ({
  encryption: { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm } }] } },
});

describeCheck(encryptionDsse, {
  'passes when': {
    'it is aws:kms': { given: encrypted('aws:kms'), says: 'default encryption has a single layer' },
    'it is AES256': { given: encrypted('AES256'), says: 'default encryption has a single layer' },
  },
  'fails when': {
    'it is aws:kms:dsse': {
      given: encrypted('aws:kms:dsse'),
      says: 'default encryption is aws:kms:dsse, which no document of W&B mentions',
      severity: 'low',
    },
  },
  'does not apply when': {
    'there is none': { says: 'the bucket has no default encryption' },
    'the only rule chooses no encryption': {
      given: { encryption: { ServerSideEncryptionConfiguration: { Rules: [{ BucketKeyEnabled: true }] } } },
      says: 'the bucket has no default encryption',
    },
  },
});

it('keeps the kinds of encryption that the bucket blocks, and lets no character of the key act', () => {
  const rule = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: "a'\u202e" },
    BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
  };
  const encryption = { ServerSideEncryptionConfiguration: { Rules: [rule] } };
  const command = judge(encryptionDsse, { given: { encryption } }).remediation?.commands?.[0];
  expect(command).toContain('"BlockedEncryptionTypes":{"EncryptionType":["SSE-C"]}');
  expect(command).toContain(`"a'\\''\\u202e"`);
});
