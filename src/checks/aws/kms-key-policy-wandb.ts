import { defineAwsCheck, fail, manual, pass, undecided, type Remediation, type Verdict } from '../../core/check.ts';
import type { FacetValue } from '../../evidence/index.ts';
import type { Observation } from '../../evidence/observation.ts';
import { externalKeyStatement } from '../../policy/aws/document/documented.ts';
import type { Asking } from '../../policy/aws/verdict/evaluate.ts';
import { allOf, allowAnswers, summarizeGrants, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { grantGives } from '../../policy/aws/request/key-grants.ts';
import { keyNeeds, type Need } from '../../policy/aws/request/needs.ts';
import type { Identity } from '../../policy/aws/document/identity.ts';
import { adviceText } from '../../policy/aws/document/problem.ts';
import { onlyThroughAccount } from '../../policy/aws/verdict/principal.ts';
import { whoIsWandb } from '../../policy/aws/request/wandb.ts';
import { debated, stanceOn } from '../support/any/debatable.ts';
import { membersUnder, underRules } from '../support/aws/debatable-policy.ts';
import {
  askWho,
  endings,
  explainMissing,
  isSome,
  membersMessage,
  openQuestion,
  withDetails,
  type JudgedPolicy,
} from '../support/aws/grants.ts';
import { keyAsking, keyToJudge, type KeyToJudge } from '../support/aws/key.ts';
import { grantSentence, sentences, statementEvidence } from '../support/aws/policy-words.ts';
import { addStatement, putKeyPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyPolicyWandb = defineAwsCheck({
  id: 'aws/kms-key-policy-wandb',
  title: "The key policy or a grant allows W&B's principal the five documented actions",
  severity: 'high',
  rationale:
    'S3 encrypts and decrypts with the rights of its caller, so without these rights on the key W&B can neither read nor write objects, whatever the bucket policy says. A grant of the key is an equal alternative to the policy.',
  remediation: 'Put the documented statement External into the key policy, with the principal of your deployment.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"Sid" : "External"' },
    { document: 'D-2026S', edition: '2026-02', quote: '"Sid" : "External"' },
  ],
  rows: ['AWS-KMS-04'],
  tags: ['encryption', 'access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'SC-12'] },
  requires: ['kmsKey', 'kmsKeyPolicy'],
  // Encryption for the bucket key, which only a condition on the encryption context asks about.
  consults: ['kmsGrants', 'encryption'],
  evaluate: ({ kmsKey, kmsKeyPolicy, kmsGrants, encryption }, context) => {
    const found = keyToJudge(kmsKey, kmsKeyPolicy);
    if ('verdict' in found) return found.verdict;
    const { key } = found;
    const who = whoIsWandb(context, key.partition);
    if (!key.policy.ok) {
      const fix = who.known ? { fix: fixFor(key, who.identity) } : {};
      return fail(`the key policy is not valid and grants nothing: ${key.policy.problem}`, { key: 'invalid-policy', ...fix });
    }
    const { statements, advice } = key.policy;
    const answersTo = (needs: readonly Need[], identity: Identity, operator: Asking['operator']): readonly NeedAnswer[] =>
      allowAnswers(
        underRules(statements, identity, context),
        needs,
        keyAsking(key, identity, operator, context, encryption),
        () => key.scope,
      );
    const asked: AskedKeyPolicy = {
      name: 'the key policy',
      statements,
      context,
      answersFor: (identity, operator) => membersUnder(answersTo(keyNeeds, identity, operator), context),
      isOnlyThroughS3: ({ answer, need, request: { identity, operator } }) =>
        answer === 'false' &&
        need.name === 'kms:DescribeKey' &&
        allOf(answersTo([{ ...need, channels: ['via-s3'] }], identity, operator)) !== 'false',
    };
    const verdict = who.known ? judge(asked, key, kmsGrants, who.identity, who.operator) : askWho(asked, who);
    return withDetails(verdict, advice.map(adviceText));
  },
});

const fixFor = (key: KeyToJudge, identity: Identity): Remediation =>
  remedy(
    `Grant the documented actions to ${identity.arn}`,
    putKeyPolicy(key.arn, key.policy.ok ? key.text : null, addStatement(externalKeyStatement(identity.arn))),
  );

interface AskedKeyPolicy extends JudgedPolicy {
  /** S3 may use the key for W&B, and only a direct call may not. */
  readonly isOnlyThroughS3: (answer: NeedAnswer) => boolean;
}

function judge(
  asked: AskedKeyPolicy,
  key: KeyToJudge,
  observed: Observation<FacetValue<'aws', 'kmsGrants'>>,
  identity: Identity,
  operator: 'wandb' | 'customer',
): Verdict {
  const grants = observed.state === 'present' ? observed.value.Grants : [];
  const byPolicy = asked.answersFor(identity, operator);
  // A grant fills what the policy leaves open; with one, the members that nobody uses are not asked for.
  const isGranted = ({ answer, need }: NeedAnswer): boolean => answer !== 'true' && grantGives(grants, identity, need) === 'true';
  const helped = byPolicy.some(isGranted);
  const directSpared = stanceOn('kms-via-service', asked.context) === 'lenient';
  const answers = byPolicy.filter(
    (answer) =>
      !isGranted(answer) && !(helped && answer.need.role === 'member') && !(directSpared && asked.isOnlyThroughS3(answer)),
  );
  const summary = summarizeGrants(answers);
  const { missing, missingMembers, open, enumerated } = summary;
  const evidence = statementEvidence('kmsKeyPolicy', key.text, (missing[0] ?? open[0] ?? byPolicy[0])?.match?.statement);

  const directOnly = isSome(missing) && missing.every(asked.isOnlyThroughS3);
  // What is missing or open beyond the direct call is graver than the call, and told instead.
  if (directOnly && !isSome(missingMembers) && !isSome(open)) {
    const message = `${grantSentence(missing[0])}; S3 can use the key for W&B, a direct call cannot`;
    const found = manual(message, { key: 'only-through-s3', severity: 'low', evidence });
    return debated('kms-via-service', asked.context, found, { fix: fixFor(key, identity) });
  }
  if (observed.state === 'unreadable' && ((isSome(missing) && !directOnly) || isSome(missingMembers))) {
    return undecided(`the key policy does not grant everything to ${identity.arn}, and a grant of the key could`, ['kmsGrants'], {
      evidence,
    });
  }
  if (isSome(missing) && !directOnly) {
    if (missing.every(({ need }) => grantGives(grants, identity, need) === 'unknown')) {
      const message = `a grant of the key gives ${identity.arn} what the policy lacks, but only for the encryption contexts of its constraints`;
      return manual(message, { key: 'constrained-grant', severity: 'medium' });
    }
    const { key: outcome, message } = explainMissing(asked, identity, byPolicy, missing);
    return fail(message, { key: outcome, details: sentences(missing, grantSentence), evidence, fix: fixFor(key, identity) });
  }
  if (isSome(missingMembers)) {
    const message = membersMessage(asked.name, identity, missingMembers);
    return fail(message, { key: 'missing-members', severity: 'medium', evidence, fix: fixFor(key, identity) });
  }
  if (isSome(open))
    return manual(grantSentence(open[0]), { ...openQuestion(summary), details: sentences(open, grantSentence), evidence });
  const sameAccount = identity.kind !== 'anyone' && identity.account === key.account;
  if (
    sameAccount &&
    answers.some(({ match }) => match !== undefined && onlyThroughAccount(match.statement.principal, identity))
  ) {
    const message = `the key policy leaves the key to the IAM policies of account ${key.account}; whether they allow it to ${identity.arn} is not in the key policy`;
    return manual(message, { key: 'iam-decides', severity: 'low', evidence });
  }
  const details = [
    ...(helped
      ? ['some actions are allowed by a grant of the key']
      : enumerated.map((pattern) => `${pattern} is enumerated: an action that AWS adds later would not be allowed`)),
    ...endings(byPolicy, asked.context.collectedAt),
  ];
  const granted = pass(
    `${helped ? 'the key policy and a grant allow' : 'the key policy allows'} the five actions to ${identity.arn}`,
    {
      ...(details.length === 0 ? {} : { details }),
      evidence,
    },
  );
  return helped || enumerated.length === 0
    ? granted
    : debated('enumerated-actions', asked.context, granted, { severity: 'medium', fix: fixFor(key, identity) });
}
