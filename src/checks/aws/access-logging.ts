import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { s3api } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const accessLogging = defineAwsCheck({
  id: 'aws/access-logging',
  title: 'Server access logs are kept',
  severity: 'low',
  rationale:
    'Files move over pre-signed URLs between clients and the bucket, past W&B: only the logs of the bucket tell who read what. ' +
    'Data events of CloudTrail serve as well, and no setting of the bucket shows them.',
  remediation: 'Enable server access logging to another bucket, or waive this check where CloudTrail data events are on.',
  source: [
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'S004', edition: '2025-03' },
  ],
  rows: ['AWS-S3-24'],
  tags: ['hygiene', 'logging'],
  controls: { 'nist-800-53-r5': ['AU-2', 'AU-12'], 'aws-fsbp': ['S3.9'] },
  requires: ['logging'],
  evaluate: ({ logging }, { target }) => {
    const enabled = logging?.LoggingEnabled;
    const evidence = [{ facet: 'logging', path: 'LoggingEnabled.TargetBucket', value: enabled?.TargetBucket ?? null }];
    if (enabled !== undefined && enabled.TargetBucket !== '') {
      const loop =
        enabled.TargetBucket === target.bucket
          ? {
              details: [
                'the logs go into the bucket itself, where writing a log is logged again; another bucket has no such loop',
              ],
            }
          : {};
      return pass(`access logs go to ${printable(enabled.TargetBucket)}`, { evidence, ...loop });
    }
    const status = { LoggingEnabled: { TargetBucket: 'LOG_BUCKET', TargetPrefix: `${target.bucket}/` } };
    return fail('server access logging is off', {
      evidence,
      details: ['data events of CloudTrail would serve as well; they are not visible in the bucket'],
      fix: remedy(
        'Enable access logging; replace LOG_BUCKET by a bucket of the same region and account that takes logs',
        s3api('put-bucket-logging', target.bucket, '--bucket-logging-status', JSON.stringify(status)),
      ),
    });
  },
});
