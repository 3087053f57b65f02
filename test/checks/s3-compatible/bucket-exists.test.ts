import { bucketExists } from '../../../src/checks/s3-compatible/bucket-exists.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'s3-compatible'>(bucketExists, {
  'passes when': { 'HEAD finds it': { given: { headBucket: {} }, says: 'the bucket exists' } },
  'fails when': {
    'HEAD finds nothing': {
      given: { headBucket: null },
      says: 'there is no bucket named acme-wandb at the endpoint',
      severity: 'high',
    },
  },
});
