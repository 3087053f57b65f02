import { fail, pass, type CheckContext, type Remediation, type Severity, type Verdict } from '../../../core/check.ts';
import type { DebatableId, Rules, Stance } from '../../../requirements/debatable.ts';

/** What the run chose for a debatable rule; undefined is its default. */
export const stanceOn = (rule: DebatableId, { rules }: Pick<CheckContext, 'rules'>): Stance | undefined =>
  (rules as Rules | undefined)?.[rule];

/**
 * The verdict that rests on a debatable rule, as the run chose: `strict` makes it a failure and `lenient` a pass.
 * The engine adds to the message which rule made the difference.
 * @param verdict what the default says
 */
export function debated(
  rule: DebatableId,
  context: CheckContext,
  verdict: Verdict,
  strict: { readonly severity?: Severity | undefined; readonly fix?: Remediation | undefined } = {},
): Verdict {
  const stance = stanceOn(rule, context);
  if (stance === undefined) return verdict;
  const { details, evidence } = verdict;
  const extra = {
    ...(details === undefined ? {} : { details }),
    ...(evidence === undefined ? {} : { evidence }),
  };
  if (stance === 'lenient') return pass(verdict.message, extra);
  const fix = strict.fix ?? (verdict.kind === 'fail' ? verdict.fix : undefined);
  return fail(verdict.message, {
    ...extra,
    key: rule,
    ...(strict.severity === undefined ? {} : { severity: strict.severity }),
    ...(fix === undefined ? {} : { fix }),
  });
}
