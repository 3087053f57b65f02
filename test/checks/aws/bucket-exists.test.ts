import { bucketExists } from '../../../src/checks/aws/bucket-exists.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck(bucketExists, {
  'passes when': {
    'S3 answers with the region': {
      given: { headBucket: { BucketRegion: 'eu-central-1' } },
      says: 'the bucket exists in eu-central-1',
    },
    'a server answers without a region': { given: { headBucket: {} }, says: 'the bucket exists' },
  },
  'fails when': {
    'S3 says that there is none': { given: { headBucket: null }, says: 'there is no bucket named acme-wandb', severity: 'high' },
  },
});
