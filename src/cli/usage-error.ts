/** What the user can mend: one sentence with what was expected. Ends the run with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

/** The sentence for stderr: one line whatever the message holds. */
export const sentence = (message: string): string => `byob-audit: ${oneLine(message)}\n`;

export const credentialsRefused =
  'a URL with credentials is never an argument or a target, because everybody on the machine can see those; `byob-audit uri check` reads a storage URI from the environment, a file or standard input';
