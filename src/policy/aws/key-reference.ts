/** The forms in which people and APIs name a KMS key. */
export type KeyReference =
  | { readonly kind: 'arn'; readonly text: string; readonly region: string; readonly id: string }
  | { readonly kind: 'id'; readonly text: string; readonly id: string }
  | { readonly kind: 'alias'; readonly text: string; readonly name: string };

const keyArn = /^arn:[a-z0-9-]+:kms:([a-z0-9-]+):\d{12}:key\/(.+)$/;
const alias = /^(?:arn:[a-z0-9-]+:kms:[a-z0-9-]+:\d{12}:)?(alias\/.+)$/;

/** Reads a key ARN, an alias (bare or as an ARN) or, for everything else, a bare key id. */
export function keyReference(text: string): KeyReference {
  const arn = keyArn.exec(text);
  if (arn?.[1] !== undefined && arn[2] !== undefined) return { kind: 'arn', text, region: arn[1], id: arn[2] };
  const name = alias.exec(text)?.[1];
  if (name !== undefined) return { kind: 'alias', text, name };
  return { kind: 'id', text, id: text };
}

/** Whether two references name the same key; undefined when an alias stands against a key, which no text tells. */
function sameKey(a: KeyReference, b: KeyReference): boolean | undefined {
  if (a.kind === 'alias' || b.kind === 'alias') {
    return a.kind === 'alias' && b.kind === 'alias' && a.name === b.name ? true : undefined;
  }
  return a.kind === 'arn' && b.kind === 'arn' ? a.text === b.text : a.id === b.id;
}

export interface KnownKey {
  /** ARN of the key that the bucket's reference led to. */
  readonly arn: string | undefined;
  /** The aliases of that key; undefined when they could not be read. */
  readonly aliases: readonly { readonly AliasName: string; readonly TargetKeyId?: string | undefined }[] | undefined;
}

/**
 * Whether the key that a bucket names is the declared one. When the texts alone do not tell, the answer
 * names what would have to be readable: the key behind the bucket's alias, or the aliases of the key.
 */
export function compareKeys(named: string, declared: string, known: KnownKey): 'same' | 'other' | 'needs key' | 'needs aliases' {
  const expected = keyReference(declared);
  const text = keyReference(named);
  if (text.kind === 'alias' && sameKey(text, expected) === true) return 'same';
  // A bare id or an alias says less than the ARN of the key that it led to.
  const actual = text.kind === 'arn' || known.arn === undefined ? text : keyReference(known.arn);
  if (actual.kind === 'alias') return 'needs key';
  if (expected.kind !== 'alias') return sameKey(actual, expected) === true ? 'same' : 'other';
  if (known.aliases === undefined) return 'needs aliases';
  const owns = known.aliases.some(({ AliasName, TargetKeyId }) => AliasName === expected.name && TargetKeyId === actual.id);
  return owns ? 'same' : 'other';
}

/** True of `aws/s3`, the key that AWS manages for S3 and that no other account can use. */
export const isAwsManagedS3Key = (keyId: string | undefined): boolean =>
  keyId === undefined || keyId === '' || /(?:^|:)alias\/aws\/s3$/.test(keyId);
