import { severityOf, type CheckInfo, type Source } from '../../core/check.ts';
import { editions } from '../../evidence/declared.ts';
import { facetDefinition } from '../../evidence/index.ts';
import { hanging, wrap } from '../../reporters/text.ts';
import { loadCatalogue } from '../../catalogue/index.ts';
import type { Example, Examples } from '../../catalogue/examples.ts';
import type { Io } from '../output/io.ts';
import { didYouMean } from '../suggest.ts';
import { columnsOf } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { debatableLines } from './explain-rules.ts';

/** Prints what one check is about. @returns the exit code */
export async function explain(id: string, io: Io): Promise<number> {
  const catalogue = await loadCatalogue();
  const check = catalogue.find((one) => one.id === id);
  if (check === undefined) {
    const ids = catalogue.map((one) => one.id);
    throw new UsageError(`no check has the id ${JSON.stringify(id)}${didYouMean(id, ids)}; \`byob-audit list\` shows the ids`);
  }
  // No other command needs the examples.
  const { examples } = await import('../../catalogue/examples.ts');
  io.stdout.write(textOf(check, examples[id] ?? none, Math.min(Math.max(columnsOf(io), 60), 100)));
  return 0;
}

const none: Examples = { pass: [], fail: [], manual: [] };

function textOf(check: CheckInfo, { pass, fail, manual }: Examples, width: number): string {
  const block = (text: string): string =>
    wrap(text, width - 2)
      .map((line) => `  ${line}\n`)
      .join('');
  const items = (lines: readonly string[]): string => lines.map((line) => hanging('  - ', line, width)).join('');
  const cases = (shown: readonly Example[]): string =>
    shown.length === 0 ? block('no recorded case') : items(shown.map(([fixture, message]) => `${fixture}: ${message}`));
  const controls = Object.entries(check.controls ?? {}).map(([framework, names]) => `${framework}: ${names.join(', ')}`);
  const sections: readonly (readonly [string, string])[] = [
    ['Severity', block(severities(check))],
    ['Why it matters', block(check.rationale)],
    // No recording holds what is said of a document before it is applied.
    ...(check.documents === undefined && check.provider !== 'uri'
      ? ([
          ['What passes, by recorded case', cases(pass)],
          ['What fails', cases(fail)],
        ] as const)
      : []),
    ...(manual.length === 0 ? [] : [['What it asks about', cases(manual)] as const]),
    ['How to fix', block(check.remediation)],
    ['Needs', items(needs(check))],
    ['Debatable', items(debatableLines(check.id))],
    ['Sources', items(check.source.map(sourceLine))],
    ['Decides catalogue rows', block(check.rows.join(', '))],
    ['Tags', block(check.tags.join(', '))],
    ['Controls', items(controls)],
  ];
  const filled = sections.filter(([, text]) => text.trim() !== '');
  return `${check.id}: ${check.title}\n${filled.map(([title, text]) => `\n${title}\n${text}`).join('')}`;
}

/** One word when all editions agree, else each edition's own. */
function severities(check: CheckInfo): string {
  const each = editions.map((edition) => [edition, severityOf(check, edition)] as const);
  const [first] = each;
  if (each.every(([, severity]) => severity === first?.[1])) return `${first?.[1] ?? check.severity} in every edition`;
  return each.map(([edition, severity]) => `${severity} in ${edition}`).join(', ');
}

function needs(check: CheckInfo): string[] {
  const call = (name: string, how: string): string => {
    const definition = facetDefinition(check.provider, name);
    const permission = definition?.permission ?? null;
    return `${definition?.call ?? name} (${permission === null ? 'no permission' : permission})${how}`;
  };
  const lines = [
    ...(check.documents ?? []).map((kind) => `the document alone: byob-audit policy check ${kind} FILE`),
    ...check.requires.map((name) => call(name, '')),
    ...check.consults.map((name) => call(name, ', where it can be read')),
  ];
  return lines.length === 0 ? ['no call: it judges what is declared'] : lines;
}

const sourceLine = ({ document, edition, quote, inferred }: Source): string => {
  const head = [
    document,
    ...(edition === undefined ? [] : [`edition ${edition}`]),
    ...(inferred === true ? ['inferred: no document says so'] : []),
  ];
  // A piece of a policy or a configuration has quotation marks of its own.
  const mark = quote?.includes('"') === true ? '`' : '"';
  return quote === undefined ? head.join(', ') : `${head.join(', ')}: ${mark}${quote}${mark}`;
};
