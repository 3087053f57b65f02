import type { Declared } from '../../evidence/declared.ts';
import { forms, type FormName } from '../../declared/forms.ts';
import { readDeclared } from '../../declared/read.ts';
import { writtenOf, type WrittenFlags } from '../../declared/table.ts';
import { shown, UsageError } from '../usage-error.ts';

/** What a value should have been and was not: the end of a usage error. */
export const expectedFound = (expected: string, value: string): string => `expected ${expected}, found ${shown(value)}`;

/** Why a value is not written as it should be, or undefined. */
export function problemOf(name: FormName, value: string): string | undefined {
  const formed = forms[name](value);
  return 'expected' in formed ? expectedFound(formed.expected, value) : undefined;
}

/** Refuses the value of a flag that is not written as it should be. */
export function checkForm(flag: string, name: FormName, value: string | undefined): void {
  const problem = value === undefined ? undefined : problemOf(name, value);
  if (problem !== undefined) throw new UsageError(`${flag}: ${problem}`);
}

/** What flags declare; throws a {@link UsageError} that names the flag of a malformed value. */
export function declaredByFlags(flags: WrittenFlags): Declared {
  const read = readDeclared(writtenOf(flags));
  if ('declared' in read) return read.declared;
  throw new UsageError(`${read.wrong.fact.flag}: ${expectedFound(read.wrong.expected, read.wrong.value)}`);
}
