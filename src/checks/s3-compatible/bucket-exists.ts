import { defineS3CompatibleCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';

export const bucketExists = defineS3CompatibleCheck({
  id: 's3-compatible/bucket-exists',
  title: 'The bucket exists at the endpoint',
  severity: 'high',
  rationale: 'W&B Server does not start, or the team cannot be created, when the bucket is not there.',
  remediation: 'Create the bucket, or correct its name or the endpoint.',
  source: [{ document: 'D-2026S', edition: '2026-02' }],
  rows: ['S3C-01'],
  tags: ['existence'],
  requires: ['headBucket'],
  evaluate: ({ headBucket }, { target }) =>
    headBucket === null
      ? fail(`there is no bucket named ${printable(target.bucket)} at the endpoint`, {
          fix: { summary: 'Create the bucket, or correct its name or the endpoint' },
        })
      : pass('the bucket exists'),
});
