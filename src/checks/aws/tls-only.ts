import { defineAwsCheck, fail, manual, pass } from '../../core/check.ts';
import { bucketPartition } from '../../policy/aws/request/bucket-partition.ts';
import { readPolicy } from '../../policy/aws/document/document.ts';
import { tlsOnlyStatement } from '../../policy/aws/document/documented.ts';
import { deniesPlainHttp } from '../../policy/aws/verdict/plain-http.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { assumedPartition, addStatement, putBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const tlsOnly = defineAwsCheck({
  id: 'aws/tls-only',
  title: 'The bucket policy refuses plain HTTP to everyone',
  severity: 'low',
  rationale:
    'S3 answers over plain HTTP unless the bucket policy refuses it, and a pre-signed URL sent without TLS can be read and used by anybody on the way. W&B itself uses TLS only, so the statement costs nothing.',
  remediation:
    'Add a Deny statement for everyone, all actions, the bucket and its objects, with the condition Bool aws:SecureTransport false.',
  source: [{ document: 'TFA', quote: 'Sid = "DenyHTTPRequests"' }],
  rows: ['AWS-S3-17'],
  tags: ['encryption', 'policy', 'network'],
  controls: { 'nist-800-53-r5': ['SC-8'] },
  requires: ['policy'],
  consults: ['location', 'headBucket'],
  evaluate: ({ policy, ...answers }, context) => {
    const { target } = context;
    const read = policy === null ? undefined : readPolicy(policy.Policy);
    if (read?.ok === false)
      return manual(
        `the bucket policy is not valid, so whether it refuses plain HTTP cannot be judged (see aws/bucket-policy-grants): ${read.problem}`,
        { key: 'invalid-policy' },
      );
    const statements = read?.statements ?? [];
    const known = bucketPartition(context, statements, answers);
    const partition = known ?? 'aws';
    const result = deniesPlainHttp(statements, partition, target.bucket, context.collectedAt);
    if (result.answer === 'true') {
      return pass('the bucket policy refuses plain HTTP to everyone', {
        evidence: policy === null ? [] : statementEvidence('policy', policy.Policy, result.statement),
      });
    }
    if (result.answer === 'unknown')
      return manual(`whether the bucket policy refuses plain HTTP is not certain: ${result.why}`, { key: 'depends' });
    const text = policy?.Policy;
    return fail(
      text === undefined
        ? 'the bucket has no policy, so plain HTTP is not refused'
        : `the bucket policy does not refuse plain HTTP to everyone: ${result.why}`,
      {
        fix: remedy(
          `Refuse plain HTTP to everyone, keeping the other statements of the policy${known === undefined ? assumedPartition : ''}`,
          putBucketPolicy(target.bucket, text, addStatement(tlsOnlyStatement(partition, target.bucket))),
        ),
      },
    );
  },
});
