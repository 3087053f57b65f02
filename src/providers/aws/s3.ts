import {
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketRequestPaymentCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import type { AwsFacetName } from '../../evidence/aws.ts';
import { policyAnswer } from './policy-answer.ts';
import { beforeDeserializer, refuseWrongDocuments } from './root-element.ts';

export type KmsFacetName = Extract<AwsFacetName, `kms${string}`>;
/** Every facet that is not read elsewhere: a new one without a reader does not compile. */
export type S3FacetName = Exclude<AwsFacetName, KmsFacetName | 'accountPublicAccessBlock' | 'caller'>;

/** How long a call may be waited for besides its time-out. */
export interface CallOptions {
  readonly abortSignal?: AbortSignal;
}

export interface S3Api {
  /** The answer in the service's own words; throws what the SDK throws. */
  readonly read: (name: S3FacetName, bucket: string, options: CallOptions) => Promise<unknown>;
  /** Resolves when the account owns the bucket; throws what the SDK throws, 403 when another account does. */
  readonly confirmOwner: (bucket: string, account: string, options: CallOptions) => Promise<unknown>;
  readonly close: () => void;
}

type Reader = (s3: S3Client, input: { readonly Bucket: string }, options: CallOptions) => Promise<unknown>;

const readers = {
  headBucket: (s3, input, options) => s3.send(new HeadBucketCommand(input), options),
  location: async (s3, input, options) => {
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand(input), options);
    // us-east-1 is an empty element; that it was this element is checked before.
    return { LocationConstraint: LocationConstraint ?? null };
  },
  versioning: (s3, input, options) => s3.send(new GetBucketVersioningCommand(input), options),
  cors: (s3, input, options) => s3.send(new GetBucketCorsCommand(input), options),
  encryption: (s3, input, options) => s3.send(new GetBucketEncryptionCommand(input), options),
  policy: async (s3, input, options) => policyAnswer((await s3.send(new GetBucketPolicyCommand(input), options)).Policy),
  policyStatus: (s3, input, options) => s3.send(new GetBucketPolicyStatusCommand(input), options),
  publicAccessBlock: (s3, input, options) => s3.send(new GetPublicAccessBlockCommand(input), options),
  ownershipControls: (s3, input, options) => s3.send(new GetBucketOwnershipControlsCommand(input), options),
  acl: (s3, input, options) => s3.send(new GetBucketAclCommand(input), options),
  logging: (s3, input, options) => s3.send(new GetBucketLoggingCommand(input), options),
  lifecycle: (s3, input, options) => s3.send(new GetBucketLifecycleConfigurationCommand(input), options),
  objectLock: (s3, input, options) => s3.send(new GetObjectLockConfigurationCommand(input), options),
  requestPayment: (s3, input, options) => s3.send(new GetBucketRequestPaymentCommand(input), options),
} satisfies Record<S3FacetName, Reader>;

export const isS3Facet = (name: AwsFacetName): name is S3FacetName => name in readers;

/** Opens S3 in one region. */
export function openS3(config: S3ClientConfig): S3Api {
  // No checksums on requests without a body: servers other than AWS stumble over them.
  const s3 = new S3Client({ ...config, requestChecksumCalculation: 'WHEN_REQUIRED' });
  s3.middlewareStack.add(refuseWrongDocuments, beforeDeserializer);
  return {
    read: (name, bucket, options) => readers[name](s3, { Bucket: bucket }, options),
    confirmOwner: (bucket, account, options) =>
      s3.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }), options),
    close: () => s3.destroy(),
  };
}
