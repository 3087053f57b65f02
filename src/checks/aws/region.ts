import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { regionOf } from '../../policy/aws/region.ts';
import { printable } from '../../policy/printable.ts';

export const region = defineAwsCheck({
  id: 'aws/region',
  title: 'The region that W&B is told is the region of the bucket',
  severity: 'high',
  rationale:
    'Pre-signed URLs are signed for one region, and S3 refuses the signature of another. ' +
    'The region may be left out only when W&B runs on AWS in the same region as the bucket.',
  remediation: "Set the `region` parameter of the store's URI to the region of the bucket.",
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: "unless both your W&B instance and your storage bucket are deployed AWS, and the W&B instance's AWS_REGION matches",
    },
  ],
  rows: ['AWS-S3-20'],
  tags: ['existence'],
  requires: ['location'],
  evaluate: ({ location }, { region: declared }) => {
    if (location === null) return manual('the server does not tell in which region the bucket is');
    const actual = regionOf(location.LocationConstraint);
    const evidence = [{ facet: 'location', path: 'LocationConstraint', value: location.LocationConstraint }];
    if (declared === undefined) {
      return notApplicable(`no region is declared; the store URI of this bucket takes region=${actual}`, { evidence });
    }
    if (declared === actual) return pass(`the bucket is in ${actual}, as declared`, { evidence });
    return fail(`the bucket is in ${actual}, and W&B is told ${printable(declared)}`, {
      evidence,
      fix: { summary: `Set region=${actual} in the store URI and in the configuration of W&B` },
    });
  },
});
