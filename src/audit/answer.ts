import type { Finding } from '../core/finding.ts';
import { flagFor } from '../declared/answer.ts';

/** The bucket of a document is no fact of a target: only what judges documents asks for it. */
const flagOf = (answer: string): string | undefined => (answer === 'bucket' ? '--bucket NAME' : flagFor(answer));

/** A check knows which fact it asks for; here the finding gets the flag that declares it. */
export function withFlag(finding: Finding): Finding {
  const flag = finding.answer === undefined ? undefined : flagOf(finding.answer);
  return flag === undefined ? finding : { ...finding, flag };
}
