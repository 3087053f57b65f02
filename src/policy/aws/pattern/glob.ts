import type { Ternary } from '../../ternary.ts';

/**
 * A wildcard pattern of IAM: `*` is any run of characters, `?` exactly one. Matching never uses a
 * regular expression, whose backtracking a policy with many `*` could exhaust.
 */
export interface Glob {
  readonly source: string;
  /** Code units, {@link any} and {@link one}; null when the pattern is plain text. */
  readonly tokens: readonly number[] | null;
  /** Names of the policy variables inside; each counts as `*` here and makes a match uncertain. */
  readonly variables: readonly string[];
}

/** Tokens beside the code units: a run of characters, and exactly one. */
export const any = -1;
export const one = -2;

/** The text that a policy variable (`aws:username`, or `aws:username, 'default'`) stands for, if it is known. */
export type VariableValue = (name: string) => string | undefined;

/**
 * @param withVariables true in documents of version 2012-10-17: there `${*}`, `${?}` and `${$}` are the
 * characters themselves and any other `${…}` is a variable
 * @param valueOf the values of variables as far as they are known
 */
export function compileGlob(source: string, withVariables = false, valueOf: VariableValue = unknownValue): Glob {
  if (!withVariables || !source.includes('${')) {
    if (!source.includes('*') && !source.includes('?')) return { source, tokens: null, variables: [] };
    return { source, tokens: withoutRepeats(tokensOf(source)), variables: [] };
  }
  const tokens: number[] = [];
  const variables: string[] = [];
  let at = 0;
  while (at < source.length) {
    const end = source.startsWith('${', at) ? source.indexOf('}', at) : -1;
    if (end === -1) {
      tokens.push(...tokensOf(source[at] ?? ''));
      at += 1;
      continue;
    }
    const name = source.slice(at + 2, end);
    const value = name === '*' || name === '?' || name === '$' ? name : valueOf(name);
    if (typeof value === 'string') tokens.push(...codesOf(value));
    else {
      variables.push(name.toLowerCase());
      tokens.push(any);
    }
    at = end + 1;
  }
  return { source, tokens: withoutRepeats(tokens), variables };
}

/** A `*` behind a `*` says nothing new. */
const withoutRepeats = (tokens: readonly number[]): readonly number[] =>
  tokens.some((token, at) => isRepeat(tokens, token, at)) ? tokens.filter((token, at) => !isRepeat(tokens, token, at)) : tokens;

const isRepeat = (tokens: readonly number[], token: number, at: number): boolean => token === any && tokens[at - 1] === any;

const unknownValue: VariableValue = () => undefined;

/** The code units of a text. */
export function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at += 1) codes.push(text.charCodeAt(at));
  return codes;
}

/** The text of a pattern as operators without wildcards read it: a `*` is a character, and `${*}` is the same one. */
export const literalText = ({ source, tokens }: Glob): string =>
  tokens === null
    ? source
    : tokens.map((token) => (token === any ? '*' : token === one ? '?' : String.fromCharCode(token))).join('');

/** The tokens of a pattern, those of plain text included. */
export const globTokens = ({ source, tokens }: Glob): readonly number[] => tokens ?? codesOf(source);

function tokensOf(text: string): number[] {
  const tokens: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    tokens.push(c === 42 ? any : c === 63 ? one : c);
  }
  return tokens;
}

/** True when the pattern, its variables read as `*`, matches the whole text. At most pattern x text steps. */
export function matchesGlob({ source, tokens }: Glob, text: string): boolean {
  if (tokens === null) return source === text;
  // Written out rather than through `walk`: every request is compared with every action pattern.
  let p = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const token = tokens[p];
    if (token === any) {
      star = p;
      resume = at;
      p += 1;
    } else if (token === one || token === text.charCodeAt(at)) {
      p += 1;
      at += 1;
    } else if (star !== -1) {
      p = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (tokens[p] === any) p += 1;
  return p === tokens.length;
}

/**
 * True only when every text that `inner` matches is matched by `outer`. Sound; it misses containments that
 * hold only because several tokens together say so.
 */
export function containsGlob(outer: Glob, inner: Glob): boolean {
  if (outer.variables.length > 0) return false;
  if (inner.tokens === null) return matchesGlob(outer, inner.source);
  // Plain text is one text, a wildcard stands for many.
  if (outer.tokens === null) return false;
  const { tokens } = inner;
  return walk(outer.tokens, tokens.length, (token, at) => {
    const other = tokens[at];
    return token === one ? other !== any : token === other;
  });
}

/** Greedy matching with one remembered star: a later star makes every earlier choice irrelevant. */
function walk(tokens: readonly number[], length: number, step: (token: number, at: number) => boolean): boolean {
  let p = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < length) {
    const token = tokens[p];
    if (token === any) {
      star = p;
      resume = at;
      p += 1;
    } else if (token !== undefined && step(token, at)) {
      p += 1;
      at += 1;
    } else if (star !== -1) {
      p = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (tokens[p] === any) p += 1;
  return p === tokens.length;
}

/** True when some text is matched by both patterns (variables read as `*`). Exact. */
export function globsIntersect(a: Glob, b: Glob): boolean {
  if (a.tokens === null) return matchesGlob(b, a.source);
  if (b.tokens === null) return matchesGlob(a, b.source);
  const { tokens: left } = a;
  const { tokens: right } = b;
  // Literal beginnings that differ settle most pairs at once.
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const x = left[at] ?? any;
    const y = right[at] ?? any;
    if (x < 0 || y < 0) break;
    if (x !== y) return false;
  }
  // row[j]: left from i and right from j can still produce one text; filled from the ends.
  let below = new Uint8Array(right.length + 1);
  for (let i = left.length; i >= 0; i -= 1) {
    const row = new Uint8Array(right.length + 1);
    for (let j = right.length; j >= 0; j -= 1) {
      const x = left[i];
      const y = right[j];
      if (x === undefined && y === undefined) row[j] = 1;
      else if (x === any) row[j] = below[j] || (y === undefined ? 0 : (row[j + 1] ?? 0));
      else if (y === any) row[j] = (row[j + 1] ?? 0) || (x === undefined ? 0 : (below[j] ?? 0));
      else if (x !== undefined && y !== undefined && (x === one || y === one || x === y)) row[j] = below[j + 1] ?? 0;
    }
    below = row;
  }
  return below[0] === 1;
}

/** Whether a text that `about` stands for is matched: known text exactly, a pattern in three values. */
export function relate(pattern: Glob, about: string | { readonly like: string }): Ternary {
  if (typeof about === 'string') {
    if (!matchesGlob(pattern, about)) return 'false';
    return pattern.variables.length > 0 ? 'unknown' : 'true';
  }
  const values = compileGlob(about.like);
  if (containsGlob(pattern, values)) return 'true';
  return globsIntersect(pattern, values) ? 'unknown' : 'false';
}
