import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { bucketPartition } from '../../policy/aws/request/bucket-partition.ts';
import { readPolicy } from '../../policy/aws/document/document.ts';
import { allowedSomewhere, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { overGrantNeeds } from '../../policy/aws/request/needs.ts';
import { bucketScopes } from '../../policy/aws/request/scope.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { whoIsWandb } from '../../policy/aws/request/wandb.ts';
import { bucketAsking, sentences, shownArn, statementEvidence } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const bucketPolicyOverGrants = defineAwsCheck({
  id: 'aws/bucket-policy-over-grants',
  title: 'The bucket policy gives W&B no right that W&B does not ask for',
  severity: 'low',
  rationale:
    "W&B works with the eleven documented actions. With s3:* or with the right to change the policy, to change ACLs, to delete versions or the bucket, a mistake or a breach on W&B's side costs more than it has to.",
  remediation: 'Replace the broad actions of the statement by the eleven documented ones.',
  source: [
    { document: 'D-2026S', edition: '2026-02', inferred: true },
    { document: 'TFA', quote: 'minimum permissions needed for wandb access' },
  ],
  rows: ['AWS-S3-10'],
  tags: ['access', 'policy', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['AC-6'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return notApplicable('the bucket has no policy');
    const read = readPolicy(policy.Policy);
    if (!read.ok)
      return manual(
        `the bucket policy is not valid, so what it grants cannot be judged (see aws/bucket-policy-grants): ${read.problem}`,
        { key: 'invalid-policy' },
      );
    const partition = bucketPartition(context, read.statements) ?? 'aws';
    const who = whoIsWandb(context, partition);
    if (!who.known)
      return manual(`${who.why}, so whether the bucket policy gives it too much is not known`, {
        answer: who.answer,
        key: `undeclared-${who.answer}`,
      });
    const { bucket } = context.target;
    const scopes = bucketScopes(partition, bucket, undefined, read.statements);
    const answers = allowedSomewhere(
      read.statements,
      overGrantNeeds,
      bucketAsking(who.identity, who.operator, context),
      (need) => (need.on === 'bucket' ? scopes.bucket : scopes.object),
    );
    const names = (found: readonly NeedAnswer[]): string => [...new Set(found.map(({ need }) => need.name))].join(', ');
    const certain = answers.filter(({ answer }) => answer === 'true');
    const [first] = certain;
    if (first?.match !== undefined) {
      return fail(
        `the bucket policy grants ${names(certain)} to ${who.identity.arn}, which W&B does not ask for (${statementLabel(first.match.statement)})`,
        {
          details: sentences(
            certain,
            (answer) =>
              `${answer.need.name} on ${shownArn(answer)} is granted by ${answer.match === undefined ? 'the policy' : statementLabel(answer.match.statement)}`,
          ),
          evidence: statementEvidence('policy', policy.Policy, first.match.statement),
          fix: remedy(
            `List the eleven documented actions in ${statementLabel(first.match.statement)} instead; read the policy, edit it and put it back`,
            readBucketPolicy(bucket),
          ),
        },
      );
    }
    if (answers.length > 0) {
      return manual(
        `whether the bucket policy grants ${names(answers)} to ${who.identity.arn} depends on a fact outside the policy`,
        { key: 'depends' },
      );
    }
    return pass(`the bucket policy grants ${who.identity.arn} none of the rights that W&B does not ask for`);
  },
});
