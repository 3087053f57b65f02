import { defineAwsCheck, manual, notApplicable, pass } from '../../core/check.ts';

export const objectLockChecksum = defineAwsCheck({
  id: 'aws/object-lock-checksum',
  title: 'No default retention asks for a checksum with every upload',
  severity: 'high',
  rationale:
    "With default retention S3 refuses an upload without Content-MD5 or an x-amz-checksum header. Whether all of W&B's uploads carry one is not published.",
  remediation: 'Remove the default retention, or try an upload of every kind with W&B before you rely on the bucket.',
  source: [
    {
      document: 'AWS',
      quote: 'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
      inferred: true,
    },
  ],
  rows: ['AWS-S3-30'],
  tags: ['data-protection', 'access'],
  requires: ['objectLock'],
  evaluate: ({ objectLock }) => {
    const retention = objectLock?.ObjectLockConfiguration.Rule?.DefaultRetention;
    if (objectLock === null) return notApplicable('Object Lock is off');
    if (retention === undefined) return pass('there is no default retention, which would ask for a checksum with every upload');
    return manual(
      'with default retention S3 refuses uploads without Content-MD5 or a checksum header: do all uploads of your W&B carry one? That is not published; try one from the SDK and one from the browser',
      {
        key: 'default-retention',
        evidence: [{ facet: 'objectLock', path: 'ObjectLockConfiguration.Rule.DefaultRetention', value: retention }],
      },
    );
  },
});
