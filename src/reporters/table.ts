import { Chalk, type ChalkInstance } from 'chalk';
import type { Finding } from '../core/finding.ts';
import type { UnreadableCause } from '../evidence/observation.ts';
import type { Reporter, RunEnd, TargetReport } from '../core/report.ts';
import { rowsOf, type Row } from './fold.ts';
import type { ReporterOptions } from './index.ts';
import { overview } from './overview.ts';
import { clean, cleanLine, count, shortJson, wrap } from './text.ts';

const labels = {
  fail: 'FAIL',
  error: 'ERROR',
  unknown: 'UNKNOWN',
  manual: 'QUESTION',
  waived: 'waived',
  pass: 'pass',
  'not-applicable': 'n/a',
} as const satisfies Record<Finding['status'], string>;

const exitMeaning: Readonly<Record<number, string>> = {
  0: 'good',
  1: 'failed',
  3: 'not everything could be evaluated',
  130: 'interrupted',
};

/** For people: what is wrong and what mends it first, what passed in one line, and what to run next at the end. */
export function table(options: ReporterOptions): Reporter {
  const paint = new Chalk({ level: options.color ? 1 : 0 });
  const width = Math.min(Math.max(options.columns, 60), 160);
  let edition = '';
  let worst: Finding | undefined;
  let question: string | undefined;
  let cause: UnreadableCause | undefined;
  const targets: string[] = [];
  const all = overview();
  return {
    begin: (header) => {
      edition = header.edition;
      return '';
    },
    target: (report) => {
      all.add(report);
      const rows = rowsOf(report.findings);
      const [first] = rows;
      if (worst === undefined && first?.finding.status === 'fail') worst = first.finding;
      question ??= report.findings.find(({ answer }) => answer !== undefined)?.answer;
      cause ??= report.findings.flatMap(({ obstacles = [] }) => obstacles).find((o) => o.cause !== 'prerequisite')?.cause;
      if (targets.length < 2) targets.push(report.target.uri);
      return options.quiet ? '' : renderTarget(report, rows, { ...options, paint, width, edition });
    },
    end: (end) => all.render(width) + renderEnd(end, paint, width, { worst, question, cause, targets }),
  };
}

interface Look extends ReporterOptions {
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly edition: string;
}

function renderTarget({ target, findings }: TargetReport, rows: readonly Row[], look: Look): string {
  const { paint, width, verbose } = look;
  const { deployment, level } = target.declared;
  const context = [
    deployment ?? 'deployment not declared',
    ...(level === undefined ? [] : [`${level} level`]),
    `edition ${look.edition}`,
    `read ${target.collectedAt.slice(0, 16).replace('T', ' ')} UTC`,
  ];
  const parts = [`${paint.bold(cleanLine(target.uri))}  ${paint.dim(cleanLine(context.join(' · ')))}\n`];
  const folded = findings.filter(({ status }) => status === 'pass' || status === 'not-applicable');
  const shown = verbose
    ? [...rows, ...folded.map((finding) => ({ finding, checks: [finding.check], message: finding.message }))]
    : rows;
  if (shown.length > 0) parts.push(layOut(shown, look));
  const missing = [...new Set(findings.flatMap(({ obstacles = [] }) => obstacles.flatMap(({ permission }) => permission ?? [])))];
  if (missing.length > 0) {
    parts.push(hanging('  missing permissions: ', missing.toSorted().join(', '), width));
  }
  parts.push(...fixesOf(rows, look));
  const passed = findings.filter(({ status }) => status === 'pass').length;
  const idle =
    findings.length === 0
      ? 'no check applies'
      : `${passed} passed, ${count(folded.length - passed, 'does not apply', 'do not apply')}`;
  parts.push(`  ${paint.dim(idle)}\n`);
  return `${parts.join('\n')}\n`;
}

/** The commands below the table, unbroken, so that they can be pasted. */
function fixesOf(rows: readonly Row[], { paint, width }: Look): string[] {
  const replaced = new Map<string, string[]>();
  const parts = rows.flatMap(({ finding: { check, remediation } }) => {
    const commands = remediation?.commands ?? [];
    if (remediation === undefined || commands.length === 0) return [];
    for (const command of commands) {
      const call = /^aws (?:s3api|kms) (put-\S+)/.exec(command)?.[1];
      if (call !== undefined) replaced.set(call, [...(replaced.get(call) ?? []), check]);
    }
    const lines = commands.map((command) => `    ${clean(command).replaceAll('\n', '\n    ')}\n`);
    return [`  ${paint.bold(`fix ${check}`)}: ${cleanLine(remediation.summary)}\n${lines.join('')}`];
  });
  // Pasting two of them one after the other would undo the first.
  const clashes = [...replaced].filter(([, checks]) => new Set(checks).size > 1);
  return [
    ...parts,
    ...clashes.map(([call, checks]) =>
      hanging(
        '  note: ',
        `${call} replaces the whole document, and ${checks.join(', ')} each run it: after one of them, check again before the next`,
        width,
      ),
    ),
  ];
}

/** Two columns and the text beside them, with nothing between: a line can be selected and pasted. */
function layOut(rows: readonly Row[], look: Look): string {
  const label = Math.max(...rows.map(({ finding }) => labelOf(finding).length));
  const name = Math.min(Math.max(...rows.map((row) => nameOf(row).length)), 34);
  const text = Math.max(look.width - label - name - 6, 24);
  let out = '';
  for (const row of rows) {
    const colour = colourOf(row.finding, look.paint);
    const names = wrap(nameOf(row), name);
    const lines = linesOf(row, look).flatMap((line) => wrap(line, text));
    for (let index = 0; index < Math.max(lines.length, names.length); index += 1) {
      const first = (index === 0 ? labelOf(row.finding) : '').padEnd(label);
      const line = `  ${index === 0 ? colour(first) : first}  ${(names[index] ?? '').padEnd(name)}  ${lines[index] ?? ''}`;
      out += `${line.trimEnd()}\n`;
    }
  }
  return out;
}

const nameOf = ({ finding, checks }: Row): string => (checks.length > 1 ? `${checks.length} checks` : finding.check);

const labelOf = ({ status, severity }: Finding): string => (status === 'fail' ? `FAIL ${severity}` : labels[status]);

function colourOf({ status, severity }: Finding, paint: ChalkInstance): ChalkInstance {
  if (status === 'fail') return severity === 'high' ? paint.red.bold : severity === 'medium' ? paint.yellow : paint.cyan;
  if (status === 'error') return paint.red.bold;
  return status === 'unknown' ? paint.magenta : status === 'manual' ? paint.blue : status === 'pass' ? paint.green : paint.dim;
}

/** The message, then what was seen and what mends it; folded rows name their checks instead. */
function linesOf({ finding, checks, message }: Row, { verbose }: Look): string[] {
  if (checks.length > 1) return [cleanLine(message), checks.join(', ')];
  const { evidence = [], details = [], remediation, answer, status } = finding;
  const others = details.filter((line) => line !== message);
  const told = verbose ? others : others.slice(0, 2);
  const idle = status === 'pass' || status === 'not-applicable';
  const most = verbose ? evidence.length : 3;
  const seen = (idle || status === 'manual') && !verbose ? [] : evidence.slice(0, most);
  return [
    cleanLine(message),
    ...told.map((line) => `- ${cleanLine(line)}`),
    ...(others.length > told.length ? [`- and ${others.length - told.length} more with --verbose`] : []),
    ...seen.map(
      ({ facet, path, value }) =>
        `seen: ${cleanLine(facet)} ${cleanLine(path)} = ${value === null ? 'not set' : shortJson(value, 160)}`,
    ),
    ...(status === 'fail' && evidence.length > seen.length ? [`seen: ${evidence.length - seen.length} more with --verbose`] : []),
    ...(remediation === undefined || remediation.commands?.length ? [] : [`fix: ${cleanLine(remediation.summary)}`]),
    ...(answer === undefined ? [] : [`answer: declare \`${answer}\` with its flag or in byob-audit.yaml`]),
  ];
}

function hanging(lead: string, text: string, width: number): string {
  return wrap(text, width - lead.length)
    .map((line, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + line)
    .join('\n')
    .concat('\n');
}

interface Next {
  readonly worst: Finding | undefined;
  readonly question: string | undefined;
  /** Why the first unreadable thing was that. */
  readonly cause: UnreadableCause | undefined;
  readonly targets: readonly string[];
}

function renderEnd({ summary, exit }: RunEnd, paint: ChalkInstance, width: number, next: Next): string {
  const { byStatus, failuresBySeverity, targets, missingPermissions } = summary;
  const severities = Object.entries(failuresBySeverity).flatMap(([severity, n]) => (n > 0 ? [`${n} ${severity}`] : []));
  const counts = [
    byStatus.fail > 0 ? `${byStatus.fail} failed (${severities.join(', ')})` : 'none failed',
    ...(byStatus.error > 0 ? [count(byStatus.error, 'error')] : []),
    ...(byStatus.unknown > 0 ? [`${byStatus.unknown} unknown`] : []),
    ...(byStatus.manual > 0 ? [count(byStatus.manual, 'question')] : []),
    ...(byStatus.waived > 0 ? [`${byStatus.waived} waived`] : []),
    `${byStatus.pass} passed`,
    ...(byStatus['not-applicable'] > 0 ? [count(byStatus['not-applicable'], 'does not apply', 'do not apply')] : []),
  ];
  const colour = exit.code === 0 ? paint.green : exit.code === 1 ? paint.red : paint.yellow;
  const missing =
    targets > 1 && missingPermissions.length > 0 ? hanging('missing permissions: ', missingPermissions.join(', '), width) : '';
  return (
    `${paint.bold(count(targets, 'target'))}: ${counts.join(', ')}\n${missing}` +
    `${colour(`exit ${exit.code}`)} (${exitMeaning[exit.code] ?? ''}): ${cleanLine(exit.reason)}\n` +
    `next: ${nextStep(summary.byStatus.unknown > 0 && missingPermissions.length > 0, next)}\n`
  );
}

function nextStep(denied: boolean, { worst, question, cause, targets }: Next): string {
  const [target = 's3://BUCKET'] = targets;
  const named = targets.length > 1 ? '' : ` ${cleanLine(target)}`;
  if (worst !== undefined) return `byob-audit explain ${worst.check}`;
  if (denied) return `byob-audit permissions${named}   (prints the policy that lets the auditing identity read)`;
  if (cause === 'no-credentials') return 'aws sts get-caller-identity   (shows whether the credentials are those you mean)';
  if (cause !== undefined) return `byob-audit check${named}   (again, once what is named above can be read)`;
  if (question !== undefined) return `declare \`${question}\` in byob-audit.yaml or with its flag, and check again`;
  return `byob-audit check${named} --format junit=report.xml   (in CI, to keep it so)`;
}
