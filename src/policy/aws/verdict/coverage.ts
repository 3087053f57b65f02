import { codesOf, type Glob } from '../pattern/glob.ts';
import { buildAutomaton, end, full, step, type Automaton, type State } from '../pattern/automaton.ts';
import type { PatternList } from '../document/model.ts';

/** A statement that applies to a request, for certain or perhaps, wherever its (Not)Resource takes in the object. */
export interface Term extends PatternList {
  readonly effect: 'Allow' | 'Deny';
  readonly isCertain: boolean;
}

/** What was found out about all texts with one beginning. */
export interface Survey {
  /** `undecided`: the limit was reached before an answer was certain. */
  readonly answer: 'true' | 'false' | 'unknown' | 'undecided';
  /** The shortest text with this answer; undefined where all texts have it, or where it is undecided. */
  readonly witness: string | undefined;
  readonly states: number;
  /** Places moved over a character: what time and memory are bounded by. */
  readonly steps: number;
}

export interface Bounds {
  /** Most characters of a text, the root included. */
  readonly length: number;
  /** Most {@link Survey.steps}. */
  readonly steps: number;
}

/** No, perhaps, yes: a conjunction is the least of several, a disjunction the greatest, a negation the distance from 2. */
type Degree = 0 | 1 | 2;
const answers = ['false', 'unknown', 'true'] as const;

interface Range {
  readonly now: Degree;
  /** What it can still be for longer texts. */
  readonly least: Degree;
  readonly most: Degree;
}

/**
 * Reads all texts that begin with `root` and are longer at once, shortest first. Texts after which all patterns stand
 * at the same places have the same future, so there are finitely many states.
 * @param wanted `false` looks for a text that is not granted and answers `true` when every one is granted; `true` looks
 * for one that is granted and answers `false` when none is
 */
export function survey(root: string, terms: readonly Term[], wanted: 'true' | 'false', bounds: Bounds): Survey {
  const merged = merge(terms);
  const automaton = buildAutomaton(root, merged.flatMap(setsOf));
  if (automaton === undefined) return { answer: 'undecided', witness: undefined, states: 0, steps: 0 };
  const target = wanted === 'true' ? 2 : 0;
  const states: State[] = [automaton.start];
  const from: number[] = [0];
  const letters: number[] = [0];
  const lengths: number[] = [root.length];
  const known = new Set<string>();
  const wordTo = (at: number, last: number): string => {
    const codes = [last];
    for (let state = at; state > 0; state = from[state] ?? 0) codes.push(letters[state] ?? 0);
    return root + String.fromCharCode(...codes.toReversed());
  };
  let { steps } = automaton;
  let perhaps: string | undefined;
  for (let at = 0; at < states.length; at += 1) {
    const state = states[at] ?? automaton.start;
    for (const letter of lettersFrom(automaton, state)) {
      steps += state.length + 1;
      if (steps > bounds.steps) return { answer: 'undecided', witness: undefined, states: states.length, steps };
      const next = step(automaton, state, letter);
      const key = String.fromCharCode(...next);
      if (known.size === known.add(key).size) continue;
      const { now, least, most } = grantedIn(merged, reachedBy(automaton, next));
      if (now === target) return { answer: wanted, witness: wordTo(at, letter), states: states.length, steps };
      if (now === 1) perhaps ??= wordTo(at, letter);
      const length = (lengths[at] ?? 0) + 1;
      // Nothing that could still be learned lies behind this state.
      const best = target === 2 ? most : 2 - least;
      if (best === 0 || (best === 1 && perhaps !== undefined) || length === bounds.length) continue;
      states.push(next);
      from.push(at);
      letters.push(letter);
      lengths.push(length);
    }
  }
  const answer = perhaps === undefined ? answers[2 - target] : 'unknown';
  return { answer: answer ?? 'unknown', witness: perhaps, states: states.length, steps };
}

/** Terms that differ only in their patterns are one: a union is taken in as soon as one of its patterns is. */
function merge(terms: readonly Term[]): readonly Term[] {
  const positive = new Map<string, Term>();
  const others: Term[] = [];
  for (const term of terms) {
    if (term.negated) others.push(term);
    else {
      const key = `${term.effect} ${term.isCertain}`;
      positive.set(key, { ...term, patterns: [...(positive.get(key)?.patterns ?? []), ...term.patterns] });
    }
  }
  return [...positive.values(), ...others];
}

/** Two sets for each term: patterns that match for certain, and those with a policy variable. */
const setsOf = ({ patterns }: Term): readonly (readonly Glob[])[] => [
  patterns.filter(({ variables }) => variables.length === 0),
  patterns.filter(({ variables }) => variables.length > 0),
];

/** For each set of the automaton: matched if the text ends here; matched whatever follows; can still be matched. */
interface Reached {
  readonly now: readonly boolean[];
  readonly always: readonly boolean[];
  readonly alive: readonly boolean[];
}

function reachedBy({ tokens, setOf, fullOf }: Automaton, state: State): Reached {
  const now = fullOf.map(() => false);
  const always = [...now];
  const alive = [...now];
  for (const place of state) {
    const set = setOf[place] ?? 0;
    const token = tokens[place];
    alive[set] = true;
    if (token === full) always[set] = true;
    if (token === full || token === end) now[set] = true;
  }
  return { now, always, alive };
}

function grantedIn(terms: readonly Term[], { now, always, alive }: Reached): Range {
  const allowed = { now: 0, least: 0, most: 0 };
  const denied = { now: 0, least: 0, most: 0 };
  for (const [index, { effect, isCertain, negated }] of terms.entries()) {
    const degree = (sets: readonly boolean[]): number => (sets[2 * index] === true ? 2 : sets[2 * index + 1] === true ? 1 : 0);
    const [a, b, c] = [degree(now), degree(always), degree(alive)];
    const cap = isCertain ? 2 : 1;
    const sum = effect === 'Allow' ? allowed : denied;
    sum.now = Math.max(sum.now, Math.min(cap, negated ? 2 - a : a));
    sum.least = Math.max(sum.least, Math.min(cap, negated ? 2 - c : b));
    sum.most = Math.max(sum.most, Math.min(cap, negated ? 2 - b : c));
  }
  return {
    now: asDegree(Math.min(allowed.now, 2 - denied.now)),
    least: asDegree(Math.min(allowed.least, 2 - denied.most)),
    most: asDegree(Math.min(allowed.most, 2 - denied.least)),
  };
}

const asDegree = (value: number): Degree => (value <= 0 ? 0 : value >= 2 ? 2 : 1);

/** Plain letters, so that a witness reads well where any character will do. */
const plainLetters = codesOf('abcdefghijklmnopqrstuvwxyz0123456789');

/** One letter that no pattern waits for, then all that some pattern waits for. */
function lettersFrom({ tokens }: Automaton, state: State): readonly number[] {
  const awaited = new Set<number>();
  for (const place of state) {
    const token = tokens[place] ?? end;
    if (token >= 0) awaited.add(token);
  }
  let other = plainLetters.find((letter) => !awaited.has(letter));
  for (let code = 0x100; other === undefined; code += 1) if (!awaited.has(code)) other = code;
  return [other, ...[...awaited].toSorted((a, b) => rank(a) - rank(b))];
}

/** Plain letters before punctuation before everything else. */
const rank = (code: number): number =>
  plainLetters.includes(code) ? code : code > 32 && code < 127 ? code + 0x1_0000 : code + 0x2_0000;
