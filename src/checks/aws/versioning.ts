import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { s3api } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const versioning = defineAwsCheck({
  id: 'aws/versioning',
  title: 'Versioning is enabled on the bucket',
  severity: 'medium',
  severityIn: { '2023-11': 'low', '2024-02': 'low', '2025-03': 'medium' },
  rationale:
    'W&B does not collect deleted artifacts until the bucket keeps versions, so deleted data stays and is billed. ' +
    'The 2025-03 documents require versioning; newer ones dropped the step, but the page on deleting artifacts still needs it.',
  remediation: 'Enable versioning on the bucket and expire noncurrent versions after some days.',
  source: [
    { document: 'S004', edition: '2025-03', quote: 'Enable bucket versioning' },
    { document: 'D-2026S', edition: '2026-02' },
  ],
  rows: ['AWS-S3-12'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9', 'SI-12'] },
  requires: ['versioning'],
  evaluate: ({ versioning }, { target }) => {
    const status = versioning?.Status;
    const evidence = [{ facet: 'versioning', path: 'Status', value: status ?? null }];
    if (status === 'Enabled') return pass('versioning is Enabled', { evidence });
    return fail(status === undefined ? 'versioning was never enabled' : `versioning is ${status}`, {
      evidence,
      fix: remedy(
        'Enable versioning',
        s3api('put-bucket-versioning', target.bucket, '--versioning-configuration', 'Status=Enabled'),
      ),
    });
  },
});
