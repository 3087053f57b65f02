/** The ARN of an access point, with or without a scheme: a name without room for a secret. W&B and this program take the bucket. */
export const isAccessPoint = (written: string): boolean =>
  /^(?:s3:\/\/)?arn:aws[\w-]*:s3[\w-]*:[a-z0-9-]*:\d*:accesspoint[:/][a-z0-9.-]{1,63}\/?$/.test(written);

/**
 * Whether an argument or a target is a URL with user information, also one that is cut or not encoded: such text is
 * refused before any message can repeat it. A colon or the lack of a slash before the last @ tells it from a path.
 */
export function holdsCredentials(written: string): boolean {
  const scheme = /[a-z][a-z0-9+.-]{0,15}:\/{1,3}/i.exec(written.slice(0, 200));
  if (scheme === null || isAccessPoint(written)) return false;
  const rest = written.slice(scheme.index + scheme[0].length);
  const at = rest.lastIndexOf('@');
  const user = rest.slice(0, Math.max(at, 0));
  if (at !== -1 && (user.includes(':') || !user.includes('/'))) return true;
  const [authority = ''] = rest.split('/', 1);
  const colon = authority.startsWith('[') ? -1 : authority.indexOf(':');
  if (colon !== -1 && rest.length > authority.length + 1) {
    // A secret may begin with a raw slash, or with digits and one: only of a server a port is followed by a path.
    const isServer = /^https?:/i.test(scheme[0]) && colon < authority.length - 1 && !rest.includes('%40');
    if (!isServer) return true;
  }
  return rest.includes('-----BEGIN') || (colon !== -1 && !/^:\d{0,5}(?:$|[?#"',;\s])/.test(authority.slice(colon)));
}

/** Parameters and markers that stand before or in a secret, also where they are encoded. */
const secretMarks =
  /(?:^|[?&;\s"'])sig(?:nature)?(?:=|%3d)|x-(?:amz|goog)-|(?:account|access|shared|secret|private|api)[-_]?(?:access[-_]?)?key\w{0,8}["']?\s*(?:=|%3d|:)|SharedAccess|(?:password|passwd|pwd|secret|token)\w{0,8}["']?\s*(?:=|%3d|:)|-----BEGIN|\bA[KS]IA[A-Z0-9]{16}|\beyJ[\w-]{8,}\./i;
/** User information of a URL, also of one that is cut or lacks a slash. */
const userInformation = /:\/{1,3}[^/?#\s]*@/;
/** The same without a scheme, as it is left when a storage URI is cut; ARNs and members of Google policies look alike. */
const bareUserInformation = /^(?!arn:|(?:serviceAccount|user|group|domain):)[\w+/=.%-]{2,128}:[^\s@:]{6,}@/;
/** Long enough for a key, and without the separators of names; with slashes the two lengths that keys have. */
const runs = /[A-Za-z0-9+=_%-]{32,}|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])|[A-Za-z0-9+/]{64,}={0,2}/g;
const isMixed = (run: string): boolean => /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run);

/** Whether a text can hold a credential, as far as its looks tell: then no message repeats it. */
export const mayHoldSecret = (text: string): boolean =>
  secretMarks.test(text) ||
  userInformation.test(text) ||
  bareUserInformation.test(text) ||
  holdsCredentials(text) ||
  (text.match(runs) ?? []).some(isMixed);

/** What was found, as an error repeats it: quoted and not too long, or not at all where it can hold a credential. */
export function shown(found: unknown, longest = 120): string {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? String(found));
  if (mayHoldSecret(text)) return 'a value that can hold a credential and is not repeated';
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return typeof found === 'string' ? JSON.stringify(cut) : cut;
}
