import { defineAwsCheck, fail, pass, undecided } from '../../core/check.ts';
import { s3api } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

export const publicAccessBlock = defineAwsCheck({
  id: 'aws/public-access-block',
  title: 'Public access is blocked by the bucket or by the account',
  severity: 'medium',
  rationale:
    "One careless policy or ACL cannot open the data while all four settings are on. A policy that names W&B's principal is not public, " +
    'so W&B keeps working.',
  remediation: 'Turn on all four settings of the public access block.',
  source: [{ document: 'TFA' }],
  rows: ['AWS-S3-14'],
  tags: ['public-access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6', 'SC-7'], 'aws-fsbp': ['S3.1', 'S3.8'] },
  requires: ['publicAccessBlock'],
  consults: ['accountPublicAccessBlock'],
  evaluate: ({ publicAccessBlock: bucket, accountPublicAccessBlock: account }, { target }) => {
    const own = bucket?.PublicAccessBlockConfiguration;
    const evidence: { facet: string; path: string; value: unknown }[] = flags.map((flag) => ({
      facet: 'publicAccessBlock',
      path: `PublicAccessBlockConfiguration.${flag}`,
      value: own?.[flag] ?? null,
    }));
    const open = flags.filter((flag) => own?.[flag] !== true);
    if (open.length === 0) return pass('the bucket blocks public access with all four settings', { evidence });
    if (account.state === 'unreadable') {
      const message = `the bucket leaves ${open.join(', ')} off, and the settings of the account are not known`;
      return undecided(message, ['accountPublicAccessBlock'], { evidence });
    }
    const general = account.state === 'present' ? account.value.PublicAccessBlockConfiguration : undefined;
    for (const flag of open) {
      evidence.push({
        facet: 'accountPublicAccessBlock',
        path: `PublicAccessBlockConfiguration.${flag}`,
        value: general?.[flag] ?? null,
      });
    }
    const missing = open.filter((flag) => general?.[flag] !== true);
    if (missing.length === 0) {
      return pass('public access is blocked', {
        evidence,
        details: [`the account settles what the bucket leaves off: ${open.join(', ')}`],
      });
    }
    return fail(
      missing.length === flags.length
        ? 'neither the bucket nor the account blocks public access'
        : `neither the bucket nor the account sets ${missing.join(', ')}`,
      {
        evidence,
        fix: remedy(
          'Turn on all four settings',
          s3api(
            'put-public-access-block',
            target.bucket,
            '--public-access-block-configuration',
            flags.map((flag) => `${flag}=true`).join(','),
          ),
        ),
      },
    );
  },
});
