import { kmsKeyRegion } from '../../../src/checks/aws/kms-key-region.ts';
import { describeCheck } from '../../support/describe-check.ts';

const key = (region: string) => ({ KeyMetadata: { Arn: `arn:aws:kms:${region}:111122223333:key/k`, KeyId: 'k' } });
const location = (LocationConstraint: string | null) => ({ LocationConstraint });

describeCheck(kmsKeyRegion, {
  'passes when': {
    'both are in one region': {
      given: { kmsKey: key('eu-central-1'), location: location('eu-central-1') },
      says: 'the key and the bucket are in eu-central-1',
    },
    'S3 says null, which is us-east-1': { given: { kmsKey: key('us-east-1'), location: location(null) }, says: /us-east-1$/ },
  },
  'fails when': {
    'they are in two regions': {
      given: { kmsKey: key('us-east-1'), location: location('eu-central-1') },
      says: 'the key is in us-east-1 and the bucket in eu-central-1',
      severity: 'high',
    },
  },
  'does not apply when': {
    'there is no key': { given: { location: location(null) }, says: 'the bucket does not use a KMS key' },
  },
  'asks when': {
    'the server has no location': {
      given: { kmsKey: key('us-east-1') },
      says: 'the server does not tell in which region the bucket is',
    },
    'the server gives no ARN': {
      given: { kmsKey: { KeyMetadata: { Arn: 'k', KeyId: 'k' } }, location: location(null) },
      says: 'the server does not give the ARN of the key, which names its region',
    },
  },
});
