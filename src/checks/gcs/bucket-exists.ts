import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { printable, printableDeep } from '../../policy/printable.ts';

export const gcsBucketExists = defineGcsCheck({
  id: 'gcs/bucket-exists',
  title: 'The bucket exists',
  severity: 'high',
  rationale: 'W&B Server does not start, or the team cannot be created, when the bucket is not there.',
  remediation: 'Create the bucket, or correct its name.',
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GEN-02'],
  tags: ['existence'],
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) {
      return fail(`there is no bucket named ${printable(target.bucket)}`, {
        fix: { summary: 'Create the bucket, or correct the name in the target' },
      });
    }
    const { location } = bucket;
    const evidence = [{ facet: 'bucket', path: 'location', value: printableDeep(location ?? null) }];
    return pass(location === undefined ? 'the bucket exists' : `the bucket exists in ${printable(location)}`, { evidence });
  },
});
