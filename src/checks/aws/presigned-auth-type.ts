import { defineAwsCheck, fail, manual, pass } from '../../core/check.ts';
import { denyAnswers } from '../../policy/aws/verdict/grants.ts';
import { bucketNeeds } from '../../policy/aws/request/needs.ts';
import { deniesOf } from '../../policy/aws/network/restriction.ts';
import { deniedKey, deniedQuestion, denialsOf, denyEvidence, labelOf } from '../support/aws/denials.ts';
import { denySentence, sentences } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const presignedAuthType = defineAwsCheck({
  id: 'aws/presigned-auth-type',
  title: 'The bucket policy refuses neither pre-signed URLs nor the signatures that W&B makes',
  severity: 'high',
  rationale:
    "Browsers and training jobs reach the bucket with pre-signed URLs and in no other way (s3:authType REST-QUERY-STRING), and W&B's servers sign their own requests in the header (REST-HEADER), both with AWS4-HMAC-SHA256. " +
    'A Deny of one of them stops uploads and downloads, or W&B itself. An Allow for one of them only is judged by aws/bucket-policy-grants.',
  remediation: 'Remove the Deny on s3:authType; to pin the signature version, deny what is not AWS4-HMAC-SHA256.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Pre-signed URLs are the only supported blob storage access mechanism in W&B',
      inferred: true,
    },
  ],
  rows: ['PSU-03', 'PSU-04', 'AWS-S3-18'],
  tags: ['access', 'policy', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return pass('the bucket has no policy, so no kind of signature is refused');
    const denials = denialsOf(policy.Policy, context, 'which signatures it refuses');
    if ('verdict' in denials) return denials.verdict;
    const denies = deniesOf(denials.statements, 'authorization', denials.asking);
    const hits = denyAnswers(denies, bucketNeeds, denials.asking, denials.scopeOf);
    const core = hits.filter(({ need }) => need.role === 'core');
    const certain = core.filter(({ answer }) => answer === 'true');
    const [first] = certain;
    if (first !== undefined) {
      return fail(denySentence(first), {
        key: deniedKey(first),
        details: sentences(certain, denySentence),
        ...denyEvidence(denials, first),
        fix: remedy(
          `Remove ${labelOf(first)}; read the policy, edit it and put it back`,
          readBucketPolicy(context.target.bucket),
        ),
      });
    }
    const [open] = [...core, ...hits];
    if (open !== undefined) {
      return manual(denySentence(open), {
        key: 'depends',
        severity: 'medium',
        details: sentences(hits, denySentence),
        ...denyEvidence(denials, open),
        ...deniedQuestion(denials, open),
      });
    }
    return pass('no Deny statement of the bucket policy is about the kind of signature that W&B uses');
  },
});
