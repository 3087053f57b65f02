/** Control, bidirectional and zero-width characters: they could repaint or reorder a terminal's line. */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Nearly all text is plain ASCII, and a test costs a fraction of a replacement. */
const plain = /^[ -~]*$/;

/** Text that came out of a bucket, fit for a message: no control characters, at most `limit` characters. */
export function printable(text: string, limit = 200): string {
  const clean = plain.test(text) ? text : text.replace(unprintable, '');
  if (clean.length <= limit) return clean;
  // Half of a character is none.
  return `${clean.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** JSON in pure ASCII: equal to any JSON reader, and nothing in it can touch a terminal. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const longestText = 400;
const longestName = 200;

/** A JSON value whose every name and text is fit for printing; the value itself where nothing had to be done. */
export const printableDeep = (value: unknown): unknown => (isPrintable(value) ? value : madePrintable(value));

/** Nearly every value is. */
function isPrintable(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longestText && plain.test(value);
  if (Array.isArray(value)) return value.every(isPrintable);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => name.length <= longestName && plain.test(name) && isPrintable(member));
}

function madePrintable(value: unknown): unknown {
  if (typeof value === 'string') return printable(value, longestText);
  if (Array.isArray(value)) return value.map(madePrintable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [printable(name, longestName), madePrintable(member)] as const),
  );
}
