import { bucketExists } from '../../../src/checks/coreweave/bucket-exists.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'coreweave'>(bucketExists, {
  'passes when': { 'HEAD finds it': { given: { headBucket: {} }, says: 'the bucket exists' } },
  'fails when': {
    'HEAD finds nothing': { given: { headBucket: null }, says: 'there is no bucket named acme-wandb', severity: 'high' },
  },
});
