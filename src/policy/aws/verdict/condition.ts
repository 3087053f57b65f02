import { memoFor, memoPer } from '../../memo.ts';
import { agreed, and, not, or, ternary, type Ternary } from '../../ternary.ts';
import type { Clause } from '../document/model.ts';
import { compileGlob, containsGlob, globsIntersect, globTokens, literalText, relate, type Glob } from '../pattern/glob.ts';
import { ipInRange, publicIpInRanges } from '../pattern/ip.ts';
import { isNetworkKey } from '../request/keys.ts';
import { channelName, possibilities, type Possibility, type Request, type SomeValue } from '../request/request.ts';
import { printable } from '../../printable.ts';
import { resolveGlob } from './variable.ts';

/** The answer of all clauses together, and the clause that decided it where the answer is not `true`. */
export interface ConditionResult {
  readonly answer: Ternary;
  readonly clause: Clause | undefined;
}

/**
 * Clauses are AND-ed: a false one decides, else an unknown one. Of several the same one is named in whatever order they
 * are written: the one that says most, which is where a request comes from rather than how it is signed.
 */
export function evaluateConditions(clauses: readonly Clause[], request: Request): ConditionResult {
  const ordered = byTelling(clauses);
  let undecided: Clause | undefined;
  for (const clause of ordered) {
    const answer = evaluateClause(clause, request);
    if (answer === 'false') return { answer, clause };
    if (answer === 'unknown') undecided ??= clause;
  }
  return undecided === undefined ? { answer: 'true', clause: ordered[0] } : { answer: 'unknown', clause: undecided };
}

const byTelling = memoFor((clauses: readonly Clause[]): readonly Clause[] =>
  clauses.length < 2 ? clauses : clauses.toSorted((a, b) => dullness(a) - dullness(b) || compareText(nameOf(a), nameOf(b))),
);

const dullness = ({ lowerKey }: Clause): number => (isNetworkKey(lowerKey) ? 0 : dullKeys.has(lowerKey) ? 2 : 1);
const nameOf = ({ lowerKey, operator, values }: Clause): string =>
  `${lowerKey} ${operator} ${values.map(({ source }) => source).join(' ')}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const dullKeys = new Set(['s3:authtype', 'aws:securetransport', 'aws:principalaccount', 'aws:principalarn']);

/** One operator and key against every way in which the request may look. */
export function evaluateClause(clause: Clause, request: Request): Ternary {
  const found = possibilities(request, clause.lowerKey);
  const isPlain = clause.values.every(({ variables }) => variables.length === 0);
  const values = isPlain ? clause.values : clause.values.flatMap((value) => resolveGlob(value, request) ?? []);
  const evaluate = (): Ternary => agreed(found.map((possibility) => evaluateOne(clause, values, possibility)));
  if (!isPlain) return evaluate();
  // A list of hundreds of addresses is asked about by every need of every check.
  return clause.values.length < 8 ? evaluate() : answers(clause, found.map(signature).join('\n'), evaluate);
}

const answers = memoPer<Clause, Ternary>(64);

const signature = (possibility: Possibility): string =>
  possibility === null ? '' : typeof possibility === 'string' ? `=${possibility}` : JSON.stringify(possibility);

/**
 * One operator and key against one way in which a request may look.
 * @param values of the clause as they stand for the request; one whose variable has no value there equals nothing
 */
export function evaluateOne(clause: Clause, values: readonly Glob[], possibility: Possibility): Ternary {
  if (clause.comparison === 'null') return values.map((value) => wantsAbsent(value, possibility === null)).reduce(or, 'false');
  if (possibility === null) {
    if (clause.ifExists || clause.quantifier === 'ForAllValues') return 'true';
    if (clause.quantifier === 'ForAnyValue') return 'false';
    // A negated operator holds for an absent key: this is how a network restriction cuts W&B off.
    return ternary(clause.negated);
  }
  const matched =
    clause.comparison === 'ip' && typeof possibility === 'object' && values.every(({ variables }) => variables.length === 0)
      ? inRanges(values.map(literalText), possibility)
      : values.map((value) => compare(clause, value, possibility)).reduce(or, 'false');
  return clause.negated ? not(matched) : matched;
}

/** Whether an address that is not known lies in one of the blocks together. */
function inRanges(blocks: readonly string[], { publicIp }: SomeValue): Ternary {
  if (publicIp) return publicIpInRanges(blocks);
  return ['0.0.0.0/0', '::/0'].every((all) => blocks.includes(all)) ? 'true' : 'unknown';
}

function wantsAbsent(value: Glob, isAbsent: boolean): Ternary {
  const text = value.source.toLowerCase();
  return text === 'true' ? ternary(isAbsent) : text === 'false' ? ternary(!isAbsent) : 'unknown';
}

function compare(clause: Clause, value: Glob, actual: string | SomeValue): Ternary {
  if (value.variables.length > 0) return 'unknown';
  const text = literalText(value);
  if (typeof actual === 'object' && actual.foreign && namesOne(value, actual)) return 'false';
  switch (clause.comparison) {
    case 'string':
      return clause.ignoreCase ? equal(text.toLowerCase(), lower(actual)) : equal(text, actual);
    case 'like':
      return relate(value, actual);
    case 'arn':
      return relateArn(value, actual);
    case 'bool':
      return equal(text.toLowerCase(), lower(actual));
    case 'numeric':
      return compareNumbers(clause.base, bounds(actual, Number), toNumber(text));
    case 'date':
      return compareNumbers(clause.base, bounds(actual, toMilliseconds), toMilliseconds(text));
    case 'ip':
      return typeof actual === 'string' ? ipInRange(actual, text) : 'unknown';
    case 'null':
      return 'unknown';
  }
}

/** True for a pattern that names one thing, or of a path where it begins: something foreign is not that. */
const namesOne = ({ source, tokens }: Glob, { like }: SomeValue): boolean =>
  tokens === null || (like.includes('/') && /^[^*?/]+\//.test(source));

const lower = (actual: string | SomeValue): string | SomeValue =>
  typeof actual === 'string' ? actual.toLowerCase() : { ...actual, like: actual.like.toLowerCase() };

function equal(expected: string, actual: string | SomeValue): Ternary {
  if (typeof actual === 'string') return ternary(actual === expected);
  if (actual.foreign) return 'false';
  // ARNs, ids and names of services have no such characters: a wildcard without "Like" equals none of them.
  if (actual.like !== '*' && /[*?]/.test(expected)) return 'false';
  return relate(compileGlob(actual.like), expected) === 'false' ? 'false' : 'unknown';
}

/** ARNs are compared in six parts, so that a wildcard does not cross a colon. */
function relateArn(pattern: Glob, actual: string | SomeValue): Ternary {
  const expected = arnParts(globTokens(pattern));
  const parts = arnParts(
    globTokens(typeof actual === 'string' ? { source: actual, tokens: null, variables: [] } : compileGlob(actual.like)),
  );
  if (expected === undefined || parts === undefined) return 'unknown';
  return expected.map((part, at) => relateTokens(part, parts[at] ?? [])).reduce(and, 'true');
}

/** A value that is a pattern is one that nobody knows, and relates to another in three values. */
function relateTokens(pattern: readonly number[], actual: readonly number[]): Ternary {
  const glob: Glob = { source: '', tokens: pattern, variables: [] };
  const other: Glob = { source: '', tokens: actual, variables: [] };
  return containsGlob(glob, other) ? 'true' : globsIntersect(glob, other) ? 'unknown' : 'false';
}

const colon = 58;

function arnParts(tokens: readonly number[]): readonly (readonly number[])[] | undefined {
  const parts: (readonly number[])[] = [];
  let from = 0;
  for (let at = tokens.indexOf(colon); at !== -1 && parts.length < 5; at = tokens.indexOf(colon, from)) {
    parts.push(tokens.slice(from, at));
    from = at + 1;
  }
  return parts.length < 5 ? undefined : [...parts, tokens.slice(from)];
}

const toNumber = (text: string): number => (/^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN);

// With a time W3C's profile of ISO 8601 asks for a zone; without one JavaScript would take the zone of this machine.
const isoDate = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** A date of a policy, ISO 8601 or epoch seconds, in milliseconds; NaN when it is neither. */
export function toMilliseconds(text: string): number {
  // Four digits are a year: no policy means the first hours of 1970.
  if (isoDate.test(text)) return Date.parse(text);
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Number.NaN;
}

function bounds(actual: string | SomeValue, read: (text: string) => number): readonly [number, number] {
  if (typeof actual === 'string') return [read(actual), read(actual)];
  return [actual.min ?? -Infinity, actual.max ?? Infinity];
}

function compareNumbers(base: string, [min, max]: readonly [number, number], bound: number): Ternary {
  if (Number.isNaN(bound) || Number.isNaN(min)) return 'unknown';
  const both = (test: (value: number) => boolean): Ternary => agreed([ternary(test(min)), ternary(test(max))]);
  if (base.endsWith('GreaterThanEquals')) return both((value) => value >= bound);
  if (base.endsWith('GreaterThan')) return both((value) => value > bound);
  if (base.endsWith('LessThanEquals')) return both((value) => value <= bound);
  if (base.endsWith('LessThan')) return both((value) => value < bound);
  if (min === max) return ternary(min === bound);
  return bound < min || bound > max ? 'false' : 'unknown';
}

/** A clause for messages: what the key is in the request. */
export function becauseOf(clause: Clause, request: Request): string {
  const open = clause.values.flatMap((value) => resolveGlob(value, request)?.variables ?? [])[0];
  const known = keyIn(clause, request);
  return open === undefined ? known : `${known}, and what \${${printable(open, 100)}} is there is not known`;
}

function keyIn(clause: Clause, request: Request): string {
  const where = channelName(request.channel);
  const found = possibilities(request, clause.lowerKey);
  const [first] = found;
  if (found.length === 1 && first === null) return `${clause.key} is absent from ${where}`;
  if (found.length === 1 && typeof first === 'string') return `${clause.key} is ${printable(first, 100)} in ${where}`;
  const names = found.map((possibility) =>
    typeof possibility === 'string' ? printable(possibility, 100) : possibility === null ? 'absent' : possibility.called,
  );
  if (names.every((name) => name !== undefined)) return `${clause.key} is ${names.join(' or ')} in ${where}`;
  if (found.length === 1 && typeof first === 'object' && first?.max !== undefined)
    return `${clause.key} is anything from ${first.min ?? 0} to ${first.max} in ${where}`;
  return `what ${clause.key} is in ${where} is not known`;
}
