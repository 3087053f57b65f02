import { factList, type Fact } from './table.ts';

/**
 * The flag of a fact as it is typed, with what it takes: `--origin URL`, `--level instance|team`,
 * `--sensitive-data|--no-sensitive-data`.
 */
function flagOf({ flag, shape, takes = 'value', first }: Fact): string {
  if (shape === 'boolean') return `${flag}|${flag.replace('--', '--no-')}`;
  if (typeof shape === 'string') return `${flag} ${takes.toUpperCase()}`;
  return `${flag} ${shape.toSorted((a, b) => Number(b === first) - Number(a === first)).join('|')}`;
}

const flags = new Map<string, string>(factList.map((fact) => [fact.key, flagOf(fact)]));

/** The flag that answers a question. @param key as a finding's `answer` has it; no flag answers one that is no fact */
export const flagFor = (key: string): string | undefined => flags.get(key);
