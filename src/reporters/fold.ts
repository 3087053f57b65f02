import { severities } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';

/** One row of the table: a finding, or several that have one cause and are told once. */
export interface Row {
  readonly finding: Finding;
  /** More than one when folded. */
  readonly checks: readonly string[];
  readonly message: string;
}

/** From how many on findings of one cause are folded. */
const foldFrom = 3;
const grave = ({ severity }: Finding): number => severities.indexOf(severity);

const single = (finding: Finding): Row => ({ finding, checks: [finding.check], message: finding.message });

/** What is wrong in front, each kind with its gravest first: failures, errors, unknowns, questions. */
export function rowsOf(findings: readonly Finding[]): Row[] {
  const of = (status: Finding['status']): Finding[] =>
    findings.filter((finding) => finding.status === status).toSorted((a, b) => grave(a) - grave(b));
  return [
    ...of('fail').map(single),
    ...of('error').map(single),
    ...fold(of('unknown'), whyUnknown, (why, members) => `${why}: ${callsOf(members)}`),
    ...fold(
      of('manual'),
      ({ answer }) => answer ?? '',
      (answer, members) => `${members.length} checks wait for an answer: declare \`${answer}\``,
    ),
    ...of('waived').map(single),
  ];
}

function fold(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
  tell: (key: string, members: readonly Finding[]) => string,
): Row[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    if (first === undefined || key === '' || members.length < foldFrom) return members.map(single);
    return [{ finding: first, checks: members.map(({ check }) => check), message: tell(key, members) }];
  });
}

/**
 * The causes without the calls. That something depends on another unread thing is not a cause of its own
 * when the other cause is told as well; alone, what could not be read first is all that matters.
 */
function whyUnknown({ obstacles = [] }: Finding): string {
  const direct = obstacles.filter(({ cause }) => cause !== 'prerequisite');
  const whys =
    direct.length > 0
      ? direct.map(({ call, message }) => message.replace(`${call}: `, ''))
      : obstacles.map(({ call, message }) => message.replace(`${call}: `, '').replace(/, and .*$/, ''));
  return [...new Set(whys)].toSorted().join('; ');
}

function callsOf(members: readonly Finding[]): string {
  const calls = [...new Set(members.flatMap(({ obstacles = [] }) => obstacles.map(({ call }) => call)))];
  const shown = calls.slice(0, 3).join(', ');
  return calls.length > 3 ? `${shown} and ${calls.length - 3} more calls` : shown;
}
