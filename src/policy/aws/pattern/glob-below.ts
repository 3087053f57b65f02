import { any, codesOf, one, type Glob } from './glob.ts';

/** Every text that begins with `root` and is longer; a `*` in the root is a plain character. */
export const everythingBelow = (root: string): Glob => ({
  source: `${root}?*`,
  tokens: [...codesOf(root), one, any],
  variables: [],
});

/**
 * The places in the tokens that a text which begins with `root` can have reached at the end of it, ascending.
 * @param count is told how many places were moved
 */
export function placesAfter(
  tokens: readonly number[],
  root: string,
  count: (moved: number) => void = () => {},
): readonly number[] {
  // Literal beginnings that differ settle most patterns at once.
  let common = 0;
  for (let token = tokens[0]; token !== undefined && token >= 0 && common < root.length; token = tokens[common]) {
    if (token !== root.charCodeAt(common)) return [];
    common += 1;
  }
  let active = withSkips(tokens, [common]);
  for (let at = common; at < root.length && active.length > 0; at += 1) {
    const code = root.charCodeAt(at);
    const next: number[] = [];
    for (const place of active) {
      const token = tokens[place];
      if (token === any) next.push(place);
      else if (token === one || token === code) next.push(place + 1);
    }
    count(active.length);
    active = withSkips(tokens, next);
  }
  return active;
}

/** The shortest text that the pattern, its variables read as `*`, matches and that begins with `root` and is longer. */
export function shortestBelow(root: string, glob: Glob): string | undefined {
  if (glob.tokens === null) return glob.source.length > root.length && glob.source.startsWith(root) ? glob.source : undefined;
  const { tokens } = glob;
  let shortest: string | undefined;
  for (const place of placesAfter(tokens, root)) {
    if (place === tokens.length) continue;
    const fixed = tokens.slice(place).filter((token) => token !== any);
    if (shortest !== undefined && shortest.length < root.length + fixed.length) continue;
    const word = root + (fixed.length === 0 ? 'a' : String.fromCharCode(...fixed.map((token) => (token === one ? 97 : token))));
    if (shortest === undefined || word.length < shortest.length || word < shortest) shortest = word;
  }
  return shortest;
}

/** Ascending positions, with those that a `*` lets one skip to; what a later `*` makes irrelevant is left out. */
function withSkips(tokens: readonly number[], positions: readonly number[]): readonly number[] {
  let active: number[] = [];
  for (const p of positions) {
    if (tokens[p] === any) active = [p, p + 1];
    else if (active.at(-1) !== p) active.push(p);
  }
  return active;
}
