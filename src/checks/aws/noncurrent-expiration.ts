import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { areaOf, covers, type LifecycleRule } from '../../policy/lifecycle/s3.ts';
import { putLifecycle } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

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
    const status = versioning?.Status;
    if (status === undefined) return notApplicable('versioning was never enabled');
    const rules = lifecycle?.Rules ?? [];
    const removing = rules.filter(removesVersions);
    const rule = removing.find((candidate) => covers(candidate, target.prefix));
    if (rule !== undefined) {
      const days = rule.NoncurrentVersionExpiration?.NoncurrentDays;
      const path = `Rules.${rules.indexOf(rule)}.NoncurrentVersionExpiration.NoncurrentDays`;
      return pass(`noncurrent versions expire after ${days} days`, { evidence: [{ facet: 'lifecycle', path, value: days }] });
    }
    const evidence = [{ facet: 'versioning', path: 'Status', value: status }];
    if (status === 'Suspended')
      return manual(
        'versioning is Suspended and no rule removes the versions from before, and whether there are any is not known',
        { key: 'suspended', severity: 'low', evidence },
      );
    const partial = removing.some(({ Status }) => Status === 'Enabled');
    const keeping = rules.some((candidate) => keepsVersions(candidate) && covers(candidate, target.prefix));
    const added = {
      ID: freshName(rules),
      Status: 'Enabled' as const,
      Filter: { Prefix: areaOf(target.prefix) },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    };
    return fail(
      partial
        ? "noncurrent versions expire in a part of W&B's objects only, although versioning is Enabled"
        : keeping
          ? 'the newest noncurrent versions of every object never expire (NewerNoncurrentVersions), so what W&B deletes stays'
          : 'noncurrent versions never expire, although versioning is Enabled',
      {
        evidence,
        fix: remedy(
          keeping
            ? 'Expire noncurrent versions after 30 days; the command keeps the existing rules, and those that keep some versions then save none'
            : 'Expire noncurrent versions after 30 days; the command keeps the existing rules',
          putLifecycle(target.bucket, lifecycle, { add: added }),
        ),
      },
    );
  },
});

/** True of a rule that keeps some noncurrent versions of each object for ever, those of deleted files among them. */
const keepsVersions = ({ NoncurrentVersionExpiration: expiration }: LifecycleRule): boolean =>
  (expiration?.NewerNoncurrentVersions ?? 0) > 0;

const removesVersions = (rule: LifecycleRule): boolean =>
  rule.NoncurrentVersionExpiration?.NoncurrentDays !== undefined && !keepsVersions(rule);

/** An ID that no rule has: S3 refuses two of the same. */
function freshName(rules: readonly LifecycleRule[]): string {
  const name = 'expire-noncurrent-versions';
  const taken = new Set(rules.map(({ ID }) => ID));
  let fresh = name;
  for (let n = 2; taken.has(fresh); n += 1) fresh = `${name}-${n}`;
  return fresh;
}
