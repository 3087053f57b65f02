import { manual, notApplicable, type CheckContext, type Verdict } from '../../../core/check.ts';
import { unnamedBucket } from '../../../evidence/document.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { parseKeyArn } from '../../../policy/aws/request/key-grants.ts';
import { readPolicy, type ReadPolicy } from '../../../policy/aws/document/document.ts';
import type { Asking } from '../../../policy/aws/verdict/evaluate.ts';
import type { Identity } from '../../../policy/aws/document/identity.ts';
import type { Possibility } from '../../../policy/aws/request/request.ts';
import type { Scope } from '../../../policy/aws/request/scope.ts';

/** The key that encrypts the bucket, with its policy read. */
export interface KeyToJudge {
  readonly text: string;
  readonly policy: ReadPolicy;
  readonly arn: string;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  /** The owner's account as a principal. */
  readonly root: string;
  readonly scope: Scope;
}

/** The key to judge, or the verdict that there is none whose policy is yours to write. */
export function keyToJudge(
  kmsKey: FacetValue<'aws', 'kmsKey'> | null,
  kmsKeyPolicy: FacetValue<'aws', 'kmsKeyPolicy'> | null,
): { readonly key: KeyToJudge } | { readonly verdict: Verdict } {
  if (kmsKey === null || kmsKeyPolicy === null) return { verdict: notApplicable('the bucket does not use a KMS key') };
  const { Arn, KeyManager } = kmsKey.KeyMetadata;
  if (KeyManager === 'AWS') {
    return {
      verdict: notApplicable('the key is managed by AWS and its policy cannot be changed; see aws/kms-key-customer-managed'),
    };
  }
  const parts = parseKeyArn(Arn);
  if (parts === undefined) return { verdict: manual('the server does not give the ARN of the key, which names its account') };
  const text = kmsKeyPolicy.Policy;
  const { account, partition, region, root } = parts;
  return {
    key: { text, policy: readPolicy(text, 'key'), arn: Arn, account, partition, region, root, scope: { kind: 'one', arn: Arn } },
  };
}

/** What all of W&B's requests to one key have in common. */
export const keyAsking = (
  key: KeyToJudge,
  identity: Identity,
  operator: Asking['operator'],
  context: CheckContext,
  encryption: Observation<FacetValue<'aws', 'encryption'>>,
): Asking => ({
  identity,
  operator,
  owner: key.account,
  region: key.region,
  now: context.collectedAt,
  encryptionContext: contextArns(key, context.target.bucket, encryption),
});

/**
 * The ARN that S3 puts into the encryption context: of the bucket with a bucket key, of the object without one
 * (S3 user guide, "Reducing the cost of SSE-KMS with S3 Bucket Keys"; with dual-layer encryption there is no bucket key).
 */
function contextArns(
  { partition }: KeyToJudge,
  bucket: string,
  encryption: Observation<FacetValue<'aws', 'encryption'>>,
): readonly Possibility[] | undefined {
  if (bucket === unnamedBucket) return undefined;
  const ofBucket = `arn:${partition}:s3:::${bucket}`;
  const ofObject = { like: `${ofBucket}/?*` };
  if (encryption.state !== 'present') return [ofBucket, ofObject];
  const rule = encryption.value.ServerSideEncryptionConfiguration.Rules.find(
    ({ ApplyServerSideEncryptionByDefault }) => ApplyServerSideEncryptionByDefault !== undefined,
  );
  return rule?.BucketKeyEnabled === true && rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm !== 'aws:kms:dsse'
    ? [ofBucket]
    : [ofObject];
}
