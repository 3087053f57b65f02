/** Kleene's three values: `unknown` is a fact outside the document, never a guess. */
export type Ternary = 'true' | 'false' | 'unknown';

export const ternary = (value: boolean): Ternary => (value ? 'true' : 'false');
export const not = (value: Ternary): Ternary => (value === 'true' ? 'false' : value === 'false' ? 'true' : 'unknown');
export const and = (a: Ternary, b: Ternary): Ternary =>
  a === 'false' || b === 'false' ? 'false' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'true';
export const or = (a: Ternary, b: Ternary): Ternary => not(and(not(a), not(b)));

/** The answer that all cases share, else `unknown`. */
export function agreed(answers: readonly Ternary[]): Ternary {
  const first = answers[0] ?? 'unknown';
  return answers.every((answer) => answer === first) ? first : 'unknown';
}
