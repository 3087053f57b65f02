/** An AWS identity that asks: one role or user, some identity of an account, or nobody knows who. */
export type Identity =
  | { readonly kind: 'role' | 'user'; readonly arn: string; readonly account: string; readonly partition: string }
  /** Some role of the account; which one is not public. `arn` is the account's `:root`. */
  | { readonly kind: 'account'; readonly arn: string; readonly account: string; readonly partition: string }
  | { readonly kind: 'anyone'; readonly arn: string; readonly partition: string };

export const anyone: Identity = { kind: 'anyone', arn: 'W&B', partition: 'aws' };

const iamArn = /^arn:(aws[\w-]*):iam::(\d{12}):(root|role\/.+|user\/.+)$/;
const sessionArn = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/;

/** The identity that an ARN, an account id or a role session stands for; undefined when it is none of these. */
export function parseIdentity(text: string): Identity | undefined {
  if (/^\d{12}$/.test(text)) return { kind: 'account', arn: `arn:aws:iam::${text}:root`, account: text, partition: 'aws' };
  const session = sessionArn.exec(text);
  if (session !== null) {
    const [, partition = 'aws', account = '', role = ''] = session;
    return { kind: 'role', arn: `arn:${partition}:iam::${account}:role/${role}`, account, partition };
  }
  const match = iamArn.exec(text);
  if (match === null || /[*?]/.test(text)) return undefined;
  const [, partition = 'aws', account = '', rest = ''] = match;
  return { kind: rest === 'root' ? 'account' : rest.startsWith('role/') ? 'role' : 'user', arn: text, account, partition };
}

/** What one entry of `Principal.AWS` names. A deleted identity leaves its unique id (`AROA…`) behind. */
export type Entry =
  | { readonly kind: 'any' }
  | { readonly kind: 'account' | 'role' | 'user' | 'session'; readonly account: string; readonly arn: string }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'other' };

export function parseEntry(text: string): Entry {
  if (text === '*') return { kind: 'any' };
  if (/^A(?:ROA|IDA)[A-Z0-9]{12,}$/.test(text)) return { kind: 'deleted' };
  const session = sessionArn.exec(text);
  if (session !== null) return { kind: 'session', account: session[2] ?? '', arn: text };
  const identity = parseIdentity(text);
  return identity === undefined || identity.kind === 'anyone' ? { kind: 'other' } : identity;
}

/** True for the unique id that S3 and KMS keep in a stored policy when the named role or user was deleted. */
export const isDeletedIdentity = (text: string): boolean => parseEntry(text).kind === 'deleted';
