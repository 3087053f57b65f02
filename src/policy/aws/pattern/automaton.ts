import { any, globTokens, one, type Glob } from './glob.ts';
import { placesAfter } from './glob-below.ts';

/**
 * Sets of globs that read one text in parallel, behind a beginning that all texts share. The places of all patterns are numbered through; a state is the
 * ascending list of the places that the text read so far can have reached.
 */
export interface Automaton {
  /** After the common beginning. */
  readonly start: State;
  /** What stands at each place: a code unit, {@link any}, {@link one}, {@link end} or {@link full}. */
  readonly tokens: Int32Array;
  /** The set that each place belongs to. */
  readonly setOf: Uint16Array;
  /** The pattern that each place belongs to. */
  readonly patternOf: Uint16Array;
  /** The place with {@link full} of each set. */
  readonly fullOf: readonly number[];
  /** Places moved to read the common beginning. */
  readonly steps: number;
}

export type State = Uint16Array;

/** A text that ends here is matched. */
export const end = -3;
/** Stands for a whole set: whatever follows is matched. */
export const full = -4;

/** Places are numbers of 16 bits, which is more than a policy of the accepted size can have. */
const mostPlaces = 0xffff;

/** Undefined when there are too many places. */
export function buildAutomaton(root: string, sets: readonly (readonly Glob[])[]): Automaton | undefined {
  const tokens: number[] = [];
  const setOf: number[] = [];
  const patternOf: number[] = [];
  const fullOf: number[] = [];
  const starts: number[] = [];
  let patterns = 0;
  let steps = 0;
  for (const [set, globs] of sets.entries()) {
    fullOf.push(tokens.length);
    tokens.push(full);
    const seen = new Set<string>();
    for (const glob of globs) {
      // With a variable in it, one source can stand for different tokens.
      if (!glob.source.includes('${') && seen.size === seen.add(glob.source).size) continue;
      const own = globTokens(glob);
      const reached = placesAfter(own, root, (moved) => (steps += moved));
      const [first] = reached;
      if (first === undefined) continue;
      while (patternOf.length < tokens.length) patternOf.push(patterns);
      patterns += 1;
      const base = tokens.length - first;
      for (const place of reached) starts.push(base + place);
      tokens.push(...own.slice(first), end);
      if (tokens.length > mostPlaces) return undefined;
    }
    while (setOf.length < tokens.length) setOf.push(set);
  }
  while (patternOf.length < tokens.length) patternOf.push(patterns);
  const automaton = {
    tokens: new Int32Array(tokens),
    setOf: new Uint16Array(setOf),
    patternOf: new Uint16Array(patternOf),
    fullOf,
    steps,
  };
  return { ...automaton, start: collect(automaton, starts) };
}

/** The state after one more code unit. */
export function step(automaton: Automaton, state: State, code: number): State {
  const { tokens } = automaton;
  const next: number[] = [];
  for (const place of state) {
    const token = tokens[place];
    if (token === any || token === full) next.push(place);
    else if (token === one || token === code) next.push(place + 1);
  }
  return collect(automaton, next);
}

/**
 * Adds the places that a `*` lets one skip to, and leaves out what cannot matter any more: the places of a pattern
 * before its last reached `*`, and the rest of a set of which one pattern has reached its trailing `*`.
 */
function collect({ tokens, setOf, patternOf, fullOf }: Omit<Automaton, 'start'>, places: readonly number[]): State {
  const state: number[] = [];
  let set = -1;
  let setBegin = 0;
  let isFull = false;
  let pattern = -1;
  let patternBegin = 0;
  for (const place of places) {
    const ownSet = setOf[place] ?? 0;
    if (ownSet !== set) {
      set = ownSet;
      setBegin = state.length;
      isFull = false;
    }
    if (isFull) continue;
    const ownPattern = patternOf[place] ?? 0;
    if (ownPattern !== pattern) {
      pattern = ownPattern;
      patternBegin = state.length;
    }
    const token = tokens[place];
    if (token === full || (token === any && tokens[place + 1] === end)) {
      isFull = true;
      state.length = setBegin;
      state.push(fullOf[set] ?? 0);
    } else if (token === any) {
      state.length = patternBegin;
      state.push(place, place + 1);
    } else if (state.length === patternBegin || state.at(-1) !== place) state.push(place);
  }
  return new Uint16Array(state);
}
