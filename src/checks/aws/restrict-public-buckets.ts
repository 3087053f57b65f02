import { defineAwsCheck, fail, manual, notApplicable, pass, undecided } from '../../core/check.ts';
import type { FacetValue } from '../../evidence/index.ts';
import type { Observation } from '../../evidence/observation.ts';
import { findPublicStatement } from '../../policy/aws/verdict/public.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { ternary, type Ternary } from '../../policy/ternary.ts';
import { denialsOf } from '../support/aws/denials.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

type PublicAccessBlock = Observation<FacetValue<'aws', 'publicAccessBlock'>>;

export const restrictPublicBuckets = defineAwsCheck({
  id: 'aws/restrict-public-buckets',
  title: 'The public access block does not cut W&B off because of a public statement',
  severity: 'high',
  rationale:
    'While RestrictPublicBuckets is on, one public statement makes S3 refuse all access from other accounts, also the access that another statement grants to W&B by name. ' +
    'S3 calls a statement public that allows everybody without a condition on a fixed network, account or organization.',
  remediation: 'Remove the public statement, or give it a condition on a fixed value; leave RestrictPublicBuckets on.',
  source: [
    { document: 'TFA', inferred: true },
    { document: 'AWS', inferred: true },
  ],
  rows: ['AWS-S3-14'],
  tags: ['public-access', 'policy', 'access'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['policy'],
  consults: ['policyStatus', 'publicAccessBlock', 'accountPublicAccessBlock'],
  evaluate: ({ policy, policyStatus, publicAccessBlock, accountPublicAccessBlock }, context) => {
    if (policy === null) return notApplicable('the bucket has no policy');
    const denials = denialsOf(policy.Policy, context, 'whether it is public');
    if ('verdict' in denials) return denials.verdict;
    const found = findPublicStatement(denials.statements);
    const isPublic: Ternary =
      policyStatus.state === 'present' ? ternary(policyStatus.value.PolicyStatus.IsPublic) : (found?.answer ?? 'false');
    if (isPublic === 'false') return pass('the bucket policy is not public, so RestrictPublicBuckets spares W&B');

    const evidence = statementEvidence('policy', denials.text, found?.statement);
    const culprit =
      found === undefined
        ? 'S3 calls the bucket policy public'
        : `${statementLabel(found.statement)} makes the bucket policy public`;
    const restricts = { bucket: restrictsAccess(publicAccessBlock), account: restrictsAccess(accountPublicAccessBlock) };
    if (restricts.bucket === 'false' && restricts.account === 'false')
      return pass(`${isPublic === 'true' ? culprit : 'the bucket policy may be public'}, but RestrictPublicBuckets is off`, {
        evidence,
      });
    if (isPublic === 'unknown') {
      const message = `whether S3 calls ${found === undefined ? 'the bucket policy' : statementLabel(found.statement)} public is not certain, and RestrictPublicBuckets would then cut W&B off`;
      return policyStatus.state === 'unreadable'
        ? undecided(message, ['policyStatus'], { evidence })
        : manual(message, { key: 'depends', severity: 'medium', evidence });
    }
    if (restricts.bucket !== 'true' && restricts.account !== 'true') {
      const facets = [
        ...(restricts.bucket === 'unknown' ? ['publicAccessBlock'] : []),
        ...(restricts.account === 'unknown' ? ['accountPublicAccessBlock'] : []),
      ];
      return undecided(`${culprit}, and whether RestrictPublicBuckets then cuts W&B off is not known`, facets, { evidence });
    }
    const { who, identity } = denials;
    const where = restricts.bucket === 'true' ? 'of the bucket' : 'of the account';
    const consequence = `${culprit}, and RestrictPublicBuckets ${where} then refuses every request from other accounts`;
    if (!who.known) return manual(consequence, { key: 'depends', severity: 'medium', answer: who.answer, evidence });
    const own = identity.kind === 'anyone' ? undefined : identity.account;
    if (who.operator === 'customer' && own === context.account)
      return pass(`${consequence}, but ${identity.arn} is in the account of the bucket`, { evidence });
    if (who.operator === 'customer' && context.account === undefined)
      return manual(`${consequence}; whether ${identity.arn} is in the account of the bucket is not declared`, {
        key: 'depends',
        severity: 'medium',
        answer: 'account',
        evidence,
      });
    return fail(`${consequence}, those of ${identity.arn} included`, {
      evidence,
      fix: remedy(
        `Remove ${found === undefined ? 'the public statement' : statementLabel(found.statement)} or give it a condition on a fixed value; read the policy, edit it and put it back`,
        readBucketPolicy(context.target.bucket),
      ),
    });
  },
});

const restrictsAccess = (observed: PublicAccessBlock): Ternary =>
  observed.state === 'unreadable'
    ? 'unknown'
    : ternary(observed.state === 'present' && observed.value.PublicAccessBlockConfiguration.RestrictPublicBuckets);
