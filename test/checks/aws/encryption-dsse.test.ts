import { encryptionDsse } from '../../../src/checks/aws/encryption-dsse.ts';
import { describeCheck } from '../../support/describe-check.ts';

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
  'does not apply when': { 'there is none': { says: 'the bucket has no default encryption' } },
});
