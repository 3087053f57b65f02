import { printable } from '../policy/printable.ts';

/** One POSIX shell word, quoted whenever it holds anything but plain characters. */
export const shellQuote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** One word of a command that may come from the service: quoted for a shell, and without what could touch a terminal. */
export const shellWord = (word: string): string => shellQuote(printable(word, Infinity));
