/** The application of multi-tenant W&B. */
export const wandbOrigin = 'https://wandb.ai';
/** Stands for every origin that nobody named. */
export const arbitraryOrigin = 'https://byob-audit.example';
/** The same without TLS, as a server that the customer runs may have it. */
export const arbitraryHttpOrigin = 'http://byob-audit.example';

/** Whether an origin stands for all that nobody listed. */
export const isArbitrary = (origin: string): boolean => origin === arbitraryOrigin || origin === arbitraryHttpOrigin;

/** The pattern that admits every origin with TLS and no other; S3 takes it, since an origin may have one `*`. */
const everyHttpsOrigin = 'https://*';

/** True for the application of W&B: multi-tenant, or the instance of a customer. Patterns such as https://*.wandb.io count. */
export const isWandbOrigin = (origin: string): boolean => /^https?:\/\/(?:[^/]*\.)?wandb\.(?:ai|io)$/.test(origin);

/** Whether a pattern takes in an application of W&B, which always has TLS where W&B runs it. */
export const admitsWandb = (pattern: string): boolean => pattern === everyHttpsOrigin || isWandbOrigin(pattern);

const usualPort = /(?<=^https:.*):443$|(?<=^http:.*):80$/s;

/** An origin that a pattern admits, as a browser sends it: in lower case and without the port that goes without saying. */
export const exampleOf = (pattern: string): string => pattern.replaceAll('*', 'a').toLowerCase().replace(usualPort, '');

/**
 * True of a pattern that no `Origin` header can match: with something behind the host and port, with the port that goes
 * without saying, or with characters that are not sent (Fetch standard, serialization of an origin).
 */
export function isNeverSent(pattern: string): boolean {
  const start = pattern.indexOf('://');
  if (start === -1) return false;
  return /[/?#]/.test(pattern.slice(start + 3)) || /[A-Z ]/.test(pattern) || usualPort.test(pattern);
}
