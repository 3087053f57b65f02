/** Control, bidirectional and zero-width characters: they could repaint or reorder a terminal's line. */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Nearly all text is plain ASCII, and a test costs a fraction of a replacement. */
const plain = /^[ -~]*$/;

/** Text that came out of a bucket, fit for a message: no control characters, at most `limit` characters. */
export function printable(text: string, limit = 200): string {
  const clean = plain.test(text) ? text : text.replace(unprintable, '');
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

/** JSON in pure ASCII: equal to any JSON reader, and nothing in it can touch a terminal. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A JSON value whose every name and text is fit for printing. */
export function printableDeep(value: unknown): unknown {
  if (typeof value === 'string') return printable(value, 400);
  if (Array.isArray(value)) return value.map(printableDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [printable(name), printableDeep(member)] as const));
}
