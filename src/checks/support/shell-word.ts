import { shellQuote } from '../../fixes/shell.ts';
import { printable } from '../../policy/printable.ts';

/** One word of a command that may come from the service: quoted for a shell, and without what could touch a terminal. */
export const shellWord = (word: string): string => shellQuote(printable(word, Infinity));
