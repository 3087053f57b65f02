import { defineCoreweaveCheck, fail, manual, notApplicable, pass, type Verdict } from '../../core/check.ts';
import { statementLabel, type Statement } from '../../policy/aws/document/model.ts';
import { applyTo, principalMatches } from '../../policy/coreweave/apply.ts';
import { printable } from '../../policy/printable.ts';
import { coreweaveOrgKey } from '../../requirements/coreweave.ts';
import {
  coreweaveEvidence,
  coreweaveRead,
  invalidElsewhere,
  mayReach,
  principalOf,
  publishedPrincipals,
  type CoreweavePolicy,
} from '../support/coreweave/policy.ts';

export const bucketPolicyOrgId = defineCoreweaveCheck({
  id: 'coreweave/bucket-policy-org-id',
  title: 'The bucket policy lets W&B act for one organization only, by wandb:OrgID',
  severity: 'high',
  rationale:
    'All customers of W&B share its service principal at CoreWeave. Only the condition on wandb:OrgID keeps another customer who guesses the name of your bucket from using it through W&B.',
  remediation:
    'Add the condition StringLike wandb:OrgID with your organization id (Multi-tenant Cloud) or customer namespace (Dedicated Cloud, Self-Managed).',
  source: [
    { document: 'D-2025-08', quote: 'wandb:OrgID' },
    { document: 'D-2026S', edition: '2026-02' },
  ],
  rows: ['CW-05'],
  tags: ['access', 'policy', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    const read = coreweaveRead(policy, context);
    if (read.kind === 'none') return notApplicable('the bucket has no policy; see coreweave/bucket-policy-grants');
    if (read.kind === 'invalid') return invalidElsewhere(read.problem, 'for whom W&B may act');
    const known = principalOf(context);
    const own = known === undefined ? publishedPrincipals : [known];
    const verdicts = own.map((principal) => judge(read, principal));
    // W&B's other principal acts for other customers: it is no better than a stranger, whatever is declared.
    const others = publishedPrincipals.filter((principal) => !own.includes(principal)).map((principal) => judge(read, principal));
    return [...verdicts, ...others.filter(({ kind }) => kind === 'fail' || kind === 'manual')].reduce(graver);
  },
});

const order = ['fail', 'manual', 'pass', 'not-applicable'] as const;
const rank = ({ kind }: Verdict): number => order.findIndex((name) => name === kind);
/** Of verdicts of one kind the first counts, which is that of the principal of the declared deployment. */
const graver = (a: Verdict, b: Verdict): Verdict => (rank(b) < rank(a) ? b : a);

function judge(asked: CoreweavePolicy, principal: string): Verdict {
  const { orgId } = asked.context;
  const reaching = asked.statements.filter(({ statement }) => mayReach(asked, statement, principal));
  const applied = applyTo(reaching, principal, orgId);
  const [loose] = applied.anyOrganization;
  const spared = asked.statements.find(
    ({ statement, principal: named }) => sparesOneOrganization(statement) && principalMatches(named, principal) !== 'false',
  );
  if (loose !== undefined && spared !== undefined)
    return manual(
      `${statementLabel(loose)} grants to ${principal} for every organization, and ${statementLabel(spared.statement)} denies by ${coreweaveOrgKey}; whether it keeps every other customer out is not judged`,
      { key: 'denied-others', severity: 'medium', evidence: coreweaveEvidence(asked, spared.statement) },
    );
  if (loose !== undefined) {
    const message = `${statementLabel(loose)} grants to ${principal} without a condition on ${coreweaveOrgKey}, so W&B may reach the bucket for every other customer as well`;
    return fail(message, {
      key: 'any-organization',
      evidence: coreweaveEvidence(asked, loose),
      fix: {
        summary: `Add the condition {"StringLike": {"${coreweaveOrgKey}": ["ID"]}} with your organization or customer namespace`,
      },
    });
  }
  const guess = applied.assumed.find(({ statement }) => statement.effect === 'Allow');
  const others = [...applied.otherOrganization, ...applied.furtherOrganizations];
  for (const { statement, values } of guess === undefined ? others : [guess]) {
    const placeholder = values.find((value) => /^<.*>$/.test(value));
    if (placeholder !== undefined)
      return fail(`${statementLabel(statement)} still has the placeholder ${printable(placeholder, 60)} for ${coreweaveOrgKey}`, {
        key: 'placeholder',
        evidence: coreweaveEvidence(asked, statement),
        fix: { summary: 'Replace the placeholder by your organization id or customer namespace' },
      });
  }
  if (guess !== undefined) {
    const label = statementLabel(guess.statement);
    const evidence = coreweaveEvidence(asked, guess.statement);
    const values = guess.values.map((value) => printable(value, 60)).join(', ');
    return manual(
      `${label} grants to ${coreweaveOrgKey} ${values}; whether that is your organization or customer namespace in W&B is not in the document`,
      { key: 'undeclared-organization', severity: 'low', answer: 'orgId', evidence },
    );
  }
  const [other] = others;
  if (other !== undefined) {
    const values = other.values.map((value) => printable(value, 60)).join(', ');
    return manual(
      `${statementLabel(other.statement)} lets ${principal} act for ${coreweaveOrgKey} ${values}, and declared is ${printable(orgId ?? '', 60)} alone; whether all of these are yours is not in the document`,
      { key: 'further-organizations', severity: 'medium', evidence: coreweaveEvidence(asked, other.statement) },
    );
  }
  if (applied.statements.length === 0) return notApplicable(`no statement names ${principal}`);
  if (applied.statements.every(({ effect }) => effect === 'Deny'))
    return notApplicable(`no statement grants anything to ${principal}; see coreweave/bucket-policy-grants`);
  return pass(`every grant to ${principal} is for ${coreweaveOrgKey} ${printable(orgId ?? '', 60)}`);
}

/** True for a Deny for all organizations but those that it names. */
const sparesOneOrganization = ({ effect, conditions }: Statement): boolean =>
  effect === 'Deny' && conditions.some(({ lowerKey, negated }) => lowerKey === coreweaveOrgKey.toLowerCase() && negated);
