import { Chalk, type ChalkInstance } from 'chalk';
import type { Finding } from '../core/finding.ts';
import type { UnreadableCause } from '../evidence/observation.ts';
import type { Reporter, RunEnd, TargetReport } from '../core/report.ts';
import { rowsOf, single, type Row } from './fold.ts';
import type { ReporterOptions } from './options.ts';
import { overview } from './overview.ts';
import { layOut, type Look } from './rows.ts';
import { clean, cleanLine } from '../core/clean.ts';
import { count, hanging } from './text.ts';

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
  let rules: readonly string[] = [];
  let worst: Finding | undefined;
  let question: string | undefined;
  let cause: Next['cause'];
  const targets: string[] = [];
  const all = overview();
  return {
    begin: (header) => {
      edition = header.edition;
      rules = Object.entries(header.rules ?? {}).map(([name, stance]) => `${name} ${stance}`);
      return '';
    },
    target: (report) => {
      all.add(report);
      const rows = rowsOf(report.findings);
      const [first] = rows;
      if (worst === undefined && first?.finding.status === 'fail') worst = first.finding;
      question ??= report.findings.find(({ answer }) => answer !== undefined)?.answer;
      const obstacle = report.findings.flatMap(({ obstacles = [] }) => obstacles).find((o) => o.cause !== 'prerequisite');
      if (obstacle !== undefined) cause ??= { provider: report.target.provider, name: obstacle.cause };
      if (targets.length < 2) targets.push(report.target.uri);
      return options.quiet ? '' : renderTarget(report, rows, { ...options, paint, width, edition, rules });
    },
    end: (end) => all.render(width) + renderEnd(end, paint, width, { worst, question, cause, targets }),
  };
}

function renderTarget(
  { target, findings }: TargetReport,
  rows: readonly Row[],
  look: Look & { readonly edition: string; readonly rules: readonly string[] },
): string {
  const { paint, width, verbose } = look;
  const { deployment, level } = target.declared;
  const context = [
    deployment ?? 'deployment not declared',
    ...(level === undefined ? [] : [`${level} level`]),
    `edition ${look.edition}`,
    ...look.rules,
    `read ${target.collectedAt.slice(0, 16).replace('T', ' ')} UTC`,
  ];
  const parts = [`${paint.bold(cleanLine(target.uri))}  ${paint.dim(cleanLine(context.join(' · ')))}\n`];
  const folded = findings.filter(({ status }) => status === 'pass' || status === 'not-applicable');
  const shown = verbose ? [...rows, ...folded.map(single)] : rows;
  if (shown.length > 0) parts.push(layOut(shown, look));
  const missing = [...new Set(findings.flatMap(({ obstacles = [] }) => obstacles.flatMap(({ permission }) => permission ?? [])))];
  if (missing.length > 0) {
    parts.push(hanging('  missing permissions: ', missing.toSorted().join(', '), width));
  }
  parts.push(...fixesOf(rows, look));
  const passed = findings.filter(({ status }) => status === 'pass').length;
  const idle =
    findings.length === 0
      ? 'the selection leaves no check for this target, so nothing was evaluated'
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
      const call = (/^aws (?:s3api|kms) (put-\S+)/.exec(command) ?? /^gcloud storage .* (--\S+-file)=/.exec(command))?.[1];
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

interface Next {
  readonly worst: Finding | undefined;
  readonly question: string | undefined;
  /** Why the first unreadable thing was that, and where. */
  readonly cause: { readonly provider: string; readonly name: UnreadableCause } | undefined;
  readonly targets: readonly string[];
}

function renderEnd({ summary, exit }: RunEnd, paint: ChalkInstance, width: number, next: Next): string {
  const { byStatus, failuresBySeverity, targets, undecidedTargets = 0, missingPermissions } = summary;
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
  const undecided = targets > 1 && undecidedTargets > 0 ? `, ${undecidedTargets} of them not evaluated` : '';
  const colour = exit.code === 0 ? paint.green : exit.code === 1 ? paint.red : paint.yellow;
  const missing =
    targets > 1 && missingPermissions.length > 0 ? hanging('missing permissions: ', missingPermissions.join(', '), width) : '';
  return (
    `${paint.bold(count(targets, 'target'))}${undecided}: ${counts.join(', ')}\n${missing}` +
    `${colour(`exit ${exit.code}`)} (${exitMeaning[exit.code] ?? ''}): ${cleanLine(exit.reason)}\n` +
    `next: ${nextStep(summary.byStatus.unknown > 0 && missingPermissions.length > 0, next)}\n`
  );
}

const azureAccount = 'az account show   (shows whether the credentials are those you mean; `az login` gets some)';
/** What tells who the credentials are, or gets some. */
const signIn: Readonly<Record<string, string | undefined>> & { readonly aws: string } = {
  aws: 'aws sts get-caller-identity   (shows whether the credentials are those you mean)',
  gcs: 'gcloud auth application-default login   (gets credentials for programs)',
  azure: azureAccount,
  'azure-ai': azureAccount,
};

function nextStep(denied: boolean, { worst, question, cause, targets }: Next): string {
  const [target = 's3://BUCKET'] = targets;
  const named = targets.length > 1 ? '' : ` ${cleanLine(target)}`;
  if (worst !== undefined) return `byob-audit explain ${worst.check}`;
  if (denied) return `byob-audit permissions${named}   (prints the policy that lets the auditing identity read)`;
  if (cause?.name === 'no-credentials') return signIn[cause.provider] ?? signIn.aws;
  if (cause !== undefined) return `byob-audit check${named}   (again, once what is named above can be read)`;
  if (question !== undefined) return `declare \`${question}\` in byob-audit.yaml or with its flag, and check again`;
  return `byob-audit check${named} --format junit=report.xml   (in CI, to keep it so)`;
}
