import { fail, manual, notApplicable, pass, severities, undecided, type Severity, type Verdict } from '../../../core/check.ts';
import { remedy } from '../../../fixes/step.ts';

/** The gravest of several verdicts, with the others as details: one verdict about all resources of a kind. */
export function together(verdicts: readonly Verdict[], none: string): Verdict {
  const of = <K extends Verdict['kind']>(kind: K) =>
    verdicts.filter((verdict): verdict is Extract<Verdict, { kind: K }> => verdict.kind === kind);
  const fails = of('fail').toSorted((a, b) => rank(a.severity) - rank(b.severity));
  const open = of('undecided');
  const asked = of('manual').toSorted((a, b) => rank(a.severity) - rank(b.severity));
  const passed = of('pass');
  const rest = (shown: Verdict): { details?: readonly string[] } => {
    const lines = [
      ...(shown.details ?? []),
      ...verdicts.flatMap((verdict) => (verdict === shown || isQuiet(verdict, shown) ? [] : linesOf(verdict))),
    ];
    return lines.length === 0 ? {} : { details: [...new Set(lines)].slice(0, limit) };
  };
  const [worst] = fails;
  if (worst !== undefined) {
    return fail(counted(worst.message, fails.length), {
      ...common(worst),
      ...rest(worst),
      ...(worst.severity === undefined ? {} : { severity: worst.severity }),
      ...(worst.fix === undefined ? {} : { fix: remedy(worst.fix.summary, ...fails.flatMap(({ fix }) => fix?.steps ?? [])) }),
    });
  }
  const [unread] = open;
  if (unread !== undefined) {
    const facets = [...new Set(open.flatMap((verdict) => verdict.facets))];
    return undecided(counted(unread.message, open.length), facets, { ...common(unread), ...rest(unread) });
  }
  const [question] = asked;
  if (question !== undefined) {
    return manual(counted(question.message, asked.length), {
      ...common(question),
      ...rest(question),
      ...(question.answer === undefined ? {} : { answer: question.answer }),
      ...(question.severity === undefined ? {} : { severity: question.severity }),
    });
  }
  const [first] = passed;
  if (first === undefined) return notApplicable(of('not-applicable')[0]?.message ?? none);
  return pass(counted(first.message, passed.length), { ...common(first), ...rest(first) });
}

/** Lines below one finding; a workspace may have hundreds of connections. */
const limit = 20;

/** What is as it ought to be is not told beside what is not. */
const isQuiet = ({ kind }: Verdict, shown: Verdict): boolean =>
  kind === 'not-applicable' || (kind === 'pass' && shown.kind !== 'pass');

const common = ({ key, evidence }: Verdict): { key?: string; evidence?: NonNullable<Verdict['evidence']> } => ({
  ...(key === undefined ? {} : { key }),
  ...(evidence === undefined ? {} : { evidence }),
});

const linesOf = ({ message, details }: Verdict): readonly string[] => [message, ...(details ?? [])];

/** Without a severity of its own a verdict has the check's, which is its gravest. */
const rank = (severity: Severity | undefined): number => (severity === undefined ? -1 : severities.indexOf(severity));

const counted = (message: string, count: number): string => (count === 1 ? message : `${message} (and ${count - 1} more)`);
