import { bucketPolicyPublic } from '../../../src/checks/aws/bucket-policy-public.ts';
import { describeCheck } from '../../support/describe-check.ts';

const status = (IsPublic: boolean) => ({ policyStatus: { PolicyStatus: { IsPublic } } });

describeCheck(bucketPolicyPublic, {
  'passes when': {
    'S3 says so': { given: status(false), says: 'S3 says that the bucket policy is not public' },
    'there is none': { says: 'there is no bucket policy' },
  },
  'fails when': {
    'S3 calls it public': { given: status(true), says: 'S3 says that the bucket policy is public', severity: 'high' },
  },
});
