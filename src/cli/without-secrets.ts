import { normalize } from 'node:path';
import { mayHoldSecret } from '../core/shown.ts';

/** A message that repeats no argument which can hold a credential, also where it was taken for the name of a file. */
export function withoutSecrets(message: string, argv: readonly string[]): string {
  const values = argv.flatMap((argument) => [argument, argument.slice(argument.indexOf('=') + 1)]).filter(mayHoldSecret);
  return values
    .flatMap((value) => [value, normalize(value), JSON.stringify(value).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, value) => text.replaceAll(value, '(not repeated, because it can hold a credential)'), message);
}
