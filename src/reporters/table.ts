import { Chalk, type ChalkInstance } from 'chalk';
import type { Finding } from '../core/finding.ts';
import type { UnreadableCause } from '../evidence/observation.ts';
import type { DocumentVerdict } from '../core/document-verdict.ts';
import type { Reporter, ReportTarget, RunEnd, TargetReport } from '../core/report.ts';
import { rowsOf, single, type Row } from './fold.ts';
import type { ReporterOptions } from './options.ts';
import { overview } from './overview.ts';
import type { Look } from './look.ts';
import { layOut } from './rows.ts';
import { cleanLine } from '../core/clean.ts';
import { stepsBelow } from './steps.ts';
import { answerOf, count, fileName, hanging, knownUri } from './text.ts';

const exitMeaning: Readonly<Record<number, string>> = {
  0: 'good',
  1: 'failed',
  3: 'not everything could be evaluated',
  129: 'hung up',
  130: 'interrupted',
  143: 'terminated',
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
  let ofDocuments = false;
  const all = overview();
  return {
    begin: (header) => {
      edition = header.edition;
      rules = Object.entries(header.rules ?? {}).map(([name, stance]) => `${name} ${stance}`);
      return '';
    },
    target: (report) => {
      all.add(report);
      const rows = rowsOf(report);
      const [first] = rows;
      if (worst === undefined && first?.finding.status === 'fail') worst = first.finding;
      question ??= report.findings.map((finding) => answerOf(finding, report.target)).find((answer) => answer !== undefined);
      const obstacle = report.findings.flatMap(({ obstacles = [] }) => obstacles).find((o) => o.cause !== 'prerequisite');
      if (obstacle !== undefined) cause ??= { provider: report.target.provider, name: obstacle.cause };
      ofDocuments ||= report.target.document !== undefined;
      const uri = knownUri(report.target);
      // The value of a variable is no target.
      if (targets.length < 2 && uri !== undefined && report.target.provider !== 'uri') targets.push(uri);
      return options.quiet ? '' : renderTarget(report, rows, { ...options, target: report.target, paint, width, edition, rules });
    },
    end: (end) => all.render(width) + renderEnd(end, paint, width, { worst, question, cause, targets, ofDocuments }),
  };
}

interface TargetLook extends Look {
  readonly edition: string;
  readonly rules: readonly string[];
}

function renderTarget({ target, findings, steps = [] }: TargetReport, rows: readonly Row[], look: TargetLook): string {
  const { paint, width, verbose } = look;
  const parts = [headOf(target, look)];
  const folded = findings.filter(({ status }) => status === 'pass' || status === 'not-applicable');
  const shown = verbose ? [...rows, ...folded.map(single)] : rows;
  if (shown.length > 0) parts.push(layOut(shown, look, steps));
  const missing = [...new Set(findings.flatMap(({ obstacles = [] }) => obstacles.flatMap(({ permission }) => permission ?? [])))];
  if (missing.length > 0) {
    parts.push(hanging('  missing permissions: ', missing.toSorted().join(', '), width));
  }
  parts.push(...stepsBelow(steps, look));
  const passed = findings.filter(({ status }) => status === 'pass').length;
  const idle =
    findings.length === 0
      ? 'the selection leaves no check for this target, so nothing was evaluated'
      : `${passed} passed, ${count(folded.length - passed, 'does not apply', 'do not apply')}`;
  parts.push(`  ${paint.dim(idle)}\n`);
  parts.push(...outcomeOf(target, look));
  return `${parts.join('\n')}\n`;
}

/** What was judged, and under which assumptions. */
function headOf(target: ReportTarget, { paint, width, edition, rules }: TargetLook): string {
  const { document, collectedAt } = target;
  const { deployment, level } = target.declared;
  const context = [
    ...(document === undefined ? [] : [document.kind, knownUri(target)]),
    // No requirement on the keys of Azure AI depends on where W&B runs.
    ...(target.provider === 'azure-ai' ? [] : [deployment ?? (document === undefined ? 'deployment not declared' : undefined)]),
    ...(level === undefined ? [] : [`${level} level`]),
    `edition ${edition}`,
    ...rules,
    ...(document === undefined ? [`read ${collectedAt.slice(0, 16).replace('T', ' ')} UTC`] : []),
  ].filter((part) => part !== undefined);
  const name = document === undefined ? cleanLine(target.uri) : fileName(document.file);
  const about = (target.about ?? []).map((line) => hanging('  ', cleanLine(line), width));
  return `${paint.bold(name)}  ${paint.dim(cleanLine(context.join(' · ')))}\n${about.join('')}`;
}

const verdictMeaning: Readonly<Record<DocumentVerdict, string>> = {
  pass: 'it can be used as it is',
  fail: 'W&B or your data would suffer',
  depends: 'it alone does not decide',
};

/** How many of the checks that did not run are named without `--verbose`. */
const mostNotRun = 2;

/** Of a document: what could not be asked of it, and whether it can be used. */
function outcomeOf({ verdict, notRun = [] }: ReportTarget, { paint, width, verbose }: TargetLook): string[] {
  const names = notRun.map(({ check }) => check);
  const told = verbose || names.length <= mostNotRun ? names : names.slice(0, mostNotRun);
  const more = names.length > told.length ? ` and ${names.length - told.length} more with --verbose` : '';
  const colour = verdict === 'fail' ? paint.red : verdict === 'depends' ? paint.yellow : paint.green;
  return [
    ...(names.length === 0
      ? []
      : [hanging('  ', `did not run, for want of more than the document: ${told.join(', ')}${more}`, width)]),
    ...(verdict === undefined ? [] : [`  ${colour(`verdict: ${verdict}`)}, ${verdictMeaning[verdict]}\n`]),
  ];
}

interface Next {
  readonly worst: Finding | undefined;
  readonly question: string | undefined;
  /** Why the first unreadable thing was that, and where. */
  readonly cause: { readonly provider: string; readonly name: UnreadableCause } | undefined;
  readonly targets: readonly string[];
  /** Documents were judged in place of buckets. */
  readonly ofDocuments: boolean;
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
  const meaning = next.ofDocuments ? { ...exitMeaning, 3: 'depends' } : exitMeaning;
  const undecided = targets > 1 && undecidedTargets > 0 ? `, ${undecidedTargets} of them not evaluated` : '';
  const colour = exit.code === 0 ? paint.green : exit.code === 1 ? paint.red : paint.yellow;
  const missing =
    targets > 1 && missingPermissions.length > 0 ? hanging('missing permissions: ', missingPermissions.join(', '), width) : '';
  return (
    `${paint.bold(count(targets, next.ofDocuments ? 'document' : 'target'))}${undecided}: ${counts.join(', ')}\n${missing}` +
    `${colour(`exit ${exit.code}`)} (${meaning[exit.code] ?? ''}): ${cleanLine(exit.reason)}\n` +
    `next: ${next.ofDocuments ? nextForDocuments(next, exit.code) : nextStep(summary.byStatus.unknown > 0 && missingPermissions.length > 0, next)}\n`
  );
}

function nextForDocuments({ worst, question, targets }: Next, exit: number): string {
  if (exit === 3 && question !== undefined) return `answer with ${question}, and check again`;
  if (worst !== undefined) return `byob-audit explain ${worst.check}`;
  if (question !== undefined) return `answer with ${question}, and check again`;
  const [target = ''] = targets;
  // Neither a key nor an account alone is a target.
  const uri = targets.length === 1 && /^(?:s3|gs|cw):/.test(target) ? cleanLine(target) : 'TARGET';
  return `byob-audit check ${uri}   (once the document is applied)`;
}

// AWS knows no key of another service, so its own command would tell nothing.
const accessKeyOf = (whose: string): string =>
  `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to an access key of ${whose}, or name a profile that has one by \`--profile\``;
const azureAccount = 'az account show   (shows whether the credentials are those you mean; `az login` gets some)';
/** What tells who the credentials are, or gets some. */
const signIn: Readonly<Record<string, string | undefined>> & { readonly aws: string } = {
  aws: 'aws sts get-caller-identity   (shows whose credentials these are, with the --profile that you gave; `aws sso login` renews them)',
  gcs: 'gcloud auth application-default login   (gets credentials for programs)',
  coreweave: accessKeyOf('CoreWeave AI Object Storage (https://cwobject.com)'),
  's3-compatible': accessKeyOf('the server that `--endpoint` names'),
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
  if (question !== undefined) return `answer with ${question}, and check again`;
  return `byob-audit check${named} --format junit=report.xml   (in CI, to keep it so)`;
}
