import type { ChalkInstance } from 'chalk';
import type { EvidenceLine } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Row } from './fold.ts';
import { cleanLine } from '../core/clean.ts';
import { commandLine, whereTold } from './steps.ts';
import type { Look } from './look.ts';
import type { TargetStep } from '../evidence/step.ts';
import { answerOf, hanging, pictureOf, placeOf, shortJson } from './text.ts';

const labels = {
  fail: 'FAIL',
  error: 'ERROR',
  unknown: 'UNKNOWN',
  manual: 'QUESTION',
  waived: 'waived',
  pass: 'pass',
  'not-applicable': 'n/a',
} as const satisfies Record<Finding['status'], string>;

/** Details and evidence of one finding that are shown without `--verbose`. */
const mostDetails = 2;
const mostEvidence = 3;

/**
 * Label and check, and the message beside them when all of it fits there, so that one line tells the finding to a
 * reader and to grep; otherwise beneath, like everything else, with nearly the whole width. No lines are drawn
 * between: text can be selected and pasted.
 */
export function layOut(rows: readonly Row[], look: Look, steps: readonly TargetStep[] = []): string {
  const label = Math.max(...rows.map(({ finding }) => labelOf(finding).length));
  // Passes come in dozens and in one line each: there a column is easier to read.
  const idle = Math.max(0, ...rows.map(({ finding }) => (isIdle(finding) ? finding.check.length : 0)));
  const indent = ' '.repeat(label + 4);
  const text = look.width - indent.length;
  let out = '';
  for (const row of rows) {
    const { finding } = row;
    const name = nameOf(row);
    const column = isIdle(finding) ? idle : name.length;
    const message = cleanLine(row.message);
    const gap = name.endsWith(':') ? 1 : 2;
    const beside = column + gap + message.length <= text;
    const head = `  ${colourOf(finding, look.paint)(labelOf(finding).padEnd(label))}  ${look.paint.bold(name)}`;
    out += beside ? `${head}${' '.repeat(column - name.length + gap)}${message}\n` : `${head}\n`;
    if (!beside) out += hanging(indent, message, look.width);
    // Lines that are not broken: the carets stand below what they mean.
    const picture = finding.pointer === undefined || row.checks.length > 1 ? [] : pictureOf(finding.pointer, text);
    for (const line of picture) out += `${indent}${line}\n`;
    const fix = fixOf(row, steps);
    for (const [lead, line] of [...linesOf(row, look), ...fix.lines]) out += hanging(indent + lead, line, look.width);
    for (const command of fix.commands) out += commandLine(`${indent}  `, command);
    for (const [lead, line] of questionOf(row, look)) out += hanging(indent + lead, line, look.width);
  }
  return out;
}

/** What a line begins with, such as a dash, and its text, which stays to the right of that. */
type Line = readonly [lead: string, text: string];
const plain = (line: string): Line => ['', line];

const isIdle = ({ status }: Finding): boolean => status === 'pass' || status === 'not-applicable';

const nameOf = ({ finding, checks }: Row): string =>
  checks.length > 1 ? `${checks.length} checks${finding.status === 'manual' ? ' wait:' : ''}` : finding.check;

const labelOf = ({ status, severity }: Finding): string => (status === 'fail' ? `FAIL ${severity}` : labels[status]);

function colourOf({ status, severity }: Finding, paint: ChalkInstance): ChalkInstance {
  if (status === 'fail') return severity === 'high' ? paint.red.bold : severity === 'medium' ? paint.yellow : paint.cyan;
  if (status === 'error') return paint.red.bold;
  return status === 'unknown' ? paint.magenta : status === 'manual' ? paint.blue : status === 'pass' ? paint.green : paint.dim;
}

/** What was seen and what mends it; folded rows name their checks instead. */
function linesOf({ finding, checks, message }: Row, { verbose }: Look): Line[] {
  if (checks.length > 1) return [plain(checks.join(', '))];
  const { evidence = [], details = [], status, location } = finding;
  // A message often is the first detail, with or without how many more there are.
  const others = details.filter((line) => !message.startsWith(line));
  const told = verbose ? others : others.slice(0, mostDetails);
  const quiet = isIdle(finding) || status === 'manual';
  const seen = verbose ? evidence : evidence.slice(0, quiet ? 0 : mostEvidence);
  return [
    // The first character stands for the whole document, which the heading names.
    ...(location === undefined || (location.line === 1 && location.column === 1) ? [] : [plain(`at ${placeOf(location)}`)]),
    ...told.map((line): Line => ['- ', cleanLine(line)]),
    ...(others.length > told.length ? [plain(`- and ${others.length - told.length} more with --verbose`)] : []),
    ...seen.map(seenLine),
    ...(status === 'fail' && evidence.length > seen.length
      ? [plain(`seen: ${evidence.length - seen.length} more with --verbose`)]
      : []),
  ];
}

/** What mends a finding: a sentence, and the commands unless they are told below, with those of others. */
function fixOf({ finding: { remediation, step = 0 }, checks }: Row, steps: readonly TargetStep[]) {
  if (checks.length > 1 || remediation === undefined) return { lines: [], commands: [] };
  const made = steps[step - 1];
  const where = made === undefined ? '' : whereTold(made, step);
  const lines = [plain(`fix: ${cleanLine(remediation.summary)}${where}`)];
  return { lines, commands: made === undefined || made.isPlain ? (remediation.commands ?? []) : [] };
}

function questionOf({ finding, checks }: Row, { target }: Look): Line[] {
  const answer = checks.length > 1 ? undefined : answerOf(finding, target);
  return answer === undefined ? [] : [plain(`answer: ${answer}`)];
}

/** Compact JSON has no place to break a line at, and a name that is cut in two is hard to read. */
function seenLine({ facet, path, value }: EvidenceLine): Line {
  const text = value === null ? 'not set' : shortJson(value, 160).replaceAll(/(["\]}]),"/g, '$1, "');
  return ['seen: ', `${cleanLine(facet)} ${cleanLine(path)} = ${text}`];
}
