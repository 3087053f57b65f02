import { readDeclared } from '../declared/read.ts';
import { factList, type Fact, type WrittenFacts } from '../declared/table.ts';
import type { Declared } from '../evidence/declared.ts';

/** A fact that is declared and cannot be so. The value is not in here, because it may be a secret. */
export interface DeclaredProblem {
  readonly kind: 'bad-declared';
  readonly name: string;
  /** What the fact takes, as a clause. */
  readonly expected: string;
}

export type ReadWritten =
  { readonly ok: true; readonly declared: Declared } | { readonly ok: false; readonly problem: DeclaredProblem };

/** Judges what a program declares: its compiler may not have looked. */
export function declaredOf(written: WrittenFacts): ReadWritten {
  const bad = (name: string, expected: string): ReadWritten => ({ ok: false, problem: { kind: 'bad-declared', name, expected } });
  for (const [name, value] of Object.entries<unknown>(written)) {
    const fact = factList.find((one) => one.name === name);
    if (fact === undefined) return bad(name, `one of ${factList.map((one) => one.name).join(', ')}`);
    const expected = value === undefined ? undefined : otherShape(fact, value);
    if (expected !== undefined) return bad(name, expected);
  }
  const read = readDeclared(written);
  return 'wrong' in read ? bad(read.wrong.fact.name, read.wrong.expected) : { ok: true, declared: read.declared };
}

/** What the fact takes, when the value is of another shape. */
function otherShape({ shape, also = {} }: Fact, value: unknown): string | undefined {
  switch (shape) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'text':
      return typeof value === 'string' ? undefined : 'a text';
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : 'a list of texts';
    default: {
      const words: readonly unknown[] = [...shape, ...Object.keys(also)];
      return words.includes(value) ? undefined : `one of ${words.join(', ')}`;
    }
  }
}
