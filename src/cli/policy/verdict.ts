import { severities, type Severity } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';

export type Verdict = 'pass' | 'fail' | 'depends';

export const exitCodes = { pass: 0, fail: 1, depends: 3 } as const satisfies Record<Verdict, number>;

/** True for a failure that decides the verdict; a lesser one is advice. */
export const decidesFailure = ({ status, severity }: Finding, failOn: Severity): boolean =>
  status === 'fail' && severities.indexOf(severity) <= severities.indexOf(failOn);

/** True for what keeps a document from passing. A question of no weight is advice. */
export const isOpen = ({ status, severity }: Finding): boolean =>
  status === 'unknown' || status === 'error' || (status === 'manual' && severity !== 'info');

/** Nothing passes unless something was found good and nothing is open. */
export function verdictOf(
  findings: readonly Finding[],
  failOn: Severity,
): { readonly verdict: Verdict; readonly reason: string } {
  const failures = findings.filter((finding) => decidesFailure(finding, failOn)).length;
  if (failures > 0) return { verdict: 'fail', reason: `${failures} failure${failures === 1 ? '' : 's'} at or above ${failOn}` };
  const open = findings.filter(isOpen).length;
  if (open > 0)
    return {
      verdict: 'depends',
      reason: `nothing is wrong for certain, and ${open} question${open === 1 ? ' is' : 's are'} open`,
    };
  if (!findings.some(({ status }) => status === 'pass')) return { verdict: 'depends', reason: 'nothing could be judged' };
  return { verdict: 'pass', reason: `nothing at or above ${failOn} failed` };
}
