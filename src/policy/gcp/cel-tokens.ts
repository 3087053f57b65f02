/** A piece of an expression with its place in the text. */
export type CelToken =
  /** `value` is undefined for a literal whose meaning is not worked out: raw, bytes, or with rare escapes. */
  | {
      readonly kind: 'string';
      readonly text: string;
      readonly at: number;
      readonly end: number;
      readonly value: string | undefined;
    }
  | { readonly kind: 'number' | 'word' | 'mark'; readonly text: string; readonly at: number; readonly end: number };

/** How long an expression may be before nobody reads it; those of IAM hold a dozen operators at most. */
const longest = 8192;
const blank = /[\t\n\f\r ]+|\/\/[^\n]*/y;
const piece =
  /([A-Za-z_]\w*)(?!["'])|(\d[\w.]*)|((?:[rRbB]{1,2})?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|(&&|\|\||==|!=|<=|>=|[()[\]{}.,?:<>!+\-*/%])/y;

/** The tokens of a CEL expression; undefined when it holds something that is no token. */
export function tokensOf(text: string): readonly CelToken[] | undefined {
  if (text.length > longest) return undefined;
  const tokens: CelToken[] = [];
  let at = 0;
  while (at < text.length) {
    blank.lastIndex = at;
    const space = blank.exec(text);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    piece.lastIndex = at;
    const found = piece.exec(text);
    if (found === null) return undefined;
    const [all, word, number, string] = found;
    const end = at + all.length;
    if (string !== undefined) tokens.push({ kind: 'string', text: all, at, end, value: valueOf(string) });
    else tokens.push({ kind: word === undefined ? (number === undefined ? 'mark' : 'number') : 'word', text: all, at, end });
    at = end;
  }
  return tokens;
}

function valueOf(literal: string): string | undefined {
  const quote = literal[0];
  if (quote !== '"' && quote !== "'") return undefined;
  const inner = literal.slice(1, -1);
  if (/\\[^\\"']/.test(inner.replaceAll('\\\\', ''))) return undefined;
  return inner.replaceAll(/\\(.)/g, '$1');
}
