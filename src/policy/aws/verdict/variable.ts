import { compileGlob, type Glob } from '../pattern/glob.ts';
import { possibilities, type Request } from '../request/request.ts';
import type { PatternList } from '../document/model.ts';

/** A text, null when the request has no such key, undefined when either is not known. */
function valueIn(request: Request, name: string): string | null | undefined {
  const [, key = name, fallback = null] = /^([^,]*[^,\s])\s*,\s*'([^']*)'\s*$/.exec(name) ?? [];
  const found = possibilities(request, key.trim().toLowerCase());
  const [first] = found;
  if (found.length !== 1 || typeof first === 'object') return found.every((one) => one === null) ? fallback : undefined;
  return first;
}

/**
 * A pattern as it stands for one request: known policy variables replaced by what they are there.
 * @returns undefined when a variable in it has no value, so that it matches nothing (IAM user guide, policy variables)
 */
export function resolveGlob(pattern: Glob, request: Request): Glob | undefined {
  // A list without values is a pattern with a variable that stands nowhere in its text.
  if (pattern.variables.length === 0 || !pattern.source.includes('${')) return pattern;
  let never = false;
  const resolved = compileGlob(pattern.source, true, (name) => {
    const value = valueIn(request, name);
    if (value === null) never = true;
    return value ?? undefined;
  });
  return never ? undefined : resolved;
}

/**
 * The list as it stands for one request: known policy variables replaced, and patterns left out that match nothing
 * because a variable in them has no value (IAM user guide, policy variables). In NotResource those stay uncertain.
 */
export function resolveList(list: PatternList, request: Request): PatternList {
  if (list.patterns.every(({ variables }) => variables.length === 0)) return list;
  const patterns = list.patterns.flatMap((pattern) => {
    const resolved = resolveGlob(pattern, request);
    if (resolved === undefined) return list.negated ? [pattern] : [];
    return [resolved];
  });
  return { ...list, patterns };
}
