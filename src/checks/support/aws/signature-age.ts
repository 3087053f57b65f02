import { severities, type Severity } from '../../../core/check.ts';
import { statementLabel } from '../../../policy/aws/document/model.ts';
import { lifetimeOf, type RefusedByAge } from '../../../policy/aws/verdict/signature-age.ts';
import { durationText } from '../../../policy/duration.ts';
import { presignedUrlLifetime } from '../../../requirements/aws.ts';

/** The gravest of several refusals, and a sentence for each. */
export interface ShortLived {
  readonly refusal: RefusedByAge;
  readonly key: string;
  readonly severity: Severity;
  readonly message: string;
  readonly details: readonly string[];
}

/** @returns undefined when nothing is refused before W&B's signature ends */
export function shortLived(refusals: readonly RefusedByAge[]): ShortLived | undefined {
  const details = refusals.map(sentenceOf);
  const [gravest] = refusals
    .map((refusal) => ({ refusal, ...gradeOf(refusal), message: sentenceOf(refusal), details }))
    .toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
  return gravest;
}

const minute = 60_000;

/** By how much is left of the time that W&B signs for (row PSU-02): transfers are still under way when it is over. */
function gradeOf({ answer, from, until, isMoment }: RefusedByAge): Pick<ShortLived, 'key' | 'severity'> {
  if (isMoment) return { key: 'shortened', severity: 'low' };
  if (from === 0) return { key: 'refused-when-fresh', severity: (until ?? Infinity) < minute ? 'medium' : 'high' };
  if (from < minute) return { key: 'shortened', severity: 'high' };
  const isLong = from >= presignedUrlLifetime.read && answer.need.action === 's3:putobject';
  return { key: 'shortened', severity: isLong ? 'low' : 'medium' };
}

function sentenceOf({ answer: { need, match }, from, until, isMoment }: RefusedByAge): string {
  const label = match === undefined ? 'the policy' : statementLabel(match.statement);
  const verb = match?.statement.effect === 'Deny' ? 'refuses them' : 'does not allow them';
  const what = `W&B signs URLs for ${need.name} for ${durationText(lifetimeOf(need))}, and ${label} ${verb} by s3:signatureAge`;
  if (isMoment) return `${what} at the age of ${durationText(from)}`;
  if (from === 0) return `${what} from the signing until they are ${durationText(until ?? lifetimeOf(need))} old`;
  return `${what} after ${durationText(from)}${until === undefined ? '' : ` and until ${durationText(until)}`}`;
}

/** What a policy may ask for without cutting a URL of W&B short. */
export const ageBounds = `${presignedUrlLifetime.read} for s3:GetObject and ${presignedUrlLifetime.write} for s3:PutObject`;
