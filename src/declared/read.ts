import type { Declared } from '../evidence/declared.ts';
import { forms } from './forms.ts';
import { factList, type Fact, type Written } from './table.ts';

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
export function readDeclared(written: Written): ReadDeclared {
  const declared: Record<string, unknown> = {};
  for (const fact of factList) {
    const value = written[fact.name];
    const wrong = malformed(fact, value);
    if (wrong !== undefined) return { wrong };
    if (value !== undefined) declared[fact.name] = typeof value === 'string' ? (fact.also?.[value] ?? value) : value;
  }
  return { declared };
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
