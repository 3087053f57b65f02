import { defineAwsCheck, fail, manual, pass, type EvidenceLine, type Remediation, type Verdict } from '../../core/check.ts';
import { bucketPartition } from '../../policy/aws/request/bucket-partition.ts';
import { readPolicy } from '../../policy/aws/document/document.ts';
import { documentedBucketStatement } from '../../policy/aws/document/documented.ts';
import { allowAnswers, summarizeGrants, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { bucketNeeds, type Need } from '../../policy/aws/request/needs.ts';
import type { Identity } from '../../policy/aws/document/identity.ts';
import { adviceText } from '../../policy/aws/document/problem.ts';
import { freshAsking, refusedByAge, type RefusedByAge } from '../../policy/aws/verdict/signature-age.ts';
import { onlyThroughAccount } from '../../policy/aws/verdict/principal.ts';
import { bucketScopes, type Scope } from '../../policy/aws/request/scope.ts';
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
import { shortLived } from '../support/aws/signature-age.ts';
import { bucketAsking, grantSentence, sentences, statementEvidence } from '../support/aws/policy-words.ts';
import { assumedPartition, addStatement, putBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const bucketPolicyGrants = defineAwsCheck({
  id: 'aws/bucket-policy-grants',
  title: "The bucket policy allows W&B's principal the eleven documented actions",
  severity: 'high',
  rationale:
    "W&B's servers and the pre-signed URLs that they sign act as one AWS principal in W&B's account (or in yours, when W&B is self-managed). " +
    'Without every one of these actions the team cannot be created, or uploads, downloads and garbage collection fail. ' +
    'The principals of multi-tenant and dedicated deployments are easy to swap. ' +
    "The identity policies and organization policies on W&B's side are outside the bucket policy and are not judged.",
  remediation:
    'Put the documented statement into the bucket policy, with the principal of your deployment and both the bucket and its objects as resources.',
  source: [
    {
      document: 'S004',
      edition: '2025-03',
      quote: '"Sid": "WAndBAccountAccess", "Effect": "Allow"',
    },
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Grant the required S3 permissions to the AWS account hosting the W&B Platform',
    },
    { document: 'TFA', quote: '"Sid" : "WandbAccountAccess"' },
  ],
  rows: ['AWS-S3-06', 'AWS-S3-07', 'AWS-S3-09', 'AWS-S3-11', 'PSU-03'],
  tags: ['access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['policy'],
  consults: ['location', 'headBucket'],
  evaluate: ({ policy, ...answers }, context) => {
    const { target } = context;
    const text = policy?.Policy;
    const read = text === undefined ? undefined : readPolicy(text);
    const known = bucketPartition(context, read?.ok === true ? read.statements : [], answers);
    const partition = known ?? 'aws';
    const who = whoIsWandb(context, partition);
    // No statement reaches an account of another partition: there, writing one changes nothing.
    const fixFor = (identity: Identity): { readonly fix?: Remediation } => {
      if (who.known && who.operator === 'wandb' && identity.partition !== partition) return {};
      const fix = remedy(
        `Grant the documented actions to ${identity.arn}${known === undefined ? assumedPartition : ''}`,
        putBucketPolicy(
          target.bucket,
          read?.ok === false ? null : text,
          addStatement(documentedBucketStatement(partition, target.bucket, target.prefix, identity.arn)),
        ),
      );
      return { fix };
    };
    if (read?.ok === false) {
      const fix = who.known ? fixFor(who.identity) : {};
      return fail(`the bucket policy is not valid and grants nothing: ${read.problem}`, { key: 'invalid-policy', ...fix });
    }
    const statements = read?.statements ?? [];
    const wholeBucket = stanceOn('sub-path-grant', context) === 'strict';
    const scopes = bucketScopes(partition, target.bucket, wholeBucket ? undefined : target.prefix, statements);
    const scopeOf = ({ on }: Need): Scope => (on === 'bucket' ? scopes.bucket : scopes.object);
    const asked: AskedBucketPolicy = {
      name: 'the bucket policy',
      statements,
      context,
      answersFor: (identity, operator) =>
        membersUnder(
          allowAnswers(
            underRules(statements, identity, context),
            bucketNeeds,
            freshAsking(bucketAsking(identity, operator, context)),
            scopeOf,
          ),
          context,
        ),
      notAllowedByAge: (identity, operator) =>
        refusedByAge(
          underRules(statements, identity, context).filter(({ effect }) => effect === 'Allow'),
          bucketNeeds,
          bucketAsking(identity, operator, context),
          scopeOf,
        ),
    };
    const verdict = who.known ? judge(asked, text, who.identity, who.operator, fixFor) : askWho(asked, who);
    return withDetails(verdict, (read?.advice ?? []).map(adviceText));
  },
});

interface AskedBucketPolicy extends JudgedPolicy {
  /** Ages at which URLs are not allowed that are allowed when they are fresh. */
  readonly notAllowedByAge: (identity: Identity, operator: 'wandb' | 'customer') => readonly RefusedByAge[];
}

function judge(
  asked: AskedBucketPolicy,
  text: string | undefined,
  identity: Identity,
  operator: 'wandb' | 'customer',
  fixFor: (identity: Identity) => { readonly fix?: Remediation },
): Verdict {
  const answers = asked.answersFor(identity, operator);
  const summary = summarizeGrants(answers);
  const { missing, missingMembers, open, enumerated } = summary;
  const evidenceOf = (answer: NeedAnswer | undefined): { evidence?: readonly EvidenceLine[] } =>
    text === undefined || answer?.match === undefined
      ? {}
      : { evidence: statementEvidence('policy', text, answer.match.statement) };
  if (isSome(missing)) {
    const { key, message } =
      text === undefined
        ? { key: 'no-policy', message: `the bucket has no policy, so nothing is granted to ${identity.arn}` }
        : explainMissing(asked, identity, answers, missing);
    const details = sentences(missing, grantSentence);
    return operator === 'customer'
      ? missingForCustomer(asked, identity, message, { key, details, ...evidenceOf(missing[0]), ...fixFor(identity) })
      : fail(message, { key, details, ...evidenceOf(missing[0]), ...fixFor(identity) });
  }
  if (isSome(missingMembers)) {
    const details = sentences(missingMembers, grantSentence);
    return fail(membersMessage(asked.name, identity, missingMembers), {
      key: 'missing-members',
      severity: 'medium',
      details,
      ...fixFor(identity),
    });
  }
  const short = shortLived(asked.notAllowedByAge(identity, operator));
  if (short !== undefined) {
    const { key, severity, message, details } = short;
    return fail(message, { key, severity, details, ...evidenceOf(short.refusal.answer), ...fixFor(identity) });
  }
  if (isSome(open)) {
    return manual(grantSentence(open[0]), {
      ...openQuestion(summary),
      details: sentences(open, grantSentence),
      ...evidenceOf(open[0]),
    });
  }
  if (
    operator === 'customer' &&
    answers.some(({ match }) => match !== undefined && onlyThroughAccount(match.statement.principal, identity))
  ) {
    return manual(
      `the bucket policy grants the actions to the account of ${identity.arn}; whether this identity has them is up to the IAM policies of that account`,
      { key: 'iam-decides', severity: 'low' },
    );
  }
  const details = [
    ...enumerated.map((pattern) => `${pattern} is enumerated: an action that AWS adds later would not be granted`),
    ...endings(answers, asked.context.collectedAt),
  ];
  const granted = pass(`the bucket policy grants the eleven actions to ${identity.arn}`, {
    ...(details.length === 0 ? {} : { details }),
    ...evidenceOf(answers[0]),
  });
  return enumerated.length === 0
    ? granted
    : debated('enumerated-actions', asked.context, granted, { severity: 'medium', ...fixFor(identity) });
}

/** Inside one account an IAM policy grants as well as the bucket policy; across accounts both are needed. */
function missingForCustomer(
  { context }: JudgedPolicy,
  identity: Identity,
  message: string,
  extra: Parameters<typeof fail>[1],
): Verdict {
  const own = identity.kind === 'anyone' ? undefined : identity.account;
  if (context.account !== undefined && context.account !== own) return fail(message, extra);
  const reason =
    context.account === undefined
      ? 'if the bucket is in the same account, IAM policies of the principal may grant it instead'
      : 'the bucket is in the same account, where IAM policies of the principal may grant it instead';
  const ask = context.account === undefined ? { answer: 'account' } : {};
  return manual(`${message}; ${reason}`, {
    key: 'iam-may-grant',
    severity: 'low',
    ...(extra?.details === undefined ? {} : { details: extra.details }),
    ...ask,
  });
}
