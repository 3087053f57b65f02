/** What the user can mend: one sentence with what was expected. Ends the run with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim();

/** The sentence for stderr: one line whatever the message holds. */
export const sentence = (message: string): string => `byob-audit: ${oneLine(message)}\n`;

/**
 * Whether an argument or a target is a URL with user information, also one that is cut or not encoded: such text is
 * refused before any message can repeat it. A colon or the lack of a slash before the last @ tells it from a path.
 */
export function holdsCredentials(written: string): boolean {
  const scheme = /[a-z][a-z0-9+.-]{0,15}:\/{1,3}/i.exec(written.slice(0, 200));
  if (scheme === null) return false;
  const rest = written.slice(scheme.index + scheme[0].length);
  const at = rest.lastIndexOf('@');
  const user = rest.slice(0, Math.max(at, 0));
  if (at !== -1 && (user.includes(':') || !user.includes('/'))) return true;
  const [authority = ''] = rest.split('/', 1);
  const colon = authority.startsWith('[') ? -1 : authority.indexOf(':');
  return rest.includes('-----BEGIN') || (colon !== -1 && !/^:\d{0,5}(?:$|[?#"',;\s])/.test(authority.slice(colon)));
}

export const credentialsRefused =
  'a URL with credentials is never an argument or a target, because everybody on the machine can see those; `byob-audit uri check` reads a storage URI from the environment, a file or standard input';
