import { defineAwsCheck, fail, manual, pass, type Verdict } from '../../core/check.ts';
import type { Clause } from '../../policy/aws/document/model.ts';
import { denyAnswers, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { bucketNeeds } from '../../policy/aws/request/needs.ts';
import { deniesOf } from '../../policy/aws/network/restriction.ts';
import { ageKey, hitsBeforeExpiry, refusedByAge } from '../../policy/aws/verdict/signature-age.ts';
import { deniedQuestion, denialsOf, denyEvidence, labelOf, type Denials } from '../support/aws/denials.ts';
import { ageBounds, shortLived, type ShortLived } from '../support/aws/signature-age.ts';
import { denySentence, sentences } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const presignedAge = defineAwsCheck({
  id: 'aws/presigned-age',
  title: 'The bucket policy lets pre-signed URLs live as long as W&B signs them for',
  severity: 'low',
  rationale:
    'W&B signs URLs for reading for one hour and URLs for writing for 24 hours, so that large uploads in parts can finish. S3 counts s3:signatureAge from the signing: a Deny with a lower bound ends uploads and downloads that are still under way, with AccessDenied and no hint at the cause.',
  remediation:
    'Raise the bound of s3:signatureAge to 3600000 for s3:GetObject and to 86400000 for s3:PutObject, in two statements, or remove the Deny.',
  source: [
    {
      document: 'S004',
      edition: '2025-03',
      quote:
        'URLs expire after 1 hour for downloads and after 24 hours for uploads, since large objects take time to upload in parts',
      inferred: true,
    },
    { document: 'AWS', inferred: true },
  ],
  rows: ['PSU-02', 'AWS-S3-18'],
  tags: ['access', 'policy', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return pass('the bucket has no policy, so URLs live as long as they are signed for');
    const denials = denialsOf(policy.Policy, context, 'how long pre-signed URLs live');
    if ('verdict' in denials) return denials.verdict;
    const denies = deniesOf(denials.statements, 'signature-age', denials.asking);
    const hits = denyAnswers(denies, bucketNeeds, denials.asking, denials.scopeOf);
    const core = hits.filter(({ need }) => need.role === 'core');
    const certain = core.find(({ answer }) => answer === 'true');
    const { bucket } = context.target;
    if (certain !== undefined) {
      const refused = { key: 'refused', severity: 'high' } as const;
      return shortened(denials, certain, refused, denySentence(certain), sentences(core, denySentence), bucket);
    }
    const found = shortLived(refusedByAge(denies, bucketNeeds, denials.asking, denials.scopeOf));
    if (found !== undefined) return shortened(denials, found.refusal.answer, found, found.message, found.details, bucket);
    const open = [...core, ...hits].find(hitsBeforeExpiry);
    if (open !== undefined) {
      return manual(denySentence(open), {
        key: 'depends',
        severity: 'medium',
        details: sentences(hits, denySentence),
        ...denyEvidence(denials, open),
        ...deniedQuestion(denials, open),
      });
    }
    return pass('no Deny statement of the bucket policy refuses a pre-signed URL before it expires');
  },
});

const ageClauses = ({ match }: NeedAnswer): readonly Clause[] =>
  match?.statement.conditions.filter(({ lowerKey }) => lowerKey === ageKey) ?? [];

/** A bound can be raised only where the Deny begins at it; one that ends at it, or names single ages, is about something else. */
function fixOf(answer: NeedAnswer): string {
  if (ageClauses(answer).every(({ operator }) => /NumericGreaterThan/i.test(operator)))
    return `Raise the bound in ${labelOf(answer)} to ${ageBounds}`;
  return `Remove ${labelOf(answer)}, or have it refuse older URLs alone: NumericGreaterThan with ${ageBounds}`;
}

function shortened(
  denials: Denials,
  answer: NeedAnswer,
  { key, severity }: Pick<ShortLived, 'key' | 'severity'>,
  message: string,
  details: readonly string[],
  bucket: string,
): Verdict {
  return fail(message, {
    key,
    severity,
    details,
    ...denyEvidence(denials, answer),
    fix: remedy(`${fixOf(answer)}; read the policy, edit it and put it back`, readBucketPolicy(bucket)),
  });
}
