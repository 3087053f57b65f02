import { defineCoreweaveCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import type { CoreweaveStatement } from '../../policy/coreweave/document.ts';
import { organizationsOf } from '../../policy/coreweave/organization.ts';
import { printable } from '../../policy/printable.ts';
import { coreweaveEvidence, coreweaveRead, invalidElsewhere } from '../support/coreweave/policy.ts';

const wholeOrganization = /^arn:aws:iam::[^:*?]*:\*$/;

export const bucketPolicyOrgWide = defineCoreweaveCheck({
  id: 'coreweave/bucket-policy-org-wide',
  title: 'The bucket policy does not open the bucket to every user of an organization',
  severity: 'info',
  rationale:
    "W&B's template ends with an optional statement that allows everything to every user of your CoreWeave organization. W&B does not need it. CoreWeave documents the same for everybody under the condition cw:PrincipalOrgID, which requests of W&B never carry.",
  remediation: 'Remove the statement AllowUsersInOrg, or name the users that need the bucket.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'AllowUsersInOrg' }],
  rows: ['CW-07'],
  tags: ['policy', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['AC-6'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    const read = coreweaveRead(policy, context);
    if (read.kind === 'none') return notApplicable('the bucket has no policy');
    if (read.kind === 'invalid') return invalidElsewhere(read.problem, 'whom it lets in');
    const wide = read.statements.find((one) => organizationIn(one) !== undefined);
    if (wide === undefined) return pass('no statement is for every user of an organization');
    const name = organizationIn(wide) ?? '';
    return fail(`${statementLabel(wide.statement)} is for every user of an organization, ${printable(name, 100)}`, {
      evidence: coreweaveEvidence(read, wide.statement),
      fix: { summary: `Remove ${statementLabel(wide.statement)}, or name the users that need the bucket` },
    });
  },
});

/** The organization whose users a statement is for, as the statement writes it: in the principal, or in a condition. */
function organizationIn({ statement, principal: { names, negated } }: CoreweaveStatement): string | undefined {
  if (statement.effect !== 'Allow') return undefined;
  const named = negated ? undefined : names.find((name) => wholeOrganization.test(name));
  return named ?? (negated || names.includes('*') ? organizationsOf(statement)?.join(', ') : undefined);
}
