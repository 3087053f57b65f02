import { defineAwsCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { covers } from '../../policy/lifecycle.ts';
import { putLifecycle } from '../support/commands.ts';

export const noncurrentExpiration = defineAwsCheck({
  id: 'aws/noncurrent-expiration',
  title: 'Old versions of objects expire',
  severity: 'low',
  rationale:
    'With versioning on, what W&B deletes becomes a noncurrent version, which stays and is billed until a rule removes it.',
  remediation: 'Add a lifecycle rule that expires noncurrent versions after some days.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-S3-13'],
  tags: ['data-protection', 'cost'],
  controls: { 'aws-fsbp': ['S3.10'] },
  requires: ['versioning', 'lifecycle'],
  evaluate: ({ versioning, lifecycle }, { target }) => {
    if (versioning?.Status !== 'Enabled') return notApplicable('versioning is not enabled');
    const rules = lifecycle?.Rules ?? [];
    const rule = rules.find(
      (candidate) => candidate.NoncurrentVersionExpiration !== undefined && covers(candidate, target.prefix),
    );
    if (rule !== undefined) {
      const days = rule.NoncurrentVersionExpiration?.NoncurrentDays;
      const evidence = [
        {
          facet: 'lifecycle',
          path: `Rules.${rules.indexOf(rule)}.NoncurrentVersionExpiration.NoncurrentDays`,
          value: days ?? null,
        },
      ];
      return pass(`noncurrent versions expire${days === undefined ? '' : ` after ${days} days`}`, { evidence });
    }
    const partial = rules.some(
      (candidate) => candidate.Status === 'Enabled' && candidate.NoncurrentVersionExpiration !== undefined,
    );
    const added = {
      ID: 'expire-noncurrent-versions',
      Status: 'Enabled' as const,
      Filter: { Prefix: target.prefix === undefined ? '' : `${target.prefix}/` },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    };
    return fail(
      partial
        ? "noncurrent versions expire in a part of W&B's objects only, although versioning is Enabled"
        : 'noncurrent versions never expire, although versioning is Enabled',
      {
        evidence: [{ facet: 'versioning', path: 'Status', value: 'Enabled' }],
        fix: {
          summary: 'Expire noncurrent versions after 30 days; the command keeps the existing rules',
          commands: [putLifecycle(target.bucket, [...rules.filter(({ ID }) => ID !== added.ID), added])],
        },
      },
    );
  },
});
