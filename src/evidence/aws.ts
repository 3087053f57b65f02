import { facet } from './observation.ts';

/**
 * The facets of an S3 bucket and of the KMS key that encrypts it, one API call each.
 * Error codes: Amazon S3 API reference and recorded answers; permissions: service authorization reference.
 */
export const awsFacets = {
  headBucket: facet({
    call: 'S3 HeadBucket',
    permission: 's3:ListBucket',
    scope: 'bucket',
    absent: ['NotFound', 'NoSuchBucket'],
    about: 'whether the bucket exists',
  }),
  location: facet({
    call: 'S3 GetBucketLocation',
    permission: 's3:GetBucketLocation',
    scope: 'bucket',
    absent: [],
    about: "the bucket's region",
  }),
  versioning: facet({
    call: 'S3 GetBucketVersioning',
    permission: 's3:GetBucketVersioning',
    scope: 'bucket',
    absent: [],
    about: 'versioning',
  }),
  cors: facet({
    call: 'S3 GetBucketCors',
    permission: 's3:GetBucketCORS',
    scope: 'bucket',
    absent: ['NoSuchCORSConfiguration'],
    about: 'the CORS configuration',
  }),
  encryption: facet({
    call: 'S3 GetBucketEncryption',
    permission: 's3:GetEncryptionConfiguration',
    scope: 'bucket',
    absent: ['ServerSideEncryptionConfigurationNotFoundError'],
    about: 'default encryption',
  }),
  policy: facet({
    call: 'S3 GetBucketPolicy',
    permission: 's3:GetBucketPolicy',
    scope: 'bucket',
    absent: ['NoSuchBucketPolicy'],
    // Source: GetBucketPolicy in the S3 API reference.
    notAllowed: 'the caller does not belong to the account that owns the bucket, and only that account may read its policy',
    about: 'the bucket policy',
  }),
  policyStatus: facet({
    call: 'S3 GetBucketPolicyStatus',
    permission: 's3:GetBucketPolicyStatus',
    scope: 'bucket',
    absent: ['NoSuchBucketPolicy'],
    about: 'whether S3 calls the bucket policy public',
  }),
  publicAccessBlock: facet({
    call: 'S3 GetPublicAccessBlock',
    permission: 's3:GetBucketPublicAccessBlock',
    scope: 'bucket',
    absent: ['NoSuchPublicAccessBlockConfiguration'],
    about: 'the public access block of the bucket',
  }),
  accountPublicAccessBlock: facet({
    call: 'S3 Control GetPublicAccessBlock',
    permission: 's3:GetAccountPublicAccessBlock',
    scope: 'account',
    absent: ['NoSuchPublicAccessBlockConfiguration'],
    about: 'the public access block of the account',
  }),
  ownershipControls: facet({
    call: 'S3 GetBucketOwnershipControls',
    permission: 's3:GetBucketOwnershipControls',
    scope: 'bucket',
    absent: ['OwnershipControlsNotFoundError'],
    about: 'object ownership',
  }),
  acl: facet({ call: 'S3 GetBucketAcl', permission: 's3:GetBucketAcl', scope: 'bucket', absent: [], about: "the bucket's ACL" }),
  logging: facet({
    call: 'S3 GetBucketLogging',
    permission: 's3:GetBucketLogging',
    scope: 'bucket',
    absent: [],
    about: 'server access logging',
  }),
  lifecycle: facet({
    call: 'S3 GetBucketLifecycleConfiguration',
    permission: 's3:GetLifecycleConfiguration',
    scope: 'bucket',
    absent: ['NoSuchLifecycleConfiguration'],
    about: 'the lifecycle rules',
  }),
  objectLock: facet({
    call: 'S3 GetObjectLockConfiguration',
    permission: 's3:GetBucketObjectLockConfiguration',
    scope: 'bucket',
    absent: ['ObjectLockConfigurationNotFoundError'],
    about: 'Object Lock',
  }),
  requestPayment: facet({
    call: 'S3 GetBucketRequestPayment',
    permission: 's3:GetBucketRequestPayment',
    scope: 'bucket',
    absent: [],
    about: 'who pays for requests',
  }),
  kmsKey: facet({ call: 'KMS DescribeKey', permission: 'kms:DescribeKey', scope: 'key', absent: [], about: 'the KMS key' }),
  kmsKeyPolicy: facet({
    call: 'KMS GetKeyPolicy',
    permission: 'kms:GetKeyPolicy',
    scope: 'key',
    absent: [],
    about: 'the key policy',
  }),
  kmsKeyRotation: facet({
    call: 'KMS GetKeyRotationStatus',
    permission: 'kms:GetKeyRotationStatus',
    scope: 'key',
    absent: [],
    about: 'key rotation',
  }),
  kmsGrants: facet({ call: 'KMS ListGrants', permission: 'kms:ListGrants', scope: 'key', absent: [], about: "the key's grants" }),
  kmsAliases: facet({
    call: 'KMS ListAliases',
    permission: 'kms:ListAliases',
    scope: 'account',
    absent: [],
    about: "the key's aliases",
  }),
  caller: facet({ call: 'STS GetCallerIdentity', permission: null, scope: 'none', absent: [], about: 'who is asking' }),
} as const;

export type AwsFacetName = keyof typeof awsFacets;
