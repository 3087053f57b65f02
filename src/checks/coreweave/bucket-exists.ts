import { defineCoreweaveCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';

export const bucketExists = defineCoreweaveCheck({
  id: 'coreweave/bucket-exists',
  title: 'The bucket exists under the name that W&B gets',
  severity: 'high',
  rationale:
    'The form of W&B takes the name of the bucket and nothing else, no region and no key; with a wrong name the team cannot be created.',
  remediation: 'Create the bucket, or correct its name.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'only the bucket name' }],
  rows: ['CW-12'],
  tags: ['existence'],
  requires: ['headBucket'],
  evaluate: ({ headBucket }, { target }) =>
    headBucket === null
      ? fail(`there is no bucket named ${printable(target.bucket)}`, {
          fix: { summary: 'Create the bucket, or correct the name in the target' },
        })
      : pass('the bucket exists'),
});
