import { defineAwsCheck, fail, pass } from '../../core/check.ts';

export const bucketPolicyPublic = defineAwsCheck({
  id: 'aws/bucket-policy-public',
  title: 'S3 does not call the bucket policy public',
  severity: 'high',
  rationale:
    'A public policy lets anybody read or change the artifacts, models and run files of every team that uses the bucket.',
  remediation: 'Remove the statements with the principal "*", or give them a condition that names who is meant.',
  source: [{ document: 'TFA' }],
  rows: ['AWS-S3-14'],
  tags: ['public-access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'], 'aws-fsbp': ['S3.2', 'S3.3'] },
  requires: ['policyStatus'],
  evaluate: ({ policyStatus }) => {
    if (policyStatus === null) return pass('there is no bucket policy');
    const { PolicyStatus, derived } = policyStatus;
    const evidence = [{ facet: 'policyStatus', path: 'PolicyStatus.IsPublic', value: PolicyStatus.IsPublic }];
    const said = derived === undefined ? 'S3 says that' : 'by the rules of S3';
    if (!PolicyStatus.IsPublic) return pass(`${said} the bucket policy is not public`, { evidence });
    const culprit = derived?.statement === undefined ? undefined : `Statement[${derived.statement}]`;
    return fail(`${said} the bucket policy is public${culprit === undefined ? '' : `, because of ${culprit}`}`, {
      evidence,
      at: culprit,
      fix: { summary: 'Remove or narrow the statements of the bucket policy that allow every principal' },
    });
  },
});
