import { defineAwsCheck, fail, manual, pass, type Severity } from '../../core/check.ts';
import { shellQuote } from '../../core/shell.ts';
import { readPolicy } from '../../policy/aws/document.ts';
import { denyAnswers, type Answer } from '../../policy/aws/grants.ts';
import { bucketNeeds } from '../../policy/aws/needs.ts';
import { anyone } from '../../policy/aws/entry.ts';
import { bucketScopes } from '../../policy/aws/scope.ts';
import { statementLabel } from '../../policy/aws/statement.ts';
import { bucketPartition, whoIsWandb } from '../../policy/aws/wandb-identity.ts';
import { bucketAsking, denySentence, sentences, statementEvidence } from '../support/policy.ts';

export const bucketPolicyDeny = defineAwsCheck({
  id: 'aws/bucket-policy-deny',
  title: "No Deny statement of the bucket policy hits W&B's requests or its pre-signed URLs",
  severity: 'high',
  rationale:
    'A Deny wins over every Allow. W&B sends two kinds of requests: its servers list, delete and read the settings of the bucket from ' +
    "W&B's network, and browsers and training jobs read and write objects with pre-signed URLs, which S3 treats as W&B's principal in the network of their holder. " +
    'A network restriction without an exception for W&B, an encryption header that W&B does not send, or a limit on the age of signatures cuts off one or both.',
  remediation:
    "Except W&B's principal from the Deny with ArnNotLike or StringNotEquals on aws:PrincipalArn or aws:PrincipalAccount; to keep a network restriction for pre-signed URLs, limit the exception to requests with s3:authType REST-HEADER.",
  source: [
    {
      document: 'S004',
      edition: '2025-03',
      quote: 'For AWS, you can use VPC or IP address based network restriction',
      inferred: true,
    },
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Pre-signed URLs are the only supported blob storage access mechanism in W&B',
      inferred: true,
    },
  ],
  rows: ['AWS-S3-18', 'AWS-S3-19'],
  tags: ['access', 'policy', 'network'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-4'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return pass('the bucket has no policy, so nothing is denied');
    const read = readPolicy(policy.Policy);
    if (!read.ok)
      return manual(
        `the bucket policy is not valid, so what it denies cannot be judged (see aws/bucket-policy-grants): ${read.problem}`,
        { key: 'invalid-policy' },
      );
    const who = whoIsWandb(context);
    const identity = who.known ? who.identity : anyone;
    const { bucket, prefix } = context.target;
    const scopes = bucketScopes(bucketPartition(context), bucket, prefix, read.statements);
    const asking = bucketAsking(identity, who.known ? who.operator : 'customer', context);
    const hits = denyAnswers(read.statements, bucketNeeds, asking, (need) =>
      need.on === 'bucket' ? scopes.bucket : scopes.object,
    );
    const evidenceOf = (answer: Answer): { evidence: ReturnType<typeof statementEvidence> } => ({
      evidence: statementEvidence('policy', policy.Policy, answer.match?.statement),
    });
    const certain = hits.filter(({ answer }) => answer === 'true');
    const core = certain.filter(({ need }) => need.role === 'core');
    const [first] = core;
    if (first !== undefined) {
      const label = first.match === undefined ? 'the statement' : statementLabel(first.match.statement);
      return fail(denySentence(first), {
        key: `denied:${first.match?.clause?.lowerKey ?? 'unconditional'}`,
        details: sentences(core, denySentence),
        ...evidenceOf(first),
        fix: {
          summary: `Except ${identity.arn} from ${label}, or remove the statement; read the policy, edit it and put it back`,
          commands: [`aws s3api get-bucket-policy --bucket ${shellQuote(bucket)} --query Policy --output text`],
        },
      });
    }
    const [open] = [...hits.filter(({ answer, need }) => answer === 'unknown' && need.role === 'core'), ...certain, ...hits];
    if (open !== undefined) {
      const ask = who.known ? (open.match?.principal === 'unknown' ? { answer: 'principal' } : {}) : { answer: who.answer };
      return manual(denySentence(open), {
        key: 'depends',
        severity: severityOf(open),
        details: sentences(hits, denySentence),
        ...evidenceOf(open),
        ...ask,
      });
    }
    const denies = read.statements.filter(({ effect }) => effect === 'Deny').length;
    return pass(
      denies === 0
        ? 'the bucket policy has no Deny statement'
        : `no Deny statement of the bucket policy (${denies} in all) hits requests of ${identity.arn}`,
    );
  },
});

/** Header and age limits touch every upload, the rest W&B's documents even recommend. */
function severityOf({ match }: Answer): Severity {
  const key = match?.clause?.lowerKey ?? '';
  return /^s3:(?:x-amz-|signatureage|tlsversion)/.test(key) ? 'medium' : 'low';
}
