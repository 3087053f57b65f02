import { defineAwsCheck, fail, manual, pass, severities, type Severity, type Verdict } from '../../core/check.ts';
import type { Clause } from '../../policy/aws/document/model.ts';
import { denyAnswers, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { bucketNeeds } from '../../policy/aws/request/needs.ts';
import { deniesOf } from '../../policy/aws/network/restriction.ts';
import { ageKey, hitsBeforeExpiry, lifetimeOf, refusedByAge, type RefusedByAge } from '../../policy/aws/verdict/signature-age.ts';
import { durationText } from '../../policy/duration.ts';
import { presignedUrlLifetime } from '../../requirements/aws.ts';
import { deniedQuestion, denialsOf, denyEvidence, labelOf, type Denials } from '../support/aws/denials.ts';
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
      return shortened(denials, certain, refused, denySentence(certain), core, bucket);
    }
    const found = refusedByAge(denials.statements, bucketNeeds, denials.asking, denials.scopeOf).map((refusal) => ({
      refusal,
      ...gradeOf(refusal),
    }));
    const [gravest] = found.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
    if (gravest !== undefined) {
      const details = found.map(({ refusal }) => sentenceOf(refusal));
      return shortened(denials, gravest.refusal.answer, gravest, sentenceOf(gravest.refusal), [], bucket, details);
    }
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

interface Grade {
  readonly key: string;
  readonly severity: Severity;
}

const minute = 60_000;

/** By how much is left of the time that W&B signs for (row PSU-02): transfers are still under way when it is over. */
function gradeOf({ answer, from, until, isMoment }: RefusedByAge): Grade {
  if (isMoment) return { key: 'shortened', severity: 'low' };
  if (from === 0) return { key: 'refused-when-fresh', severity: (until ?? Infinity) < minute ? 'medium' : 'high' };
  if (from < minute) return { key: 'shortened', severity: 'high' };
  const isLong = from >= presignedUrlLifetime.read && answer.need.action === 's3:putobject';
  return { key: 'shortened', severity: isLong ? 'low' : 'medium' };
}

function sentenceOf({ answer, from, until, isMoment }: RefusedByAge): string {
  const signed = `W&B signs URLs for ${answer.need.name} for ${durationText(lifetimeOf(answer.need))}, and ${labelOf(answer)}`;
  const verb = answer.match?.statement.effect === 'Allow' ? 'does not allow them' : 'refuses them';
  const what = `${verb} by s3:signatureAge`;
  if (isMoment) return `${signed} ${what} at the age of ${durationText(from)}`;
  if (from === 0)
    return `${signed} ${what} from the signing until they are ${durationText(until ?? lifetimeOf(answer.need))} old`;
  return `${signed} ${what} after ${durationText(from)}${until === undefined ? '' : ` and until ${durationText(until)}`}`;
}

const ageClauses = ({ match }: NeedAnswer): readonly Clause[] =>
  match?.statement.conditions.filter(({ lowerKey }) => lowerKey === ageKey) ?? [];

/** A bound can be raised only where the Deny begins at it; one that ends at it, or names single ages, is about something else. */
function fixOf(answer: NeedAnswer): string {
  const bounds = `${presignedUrlLifetime.read} for s3:GetObject and ${presignedUrlLifetime.write} for s3:PutObject`;
  if (answer.match?.statement.effect === 'Allow') return `Raise the bound in ${labelOf(answer)} to ${bounds}`;
  if (ageClauses(answer).every(({ operator }) => /NumericGreaterThan/i.test(operator)))
    return `Raise the bound in ${labelOf(answer)} to ${bounds}`;
  return `Remove ${labelOf(answer)}, or have it refuse older URLs alone: NumericGreaterThan with ${bounds}`;
}

function shortened(
  denials: Denials,
  answer: NeedAnswer,
  { key, severity }: Grade,
  message: string,
  hits: readonly NeedAnswer[],
  bucket: string,
  details = sentences(hits, denySentence),
): Verdict {
  return fail(message, {
    key,
    severity,
    details,
    ...denyEvidence(denials, answer),
    fix: remedy(`${fixOf(answer)}; read the policy, edit it and put it back`, readBucketPolicy(bucket)),
  });
}
