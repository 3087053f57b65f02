import { defineCoreweaveCheck, fail, manual, pass, type Remediation, type Verdict } from '../../core/check.ts';
import { summarizeGrants } from '../../policy/aws/verdict/grants.ts';
import { applyTo } from '../../policy/coreweave/apply.ts';
import { coreweaveOrgKey } from '../../requirements/coreweave.ts';
import {
  answersFor,
  coreweaveEvidence,
  coreweaveRead,
  grantsAll,
  principalOf,
  publishedPrincipals,
  type CoreweavePolicy,
} from '../support/coreweave/policy.ts';
import { explainMissing } from '../support/coreweave/mistakes.ts';
import { denySentence, grantSentence, sentences } from '../support/aws/policy-words.ts';

export const bucketPolicyGrants = defineCoreweaveCheck({
  id: 'coreweave/bucket-policy-grants',
  title: "The bucket policy allows W&B's service principal the eleven documented actions",
  severity: 'high',
  rationale:
    "W&B acts at CoreWeave as one service principal, another for Multi-tenant Cloud than for Dedicated Cloud and Self-Managed. Without the eleven actions the team cannot be created, or uploads and downloads fail. W&B's template invites a mistake: the placeholder behind arn:aws:iam::wandb:static/ stands for the whole ARN.",
  remediation:
    'Put the documented statement into the bucket policy, with the principal of your deployment, both the bucket and its objects, and the condition on wandb:OrgID.',
  source: [
    { document: 'D-2025-08', quote: 'arn:aws:iam::wandb:static/wandb-integration-public' },
    { document: 'D-2026S', edition: '2026-02' },
  ],
  rows: ['CW-04', 'CW-06', 'PSU-02', 'PSU-03'],
  tags: ['access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    const principal = principalOf(context);
    const read = coreweaveRead(policy, context);
    const fix = principal === undefined ? {} : { fix: fixFor(principal) };
    if (read.kind === 'none') {
      if (principal === undefined)
        return manual('the deployment of W&B is not declared, so its principal is not known; the bucket has no policy', {
          answer: 'deployment',
          key: 'undeclared-deployment',
        });
      return fail(`the bucket has no policy, so nothing is granted to ${principal}`, { key: 'no-policy', ...fix });
    }
    if (read.kind === 'invalid')
      return fail(`the bucket policy is not valid and grants nothing: ${read.problem}`, { key: 'invalid-policy', ...fix });
    return principal === undefined ? askDeployment(read) : judge(read, principal);
  },
});

const fixFor = (principal: string): Remediation => ({
  summary: `Allow the eleven documented actions to {"CW": "${principal}"} on the bucket and on /*, with the condition StringLike ${coreweaveOrgKey}`,
});

function askDeployment(asked: CoreweavePolicy): Verdict {
  const granted = publishedPrincipals.filter((principal) => grantsAll(asked, principal));
  const what = granted.length === 0 ? "none of W&B's published principals" : granted.join(' and to ');
  return manual(
    `the deployment of W&B is not declared, so its principal is not known; the policy grants what W&B needs to ${what}`,
    { answer: 'deployment', key: 'undeclared-deployment' },
  );
}

function judge(asked: CoreweavePolicy, principal: string): Verdict {
  const applied = applyTo(asked.statements, principal, asked.context.orgId);
  const { allows, denies } = answersFor(asked, applied, principal);
  const { missing, missingMembers, open, enumerated } = summarizeGrants(allows);
  const fix = fixFor(principal);
  const [first] = missing;
  if (first !== undefined) {
    const { key, message } = explainMissing(asked, principal, allows, first, applied);
    const evidence = coreweaveEvidence(asked, first.match?.statement);
    return fail(message, { key, details: sentences(missing, grantSentence), evidence, fix });
  }
  const denied = denies.find(({ need, answer }) => need.role === 'core' && answer === 'true') ?? denies[0];
  if (denied !== undefined) {
    const certain = denied.answer === 'true';
    const told = {
      key: 'denied',
      severity: certain && denied.need.role === 'core' ? 'high' : 'medium',
      details: sentences(denies, denySentence),
      evidence: coreweaveEvidence(asked, denied.match?.statement),
    } as const;
    const message = denySentence(denied);
    return certain
      ? fail(message, { ...told, fix: { summary: `Except ${principal} from the statement, or remove it` } })
      : manual(message, told);
  }
  const [member] = missingMembers;
  if (member !== undefined)
    return fail(`the bucket policy allows only some of ${member.need.documented} to ${principal}`, {
      key: 'missing-members',
      severity: 'medium',
      details: sentences(missingMembers, grantSentence),
      fix,
    });
  const [doubt] = open;
  if (doubt !== undefined)
    return manual(grantSentence(doubt), { key: 'depends', severity: 'medium', details: sentences(open, grantSentence) });
  const details = enumerated.map((pattern) => `${pattern} is enumerated: an action that is added later would not be granted`);
  return pass(`the bucket policy grants the eleven actions to ${principal}`, {
    ...(details.length === 0 ? {} : { details }),
    evidence: coreweaveEvidence(asked, allows[0]?.match?.statement),
  });
}
