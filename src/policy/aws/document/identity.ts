import { memoOf } from '../../memo.ts';

/** An AWS identity that asks: one role or user, some identity of an account, or nobody knows who. */
export type Identity =
  | { readonly kind: 'role' | 'user'; readonly arn: string; readonly account: string; readonly partition: string }
  /** Some role of the account; which one is not public. `arn` is the account's `:root`. */
  | { readonly kind: 'account'; readonly arn: string; readonly account: string; readonly partition: string }
  | { readonly kind: 'anyone'; readonly arn: string; readonly partition: string };

export const anyone: Identity = { kind: 'anyone', arn: 'W&B', partition: 'aws' };

/** Names and paths hold visible ASCII only (IAM user guide, IAM identifiers). */
const iamArn = /^arn:(aws[\w-]*):iam::(\d{12}):(root|role\/[!-~]+|user\/[!-~]+)$/;
const federatedUserArn = /^arn:(aws[\w-]*):sts::(\d{12}):federated-user\/[^/]+$/;
const sessionArn = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([!-.0-~]+)\/[!-.0-~]+$/;

/** The identity that an ARN, an account id or a role session stands for; undefined when it is none of these. */
export const parseIdentity = (text: string): Identity | undefined => identities(text, () => readIdentity(text));

/** Every check asks for W&B's. */
const identities = memoOf<Identity | undefined>(64);

function readIdentity(text: string): Identity | undefined {
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
export type PrincipalEntry =
  | { readonly kind: 'any' }
  | {
      readonly kind: 'account' | 'role' | 'user' | 'session' | 'federated-user';
      readonly account: string;
      /** Undefined for a bare account id, which means the partition of the policy. */
      readonly partition: string | undefined;
      readonly arn: string;
    }
  | { readonly kind: 'deleted' }
  /** The identity of a CloudFront distribution, or no principal at all. */
  | { readonly kind: 'other' };

export function parseEntry(text: string): PrincipalEntry {
  if (text === '*') return { kind: 'any' };
  if (/^A(?:ROA|IDA)[A-Z0-9]{12,}$/.test(text)) return { kind: 'deleted' };
  const session = sessionArn.exec(text) ?? federatedUserArn.exec(text);
  if (session !== null) {
    const [, partition = '', account = '', role] = session;
    return { kind: role === undefined ? 'federated-user' : 'session', account, partition, arn: text };
  }
  const identity = parseIdentity(text);
  if (identity === undefined || identity.kind === 'anyone') return { kind: 'other' };
  return identity.arn === text ? identity : { ...identity, partition: undefined };
}

/** True for the unique id that S3 and KMS keep in a stored policy when the named role or user was deleted. */
export const isDeletedIdentity = (text: string): boolean => parseEntry(text).kind === 'deleted';

/**
 * Why AWS refuses a value of `Principal.AWS`, as the rest of a sentence; undefined when it is well formed
 * (IAM user guide, AWS JSON policy elements: Principal). Whether the identity exists is not in a document.
 */
export function principalProblem(text: string): string | undefined {
  const entry = parseEntry(text);
  if (entry.kind === 'any' || entry.kind === 'deleted' || entry.kind === 'account' || entry.kind === 'federated-user')
    return undefined;
  if (/[*?]/.test(text)) return 'and a wildcard cannot match part of a principal';
  if (entry.kind === 'session') return name.test(text.slice(text.lastIndexOf('/') + 1)) ? undefined : malformed;
  if (entry.kind !== 'other') {
    // Behind `role` or `user` comes a path, if any, and then the name.
    const rest = text.slice(text.indexOf('/') + 1);
    return name.test(rest.slice(rest.lastIndexOf('/') + 1)) && /^[!-~]+$/.test(rest) ? undefined : malformed;
  }
  if (/^arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity \w+$/.test(text)) return undefined;
  if (/^\d+$/.test(text)) return 'and the id of an account has 12 digits';
  const arn = /^arn:[^:]*:(iam|sts):[^:]*:([^:]*):(.*)$/s.exec(text);
  if (arn === null) return malformed;
  const [, , account = '', rest = ''] = arn;
  if (!/^\d{12}$/.test(account)) return 'and the id of an account has 12 digits';
  if (rest.startsWith('group/')) return 'and a group cannot be a principal';
  if (rest.startsWith('assumed-role/')) return 'and a role session is named assumed-role/ROLE/SESSION';
  return malformed;
}

const name = /^[\w+=,.@-]{1,64}$/;
const malformed = 'which names no account, role, user or session; AWS answers "Invalid principal in policy"';
