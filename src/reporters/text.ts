import type { Pointer } from '../core/check.ts';
import { cleanLine } from '../core/clean.ts';
import type { Finding, Location } from '../core/finding.ts';
import type { ReportTarget } from '../core/report.ts';

/** The beginning of a text, at most `length` long, that does not end in half of a character. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff && length > 1 ? length - 1 : length);
}

/** A value as compact JSON, cut to `limit` characters. */
export function shortJson(value: unknown, limit: number): string {
  const text = cleanLine(JSON.stringify(value) ?? 'undefined');
  return text.length > limit ? `${cut(text, limit - 1)}…` : text;
}

/** Breaks text at spaces into lines of at most `width` characters; longer words are cut. Existing line breaks stay. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (let word of paragraph.split(' ')) {
      while (word.length > width) {
        const room = line === '' ? width : width - line.length - 1;
        if (room < width / 3) {
          lines.push(line);
          line = '';
          continue;
        }
        const start = cut(word, room);
        lines.push(line === '' ? start : `${line} ${start}`);
        line = '';
        word = word.slice(start.length);
      }
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** Text behind a lead, its further lines below the first word. */
export const hanging = (lead: string, text: string, width: number): string =>
  wrap(text, width - lead.length)
    .map((line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${line}\n`)
    .join('');

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A text and, below it, carets under the part that is meant: two lines of at most `width` columns, cut around that part. */
export function pictureOf({ text, start, end }: Pointer, width: number): readonly [line: string, carets: string] {
  const length = Math.max(end - start, 1);
  const room = Math.max(width - 6, 10);
  const from = text.length <= width ? 0 : Math.max(0, Math.min(start - Math.floor(room / 2), text.length - room));
  const lead = from > 0 ? '...' : '';
  const shown = text.length <= width ? text : text.slice(from, from + room);
  const tail = from + shown.length < text.length ? '...' : '';
  const begin = lead.length + Math.max(start - from, 0);
  return [cleanLine(`${lead}${shown}${tail}`), `${' '.repeat(begin)}${'^'.repeat(Math.max(Math.min(length, width - begin), 1))}`];
}

/** How people name a file; `-` is what shells call standard input. */
export const fileName = (file: string): string => (file === '-' ? 'standard input' : cleanLine(file));

/** `file:line:column`, as editors and terminals take it. */
export const placeOf = ({ file, line, column }: Location): string => `${fileName(file)}:${line}:${column}`;

/** What is known of a target beside the document that was judged in its place: nothing where the document has no bucket. */
export const knownUri = ({ uri, document }: ReportTarget): string | undefined => (uri === document?.file ? undefined : uri);

/**
 * How a question is answered: the flag as it is typed, and the key of byob-audit.yaml.
 * @param target a document is judged without byob-audit.yaml, so there the flag stands alone
 * @returns undefined for a question that nothing declared answers
 */
export function answerOf(
  { answer, flag }: Pick<Finding, 'answer' | 'flag'>,
  target: Pick<ReportTarget, 'document'>,
): string | undefined {
  if (answer === undefined) return undefined;
  const key = `\`${cleanLine(answer)}:\` in byob-audit.yaml`;
  if (flag === undefined) return key;
  const typed = `\`${cleanLine(flag)}\``;
  return target.document === undefined ? `${typed}, or ${key}` : typed;
}
