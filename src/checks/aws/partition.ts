import { defineAwsCheck, fail, manual, pass } from '../../core/check.ts';
import { partitionOf, regionOf } from '../../policy/aws/region.ts';

export const partition = defineAwsCheck({
  id: 'aws/partition',
  title: "The bucket is in a partition of AWS that can trust W&B's principal",
  severity: 'high',
  rationale:
    "W&B's accounts for Multi-tenant Cloud and Dedicated Cloud are in the partition aws. " +
    'A bucket in China, in GovCloud or in another partition of its own cannot name them in its policy.',
  remediation: 'Create the bucket in a commercial region, or use Self-Managed inside the partition.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-S3-21'],
  tags: ['existence'],
  requires: ['location'],
  evaluate: ({ location }, { deployment }) => {
    if (location === null) return manual('the server does not tell in which region the bucket is');
    const evidence = [{ facet: 'location', path: 'LocationConstraint', value: location.LocationConstraint }];
    const where = regionOf(location.LocationConstraint);
    const found = partitionOf(where);
    if (found === undefined)
      return manual(`the region ${where} is written like none that is known, so its partition is not known`, { evidence });
    if (found === 'aws') return pass(`${where} is in the partition aws`, { evidence });
    if (deployment === 'self-managed')
      return pass(`${where} is in the partition ${found}, where Self-Managed can run`, { evidence });
    if (deployment === undefined) {
      return manual(
        `${where} is in the partition ${found}, which only Self-Managed can use, and the deployment is not declared`,
        {
          answer: 'deployment',
          evidence,
        },
      );
    }
    return fail(`${where} is in the partition ${found}, which cannot trust a principal of W&B's ${deployment} accounts`, {
      evidence,
      fix: { summary: 'Create the bucket in a commercial region' },
    });
  },
});
