import type { Declared } from '../evidence/declared.ts';
import { forms } from './forms.ts';
import { factList, inEvidenceWords, type Fact, type WrittenFacts } from './table.ts';

/** The first value that is not written as its fact is. */
export interface Malformed {
  readonly fact: Fact;
  /** In a list, from 0. */
  readonly index?: number;
  readonly value: string;
  readonly expected: string;
}

export type ReadDeclared = { readonly declared: Declared } | { readonly wrong: Malformed };

/** Judges what a user wrote of each fact, and gives it the words that evidence has. */
export function readDeclared(written: WrittenFacts): ReadDeclared {
  for (const fact of factList) {
    const wrong = malformed(fact, written[fact.name]);
    if (wrong !== undefined) return { wrong };
  }
  return { declared: inEvidenceWords(written) };
}

function malformed(fact: Fact, value: unknown): Malformed | undefined {
  if (fact.form === undefined) return undefined;
  const isList = Array.isArray(value);
  const values: readonly unknown[] = isList ? value : [value];
  for (const [index, one] of values.entries()) {
    if (typeof one !== 'string') continue;
    const formed = forms[fact.form](one);
    if ('expected' in formed) return { fact, value: one, expected: formed.expected, ...(isList ? { index } : {}) };
  }
  return undefined;
}
