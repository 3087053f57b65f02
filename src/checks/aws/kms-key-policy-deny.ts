import { defineAwsCheck, fail, manual, pass, type Remediation } from '../../core/check.ts';
import { matchStatement } from '../../policy/aws/verdict/evaluate.ts';
import { denyAnswers, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { keyNeeds } from '../../policy/aws/request/needs.ts';
import { anyone } from '../../policy/aws/document/identity.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { whoIsWandb } from '../../policy/aws/request/wandb.ts';
import { debated } from '../support/any/debatable.ts';
import { underRules } from '../support/aws/debatable-policy.ts';
import { keyAsking, keyToJudge } from '../support/aws/key.ts';
import { denySentence, sentences, statementEvidence } from '../support/aws/policy-words.ts';
import { readKeyPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyPolicyDeny = defineAwsCheck({
  id: 'aws/kms-key-policy-deny',
  title: "No Deny statement of the key policy hits W&B's use of the key",
  severity: 'high',
  rationale:
    'A Deny wins over every Allow and every grant. S3 uses the key with the rights of its caller, so a Deny by organization, network or account that takes in W&B makes every object unreadable to W&B.',
  remediation:
    "Except W&B's principal from the Deny with StringNotEquals on kms:CallerAccount or ArnNotLike on aws:PrincipalArn.",
  source: [{ document: 'S004', edition: '2025-03', inferred: true }],
  rows: ['AWS-KMS-06'],
  tags: ['encryption', 'access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'SC-12'] },
  requires: ['kmsKey', 'kmsKeyPolicy'],
  // Consulted for the bucket key, which only a condition on the encryption context asks about.
  consults: ['encryption'],
  evaluate: ({ kmsKey, kmsKeyPolicy, encryption }, context) => {
    const found = keyToJudge(kmsKey, kmsKeyPolicy);
    if ('verdict' in found) return found.verdict;
    const { key } = found;
    if (!key.policy.ok)
      return manual(
        `the key policy is not valid, so what it denies cannot be judged (see aws/kms-key-policy-wandb): ${key.policy.problem}`,
        { key: 'invalid-policy' },
      );
    const who = whoIsWandb(context, key.partition);
    const identity = who.known ? who.identity : anyone;
    const asking = keyAsking(key, identity, who.known ? who.operator : 'customer', context, encryption);
    const hits = denyAnswers(underRules(key.policy.statements, identity, context), keyNeeds, asking, () => key.scope);
    const certain = hits.filter(({ answer, need }) => answer === 'true' && need.role === 'core');
    const fixFor = ({ match }: NeedAnswer): Remediation =>
      remedy(
        `Except ${identity.arn} from ${match === undefined ? 'the statement' : statementLabel(match.statement)}, or remove the statement; read the policy, edit it and put it back`,
        readKeyPolicy(key.arn),
      );
    const first = certain.find((hit) => !isDirectOnly(hit));
    if (first?.match !== undefined) {
      return fail(denySentence(first), {
        key: `denied:${first.match.clause?.lowerKey ?? 'unconditional'}`,
        details: sentences(certain, denySentence),
        evidence: statementEvidence('kmsKeyPolicy', key.text, first.match.statement),
        fix: fixFor(first),
      });
    }
    // A Deny that may take what W&B needs is as grave as a grant that may not give it.
    const doubtful = hits.find(({ answer, need }) => answer === 'unknown' && need.role === 'core');
    const open = doubtful ?? certain[0] ?? hits[0];
    if (open?.match !== undefined) {
      const ask = who.known ? (open.match.principal === 'unknown' ? { answer: 'principal' } : {}) : { answer: who.answer };
      const found = manual(denySentence(open), {
        key: 'depends',
        severity: doubtful === undefined ? 'low' : 'medium',
        details: sentences(hits, denySentence),
        evidence: statementEvidence('kmsKeyPolicy', key.text, open.match.statement),
        ...ask,
      });
      return doubtful === undefined && certain.length > 0
        ? debated('kms-via-service', context, found, { fix: fixFor(open) })
        : found;
    }
    return pass(`no Deny statement of the key policy hits requests of ${identity.arn}`);
  },
});

/** A Deny that spares the same call through S3 spares the objects; only the direct call is lost, and W&B may not need it. */
const isDirectOnly = ({ need, match, request }: NeedAnswer): boolean =>
  need.name === 'kms:DescribeKey' &&
  match !== undefined &&
  (matchStatement(match.statement, { ...request, channel: 'via-s3' })?.answer ?? 'false') === 'false';
