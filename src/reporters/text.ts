/**
 * Control characters (C0 but tab and newline, C1), bidirectional and zero-width marks, lone surrogates and
 * non-characters: they could repaint or reorder a terminal's line, or make XML ill-formed.
 */
const hostile =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;

/** Nearly all text is printable ASCII, and a test costs a fraction of a replacement. */
const plain = /^[ -~]*$/;

const named = (c: string): string => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`;

/** Text that may come from a bucket, made safe to print: what could act instead of being read is shown as `\u{…}`. */
export const clean = (text: string): string => (plain.test(text) ? text : text.replace(hostile, named));

/** The same on one line. */
export const cleanLine = (text: string): string => clean(text).replaceAll(/\s*[\n\t]\s*/g, ' ');

/** The same members inside JSON, as the escapes that JSON has. */
export const safeJson = (json: string): string =>
  plain.test(json) ? json : json.replace(hostile, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** A value as compact JSON, cut to `limit` characters. */
export function shortJson(value: unknown, limit: number): string {
  const text = cleanLine(JSON.stringify(value) ?? 'undefined');
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
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
        lines.push(line === '' ? word.slice(0, room) : `${line} ${word.slice(0, room)}`);
        line = '';
        word = word.slice(room);
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
