import { defineS3CompatibleCheck, fail, manual, pass } from '../../core/check.ts';
import { present } from '../../evidence/observation.ts';
import { readPolicy } from '../../policy/aws/document/document.ts';
import { findPublicStatement } from '../../policy/aws/verdict/public.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { answerOf, capabilitiesOf } from '../support/s3/server.ts';

/** Who asks without credentials is turned away, or told by a server that knows the bucket that there is none. */
const refusals: readonly number[] = [401, 403, 404];

export const notPublic = defineS3CompatibleCheck({
  id: 's3-compatible/not-public',
  title: 'The bucket is closed to requests without credentials',
  severity: 'high',
  rationale:
    'Quick-start files for MinIO open the bucket to everybody. W&B needs no anonymous access: its pre-signed URLs carry their own right.',
  remediation: 'Remove the statements with the principal "*" from the bucket policy (MinIO: mc anonymous set none ALIAS/BUCKET).',
  source: [{ document: 'D-2026S', edition: '2026-02', inferred: true }],
  rows: ['S3C-13'],
  tags: ['public-access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['server'],
  consults: ['policy'],
  evaluate: ({ server, policy }) => {
    if (server === null) return manual('no request without credentials was sent');
    const fix = { summary: 'Remove or narrow the statements of the bucket policy that allow every principal' };
    const asked = { facet: 'server', path: 'status', value: server.status };
    if (server.status >= 200 && server.status <= 299)
      return fail(`the server answers HeadBucket without credentials with ${server.status}, so anybody may list the bucket`, {
        key: 'anonymous',
        evidence: [asked],
        fix,
      });
    const answer = answerOf('policy', policy, capabilitiesOf(present(server)));
    const isRefused = refusals.includes(server.status);
    const unclear = manual(
      `the server answers HeadBucket without credentials with ${server.status}, which neither refuses nor admits: can anybody list the bucket?`,
      { key: 'no-refusal', severity: 'medium', evidence: [asked] },
    );
    if ('verdict' in answer) return isRefused || answer.verdict.kind !== 'not-applicable' ? answer.verdict : unclear;
    if (answer.value === null && !isRefused) return unclear;
    if (answer.value === null)
      return pass(`there is no bucket policy, and HeadBucket without credentials is answered with ${server.status}`, {
        evidence: [asked],
      });
    const text = answer.value.Policy;
    const read = readPolicy(text);
    if (!read.ok)
      return manual(`the bucket policy is not one that S3 would take, so whom it lets in is not certain: ${read.problem}`, {
        key: 'invalid-policy',
        severity: 'medium',
      });
    const found = findPublicStatement(read.statements);
    const wild = read.statements.find(({ effect, principal }) => effect === 'Allow' && principal.otherWildcard === true);
    if (wild !== undefined && found?.answer !== 'true')
      return manual(
        `${statementLabel(wild)} of the bucket policy names a principal by a wildcard, and not under AWS; whether this server takes it for everybody is not known`,
        { key: 'wildcard', severity: 'medium', evidence: statementEvidence('policy', text, wild) },
      );
    if (found === undefined && !isRefused) return unclear;
    if (found === undefined) return pass('no statement of the bucket policy lets in everybody', { evidence: [asked] });
    const evidence = statementEvidence('policy', text, found.statement);
    const label = statementLabel(found.statement);
    return found.answer === 'true'
      ? fail(`${label} of the bucket policy lets in everybody`, { key: 'public', evidence, fix })
      : manual(`${label} of the bucket policy may let in everybody`, { key: 'depends', severity: 'medium', evidence });
  },
});
