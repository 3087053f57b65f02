import { cleanLine } from '../core/clean.ts';

/** What the user can mend: one sentence with what was expected. Ends the run with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Nobody reads more, and a file must not fill a terminal. */
const longest = 8000;

/** The sentence for stderr: one line whatever the message holds, of which nothing acts on a terminal or in a log. */
export function sentence(message: string): string {
  const line = cleanLine(message.length > longest ? `${message.slice(0, longest)}…` : message).trim();
  return `byob-audit: ${line}\n`;
}

export const credentialsRefused =
  'a URL with credentials is never an argument or a target, because everybody on the machine can see those; `byob-audit uri check` reads a storage URI from the environment, a file or standard input';
