import { defineAwsCheck, fail, manual, pass, type Severity, type Verdict } from '../../core/check.ts';
import type { Clause } from '../../policy/aws/document/model.ts';
import { evaluateConditions } from '../../policy/aws/verdict/condition.ts';
import { denyAnswers, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { bucketNeeds } from '../../policy/aws/request/needs.ts';
import { deniesOf } from '../../policy/aws/network/restriction.ts';
import { printable } from '../../policy/printable.ts';
import { presignedUrlLifetime } from '../../requirements/aws.ts';
import { deniedQuestion, denialsOf, denyEvidence, labelOf, type Denials } from '../support/aws/denials.ts';
import { denySentence, sentences } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

const ageKey = 's3:signatureage';

const refused = { key: 'refused', severity: 'high' } as const;
const refusedWhenFresh = { key: 'refused-when-fresh', severity: 'medium' } as const;
const cutShort = { key: 'shortened', severity: 'low' } as const;

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
    if (certain !== undefined) return shortened(denials, certain, refused, denySentence(certain), core, context.target.bucket);
    const capped = core.find(isOnlyAboutAge);
    if (capped !== undefined) {
      const [bound] = ageClauses(capped);
      const rule = `${bound?.operator ?? ''} ${bound?.values.map(({ source }) => printable(source, 30)).join(', ') ?? ''}`;
      const lifetime = capped.need.action === 's3:putobject' ? presignedUrlLifetime.write : presignedUrlLifetime.read;
      const message = `W&B signs URLs for ${capped.need.name} for ${lifetime} ms, and ${labelOf(capped)} refuses them by s3:signatureAge ${rule}`;
      const isFresh = isAboutFresh(capped);
      const told = isFresh ? `${message}, which a URL meets as soon as it is signed` : message;
      return shortened(denials, capped, isFresh ? refusedWhenFresh : cutShort, told, core, context.target.bucket);
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
    return pass('no Deny statement of the bucket policy refuses a pre-signed URL before it expires');
  },
});

/** A pre-signed request that is refused at some age, whatever else is true of it. */
function isOnlyAboutAge({ match, request, resource }: NeedAnswer): boolean {
  if (match === undefined || request.channel !== 'presigned' || match.principal !== 'true' || resource !== 'true') return false;
  const others = match.statement.conditions.filter(({ lowerKey }) => lowerKey !== ageKey);
  return evaluateConditions(others, request).answer === 'true';
}

const ageClauses = ({ match }: NeedAnswer): readonly Clause[] =>
  match?.statement.conditions.filter(({ lowerKey }) => lowerKey === ageKey) ?? [];

/** True when the Deny refuses a URL that was signed this very moment. */
const isAboutFresh = (answer: NeedAnswer): boolean =>
  ageClauses(answer).every(
    ({ operator, values }) =>
      (/NumericLessThan(?!Equals)/i.test(operator) && values.some(({ source }) => Number(source) > 0)) ||
      (/NumericLessThanEquals/i.test(operator) && values.some(({ source }) => Number(source) >= 0)),
  );

/** A bound can be raised only where the Deny begins at it; one that ends at it, or names single ages, is about something else. */
function fixOf(answer: NeedAnswer): string {
  const bounds = `${presignedUrlLifetime.read} for s3:GetObject and ${presignedUrlLifetime.write} for s3:PutObject`;
  if (ageClauses(answer).every(({ operator }) => /NumericGreaterThan/i.test(operator)))
    return `Raise the bound in ${labelOf(answer)} to ${bounds}`;
  return `Remove ${labelOf(answer)}, or have it refuse older URLs alone: NumericGreaterThan with ${bounds}`;
}

function shortened(
  denials: Denials,
  answer: NeedAnswer,
  { key, severity }: { readonly key: string; readonly severity: Severity },
  message: string,
  hits: readonly NeedAnswer[],
  bucket: string,
): Verdict {
  return fail(message, {
    key,
    severity,
    details: sentences(hits, denySentence),
    ...denyEvidence(denials, answer),
    fix: remedy(`${fixOf(answer)}; read the policy, edit it and put it back`, readBucketPolicy(bucket)),
  });
}
