import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { readPolicy } from '../../policy/aws/document/document.ts';
import { parseEntry, parseIdentity } from '../../policy/aws/document/identity.ts';
import { wandbPrincipals } from '../../requirements/aws.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

const documented = parseIdentity(wandbPrincipals.dedicated);

export const bucketPolicyAccountWide = defineAwsCheck({
  id: 'aws/bucket-policy-account-wide',
  title: "The bucket policy names the role of the W&B instance rather than W&B's whole account",
  severity: 'info',
  rationale:
    "The documented principal of dedicated deployments is a whole AWS account of W&B, which all dedicated instances on AWS share. The policy has no external id and no condition on the tenant, so only W&B's own software keeps instances apart. The node role of one instance is narrower.",
  remediation:
    'Ask W&B for the ARN of the node role of your instance, name it in the bucket policy and declare it as `principal`.',
  source: [{ document: 'TFA', quote: 'EKS node role for cross account access.', inferred: true }],
  rows: ['AWS-S3-26'],
  tags: ['access', 'policy', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['AC-6'] },
  requires: ['policy'],
  evaluate: ({ policy }, { deployment, principal, target }) => {
    if (deployment !== 'dedicated') return notApplicable("only dedicated deployments have a whole account as W&B's principal");
    if (policy === null) return notApplicable('the bucket has no policy');
    const read = readPolicy(policy.Policy);
    if (!read.ok)
      return manual(
        `the bucket policy is not valid, so whom it names cannot be judged (see aws/bucket-policy-grants): ${read.problem}`,
        { key: 'invalid-policy' },
      );
    const declared = principal === undefined ? undefined : parseIdentity(principal);
    const account =
      declared !== undefined && declared.kind !== 'anyone'
        ? declared.account
        : documented?.kind === 'account'
          ? documented.account
          : '';
    const named = read.statements
      .filter(({ effect, principal: element }) => effect === 'Allow' && !element.negated)
      .flatMap((statement) => statement.principal.aws.map((text) => ({ statement, entry: parseEntry(text) })));
    const wide = named.find(({ entry }) => entry.kind === 'account' && entry.account === account);
    if (wide !== undefined) {
      const evidence = statementEvidence('policy', policy.Policy, wide.statement);
      const message = `the bucket policy names the whole account ${account}, which every dedicated instance of W&B on AWS shares`;
      if (declared?.kind !== 'role')
        return manual(`${message}; ask W&B for the node role of your instance and declare it as principal`, {
          answer: 'principal',
          evidence,
        });
      return fail(`${message}, although ${declared.arn} is known to be the role of this instance`, {
        evidence,
        fix: remedy(
          `Name ${declared.arn} instead of the account; read the policy, edit it and put it back`,
          readBucketPolicy(target.bucket),
        ),
      });
    }
    const role = named.find(({ entry }) => entry.kind === 'role' && entry.account === account);
    if (role === undefined)
      return notApplicable(`the bucket policy names no principal of account ${account}; see aws/bucket-policy-grants`);
    return pass(`the bucket policy names one role of account ${account} and not the whole account`, {
      evidence: statementEvidence('policy', policy.Policy, role.statement),
    });
  },
});
