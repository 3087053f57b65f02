import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';

export const bucketName = defineAwsCheck({
  id: 'aws/bucket-name',
  title: 'The name of the bucket contains no dots',
  severity: 'medium',
  rationale:
    "Pre-signed URLs put the name in front of S3's host, and the wildcard certificate of S3 does not match a name with dots. " +
    'Browsers then refuse the connection.',
  remediation: 'Create a bucket without dots in its name and move the data; a bucket cannot be renamed.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-S3-23'],
  tags: ['existence'],
  requires: [],
  evaluate: (_facts, { target }) =>
    target.bucket.includes('.')
      ? fail(`the name ${printable(target.bucket)} contains a dot, so HTTPS to its own host name fails in browsers`, {
          fix: { summary: 'Create a bucket whose name has hyphens where this one has dots' },
        })
      : pass('the name contains no dots'),
});
