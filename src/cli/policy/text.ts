import { Chalk, type ChalkInstance } from 'chalk';
import { severities } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import { clean, cleanLine } from '../../core/clean.ts';
import { shortJson, wrap } from '../../reporters/text.ts';
import type { Answer } from './answer.ts';
import type { Verdict } from './verdict.ts';

export interface Look {
  readonly color: boolean;
  readonly columns: number;
  readonly verbose: boolean;
}

const meaning: Readonly<Record<Verdict, string>> = {
  pass: 'the document can be applied',
  fail: 'W&B or your data would suffer',
  depends: 'the document alone does not decide it',
};

const order: readonly Finding['status'][] = ['fail', 'error', 'unknown', 'manual', 'waived', 'pass', 'not-applicable'];
const labels = {
  fail: 'FAIL',
  error: 'ERROR',
  unknown: 'DEPENDS',
  manual: 'DEPENDS',
  waived: 'waived',
  pass: 'pass',
  'not-applicable': 'n/a',
} as const;

/** For people: what is wrong first, each with its witness and its fix, and the verdict in the last line. */
export function toText(answer: Answer, { color, columns, verbose }: Look): string {
  const paint = new Chalk({ level: color ? 1 : 0 });
  const width = Math.min(Math.max(columns, 60), 160);
  const { kind, file, target, verdict, exit, reason, findings } = answer;
  const sorted = findings.toSorted(
    (a, b) =>
      order.indexOf(a.status) - order.indexOf(b.status) || severities.indexOf(a.severity) - severities.indexOf(b.severity),
  );
  const told = sorted.filter(({ status }) => verbose || (status !== 'pass' && status !== 'not-applicable'));
  const passed = findings.filter(({ status }) => status === 'pass').length;
  const name = file === '-' ? 'standard input' : file;
  const parts = [
    `${paint.bold(cleanLine(name))}  ${paint.dim(cleanLine(`${kind} · ${target}`))}\n`,
    ...told.map((finding) => toldOf(finding, paint, width)),
    ...(passed > 0 && !verbose ? [`  ${paint.dim(`${passed} passed`)}\n`] : []),
    `${paintVerdict(paint, verdict)(`verdict: ${verdict}`)}, exit ${exit}: ${cleanLine(reason)}; ${meaning[verdict]}\n`,
  ];
  return parts.join('\n');
}

const paintVerdict = (paint: ChalkInstance, verdict: Verdict): ChalkInstance =>
  verdict === 'fail' ? paint.red : verdict === 'depends' ? paint.yellow : paint.green;

/** Details of which each says more than the message does: those with its reason are told in one line. */
function detailsOf(message: string, details: readonly string[]): readonly string[] {
  const told = message.replace(/ \(and \d+ more\)$/, '');
  const reason = told.slice(told.indexOf(': '));
  const others = details.filter((detail) => !told.startsWith(detail));
  const same = reason.startsWith(': ') ? others.filter((detail) => detail.endsWith(reason)) : [];
  const names = [...new Set(same.map((detail) => detail.slice(0, detail.indexOf(' '))))];
  const rest = others.filter((detail) => !same.includes(detail));
  return names.length === 0 ? rest : [`the same for ${names.join(', ')}`, ...rest];
}

/** Details beyond these are in the JSON. */
const shownDetails = 4;

function toldOf(finding: Finding, paint: ChalkInstance, width: number): string {
  const { status, severity, check, message, details = [], evidence = [], remediation, flag } = finding;
  const isAdvice =
    (status === 'fail' && (severity === 'low' || severity === 'info')) || (status === 'manual' && severity === 'info');
  const isGood = status === 'pass' || status === 'not-applicable';
  const label = isAdvice ? 'advice' : isGood ? labels[status] : `${labels[status]} ${severity}`;
  const tint = isAdvice ? paint.dim : isGood ? paint.green : status === 'fail' ? paint.red : paint.yellow;
  const block = (text: string, indent: string, first = indent): string =>
    wrap(cleanLine(text), width - indent.length)
      .map((line, index) => `${index === 0 ? first : indent}${line}\n`)
      .join('');
  const head = `  ${tint(label)}  ${paint.bold(check)}\n${block(message, '    ')}`;
  const answer = flag === undefined ? [] : [block(`answer: pass ${flag}`, '      ', '    ')];
  const fix = remediation === undefined ? [] : [block(`fix: ${remediation.summary}`, '      ', '    ')];
  if (isAdvice || isGood) return [head, ...(isGood ? [] : [...answer, ...fix])].join('');
  const more = detailsOf(message, details);
  const left = more.length - shownDetails;
  return [
    head,
    ...more.slice(0, shownDetails).map((detail) => block(detail, '      ', '    - ')),
    ...(left > 0 ? [`    - and ${left} more\n`] : []),
    ...evidence
      .slice(0, 3)
      .map(({ path, value }) => paint.dim(block(`seen: ${path} = ${shortJson(value, 400)}`, '      ', '    '))),
    ...answer,
    ...fix,
    ...(remediation?.commands ?? []).map((command) => `      ${clean(command).replaceAll('\n', '\n      ')}\n`),
  ].join('');
}
