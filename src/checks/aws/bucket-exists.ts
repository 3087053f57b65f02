import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';

export const bucketExists = defineAwsCheck({
  id: 'aws/bucket-exists',
  title: 'The bucket exists',
  severity: 'high',
  rationale: 'W&B Server does not start, or the team cannot be created, when the bucket is not there.',
  remediation: 'Create the bucket, or correct its name.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-S3-01'],
  tags: ['existence'],
  requires: ['headBucket'],
  evaluate: ({ headBucket }, { target }) => {
    if (headBucket === null) {
      return fail(`there is no bucket named ${printable(target.bucket)}`, {
        fix: { summary: 'Create the bucket, or correct the name in the target' },
      });
    }
    const region = headBucket.BucketRegion;
    const evidence = [{ facet: 'headBucket', path: 'BucketRegion', value: region ?? null }];
    return pass(region === undefined ? 'the bucket exists' : `the bucket exists in ${printable(region)}`, { evidence });
  },
});
