import { defineCoreweaveCheck, fail, manual, pass } from '../../core/check.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { organizationsOf } from '../../policy/coreweave/organization.ts';
import { strangersMeet } from '../../policy/aws/verdict/stranger.ts';
import { printable } from '../../policy/printable.ts';
import { conditionsText } from '../support/aws/policy-words.ts';
import { coreweaveEvidence, coreweaveRead, invalidElsewhere } from '../support/coreweave/policy.ts';

export const bucketPolicyPublic = defineCoreweaveCheck({
  id: 'coreweave/bucket-policy-public',
  title: 'The bucket policy opens the bucket to nobody in general',
  severity: 'high',
  rationale: 'A statement for everybody lets anybody read or change the artifacts, models and run files of every team.',
  remediation: 'Name the principals that are meant instead of "*".',
  source: [{ document: 'D-2026S', edition: '2026-02', inferred: true }],
  rows: ['CW-04'],
  tags: ['public-access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    const read = coreweaveRead(policy, context);
    if (read.kind === 'none') return pass('the bucket has no policy');
    if (read.kind === 'invalid') return invalidElsewhere(read.problem, 'whom it lets in');
    const everybody = read.statements.filter(
      ({ statement, principal: { names, negated } }) => statement.effect === 'Allow' && (negated || names.includes('*')),
    );
    // A statement for one organization is for coreweave/bucket-policy-org-wide.
    const open = everybody.filter(({ statement }) => organizationsOf(statement) === undefined);
    const reached = { owner: undefined, region: undefined, now: context.collectedAt };
    const bare = open.find(({ statement }) => strangersMeet(statement.conditions, reached) === 'true');
    if (bare !== undefined)
      return fail(
        `${statementLabel(bare.statement)} allows its actions to everybody${bare.statement.conditions.length === 0 ? '' : `: anybody meets ${conditionsText(bare.statement)}`}`,
        {
          key: 'public',
          evidence: coreweaveEvidence(read, bare.statement),
          fix: { summary: 'Name the principals that are meant, or remove the statement' },
        },
      );
    const vague = read.statements.find(
      ({ statement, principal: { names, negated } }) =>
        statement.effect === 'Allow' && !negated && names.some(isOfAnyOrganization),
    );
    if (vague !== undefined) {
      const name = vague.principal.names.find(isOfAnyOrganization) ?? '';
      return manual(
        `${statementLabel(vague.statement)} allows its actions to ${printable(name, 100)}; whether CoreWeave takes that for everybody is not documented`,
        { key: 'wildcard', severity: 'medium', evidence: coreweaveEvidence(read, vague.statement) },
      );
    }
    const [limited] = open;
    const several = everybody.find(({ statement }) => (organizationsOf(statement)?.length ?? 0) > 1);
    if (limited === undefined && several !== undefined) {
      const { statement } = several;
      const organizations = (organizationsOf(statement) ?? []).map((name) => printable(name, 60)).join(', ');
      return manual(
        `${statementLabel(statement)} allows its actions to every user of the organizations ${organizations}; are all of them yours?`,
        { key: 'organizations', severity: 'medium', evidence: coreweaveEvidence(read, statement) },
      );
    }
    if (limited === undefined) return pass('no Allow statement without a condition takes in everybody');
    return manual(`${statementLabel(limited.statement)} allows its actions to everybody who meets its conditions`, {
      key: 'conditional',
      severity: 'medium',
      evidence: coreweaveEvidence(read, limited.statement),
    });
  },
});

/** A pattern with a wildcard in the organization or before it: `**`, `arn:*`, `arn:aws:iam::*:static/…`. */
const isOfAnyOrganization = (name: string): boolean => name !== '*' && /[*?]/.test(name.split(':').slice(0, 5).join(':'));
