import type { Check, CheckContext } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Evidence } from '../../src/evidence/index.ts';

/** What somebody could put into a bucket to paint over a terminal, reorder a line or break out of a shell word. */
export const hostileTexts = [
  '\u001b[2J\u001b]0;x\u0007',
  '\u009b31m',
  'a\nb\r\tc\u0000',
  '\u202egpj.exe\u2066',
  '\u200b\u2028\ufeff',
  "'; touch pwned #",
  '"; touch pwned; "',
  '$(touch pwned)',
  '`touch pwned`',
  "\\'$HOME && rm * > /dev/null | true",
] as const;

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A policy is a text that holds a document: what is inside of it can be hostile as well. */
function documentIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many texts there are in a JSON value, names of members and texts inside of documents included. */
export function countTexts(value: unknown): number {
  let count = 0;
  changeTexts(value, (text) => {
    count += 1;
    return text;
  });
  return count;
}

/** The value with some of its texts changed. */
export function changeTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') {
    const document = documentIn(value);
    return document === undefined ? change(value) : JSON.stringify(changeTexts(document, change));
  }
  if (Array.isArray(value)) return value.map((item) => changeTexts(item, change));
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [change(name), changeTexts(member, change)] as const));
}

/** What a check may say about evidence, whatever is chosen. */
export const judgeEvidence = (
  evidence: Evidence,
  checks: readonly Check[],
  more: Pick<CheckContext, 'rules'>,
): readonly Finding[] =>
  evaluate(evidence, checks, {
    ...evidence.declared,
    ...more,
    edition: '2026-02',
    target: evidence.target,
    collectedAt: Date.parse(evidence.collectedAt),
  });

/** C0, DEL, C1, and the marks that turn, hide or break text. */
// oxlint-disable-next-line no-control-regex
export const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** A shell takes what stands in single quotes and behind a backslash as it is. */
const unquoted = (command: string): string => command.replaceAll(/'[^']*'|\\'/g, '');

/** What is wrong with the texts of a finding, each with its place. */
export function problemsOf({
  check,
  status,
  message,
  details = [],
  evidence = [],
  remediation,
  obstacles = [],
}: Finding): string[] {
  const { summary = '', commands = [] } = remediation ?? {};
  const texts = [
    ['message', message],
    ...details.map((text) => ['detail', text] as const),
    ...evidence.map(({ path }) => ['path', path] as const),
    ['summary', summary],
    ...commands.map((text) => ['command', text] as const),
    ...obstacles.map((obstacle) => ['obstacle', obstacle.message] as const),
  ] as const;
  return [
    ...(status === 'error' ? [`${check} threw: ${message}`] : []),
    ...texts.flatMap(([where, text]) => (unprintable.test(text) ? [`${check} ${where}: ${JSON.stringify(text)}`] : [])),
    ...commands.flatMap((text) =>
      /^[\w@%+=:,./ -]*(?: > [\w-]+\.json)?$/.test(unquoted(text)) ? [] : [`${check} unquoted: ${text}`],
    ),
  ];
}
