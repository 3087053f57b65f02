import { bucketPolicyActions, keyPolicyActions } from '../../../requirements/aws.ts';
import { memoOf } from '../../memo.ts';
import { trimPrefix } from '../request/scope.ts';

/** The statement of W&B's documents for a bucket policy. */
export function documentedBucketStatement(
  partition: string,
  bucket: string,
  prefix: string | undefined,
  principal: string,
): Readonly<Record<string, unknown>> {
  const path = trimPrefix(prefix);
  const arn = `arn:${partition}:s3:::${bucket}`;
  return {
    Sid: 'WAndBAccountAccess',
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: [...bucketPolicyActions.object, ...bucketPolicyActions.bucket],
    Resource: [arn, path === '' ? `${arn}/*` : `${arn}/${path}/*`],
  };
}

/** The statement that refuses plain HTTP to everyone, as W&B's Terraform writes it. */
export const tlsOnlyStatement = (partition: string, bucket: string): Readonly<Record<string, unknown>> => ({
  Sid: 'DenyHTTPRequests',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:${partition}:s3:::${bucket}`, `arn:${partition}:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** The documented key policy statements: `External` for W&B, `Internal` for the owner's account. */
export const externalKeyStatement = (principal: string): Readonly<Record<string, unknown>> => ({
  Sid: 'External',
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: keyPolicyActions,
  Resource: '*',
});
export const internalKeyStatement = (ownerRoot: string): Readonly<Record<string, unknown>> => ({
  Sid: 'Internal',
  Effect: 'Allow',
  Principal: { AWS: ownerRoot },
  Action: 'kms:*',
  Resource: '*',
});

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

interface RawPolicy {
  readonly document: Raw;
  readonly statements: readonly unknown[];
}

const rawMemo = memoOf<RawPolicy>(16);

/** The raw statements of a policy text that `readPolicy` accepted; remembered, since several checks ask for the same. */
export const rawStatements = (text: string): RawPolicy => rawMemo(text, () => parseRaw(text));

function parseRaw(text: string): RawPolicy {
  let document: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  const inner =
    typeof document === 'string'
      ? document
      : isRaw(document) && typeof document['Policy'] === 'string'
        ? document['Policy']
        : undefined;
  if (inner !== undefined) document = JSON.parse(inner);
  if (!isRaw(document)) return { document: { Version: '2012-10-17' }, statements: [] };
  const list = document['Statement'];
  return { document, statements: Array.isArray(list) ? list : list === undefined ? [] : [list] };
}
