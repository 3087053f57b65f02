import { severities } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Obstacle } from '../core/obstacle.ts';
import type { ReportTarget, TargetReport } from '../core/report.ts';

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

/** A finding that is told by itself. */
export const single = (finding: Finding): Row => ({ finding, checks: [finding.check], message: finding.message });

/** What is wrong in front, each kind with its gravest first: failures, errors, unknowns, questions. */
export function rowsOf({ findings, target }: TargetReport): Row[] {
  const of = (status: Finding['status']): Finding[] =>
    findings.filter((finding) => finding.status === status).toSorted((a, b) => grave(a) - grave(b));
  const unknown = of('unknown');
  const reason = commonReason(unknown);
  return [
    ...of('fail').map(single),
    ...of('error').map(single),
    ...fold(
      unknown,
      (finding) => whyUnknown(finding, reason),
      (why, members) => `${members.some(lacksReason) ? hedged(why, reason) : why}: ${callsOf(members)}`,
    ),
    ...fold(
      of('manual'),
      ({ answer }) => answer ?? '',
      (_, members) => waitedFor(members, target),
    ),
    ...of('waived').map(single),
  ];
}

/** How the checks that wait for one answer get it. */
function waitedFor([first]: readonly Finding[], target: Pick<ReportTarget, 'document'>): string {
  const { answer = '', flag } = first ?? {};
  const key = `set \`${answer}:\` in byob-audit.yaml`;
  if (flag === undefined) return key;
  const typed = `pass ${flag.replaceAll('|', ' or ')}`;
  return target.document === undefined ? `${typed}, or ${key}` : typed;
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

const denied = 'access was denied';

/** The obstacle's cause without its call. */
const whyOf = ({ call, message }: Obstacle): string => message.replace(`${call}: `, '');

const lacksReason = ({ obstacles = [] }: Finding): boolean => obstacles.some((obstacle) => whyOf(obstacle) === denied);

/**
 * The one reason that all explained denials have. The answer to HEAD has no body and so no reason; a denial without
 * one is told together with the others, when there is only one kind of others.
 */
function commonReason(unknown: readonly Finding[]): string | undefined {
  const reasons = new Set(
    unknown.flatMap(({ obstacles = [] }) => obstacles.flatMap((obstacle) => reasonIn(whyOf(obstacle)) ?? [])),
  );
  const [reason] = reasons;
  return reasons.size === 1 ? reason : undefined;
}

/** What is told of several denials of which some came without the reason. */
const hedged = (why: string, reason: string | undefined): string =>
  reason === undefined ? why : why.replace(`(${reason})`, () => `(where the service says why: ${reason})`);

const reasonIn = (why: string): string | undefined =>
  why.startsWith(`${denied} (`) && why.endsWith(')') ? why.slice(denied.length + 2, -1) : undefined;

/**
 * The causes without the calls. That something depends on another unread thing is not a cause of its own
 * when the other cause is told as well; alone, what could not be read first is all that matters.
 */
function whyUnknown({ obstacles = [] }: Finding, reason: string | undefined): string {
  const direct = obstacles.filter(({ cause }) => cause !== 'prerequisite');
  const whys = direct.length > 0 ? direct.map(whyOf) : obstacles.map((obstacle) => whyOf(obstacle).replace(/, and .*$/, ''));
  const told = whys.map((why) => (why === denied && reason !== undefined ? `${denied} (${reason})` : why));
  return [...new Set(told)].toSorted().join('; ');
}

function callsOf(members: readonly Finding[]): string {
  const calls = [...new Set(members.flatMap(({ obstacles = [] }) => obstacles.map(({ call }) => call)))];
  const shown = calls.slice(0, 3).join(', ');
  return calls.length > 3 ? `${shown} and ${calls.length - 3} more calls` : shown;
}
