/**
 * W&B's requirements for Amazon S3 and AWS KMS, as data, by edition.
 * Sources: docs key S001, S002, S004, D-2025-05, D-2026S and TFA of `docs/sources.md`.
 */

/** AWS principals that W&B acts as. The multi-tenant role and the dedicated account are easy to swap. */
export const wandbPrincipals = {
  'multi-tenant': 'arn:aws:iam::725579432336:role/WandbIntegration',
  dedicated: 'arn:aws:iam::830241207209:root',
} as const;

/** The eleven actions of the documented bucket policy; identical in S004, D-2026S and TFA. */
export const bucketPolicyActions = {
  bucket: [
    's3:GetEncryptionConfiguration',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:ListBucketVersions',
    's3:GetBucketCORS',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
  ],
  object: ['s3:GetObject*', 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'],
} as const;

/** The five actions of the documented key policy statement `External`. */
export const keyPolicyActions = [
  'kms:Decrypt',
  'kms:Describe*',
  'kms:Encrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
] as const;

/** What W&B's Terraform accepts as the ARN of a key: no alias, and no other partition than `aws` (root `variables.tf` of TFA). */
export const kmsKeyArnPattern = /^arn:aws:kms:[a-z0-9-]+:[0-9]+:key\/[a-zA-Z0-9-_]+$/;

/** Rights that W&B never asks for (catalogue row AWS-S3-10). */
export const overGrants = ['s3:PutBucketPolicy', 's3:PutObjectAcl', 's3:DeleteObjectVersion', 's3:DeleteBucket'] as const;

export const corsMethods = ['GET', 'HEAD', 'PUT'] as const;

/**
 * The documented CORS rule differs between editions in its max age alone: 3600 until S004 (2025-03),
 * 3000 since D-2025-05, and 3000 in W&B's Terraform module.
 */
export const corsMaxAge = {
  '2023-11': 3600,
  '2024-02': 3600,
  '2025-03': 3600,
  '2026-02': 3000,
} as const satisfies Record<'2023-11' | '2024-02' | '2025-03' | '2026-02', number>;

export const corsRule = {
  AllowedHeaders: ['*'],
  AllowedMethods: corsMethods,
  AllowedOrigins: ['*'],
  ExposeHeaders: ['ETag'],
} as const;

/** Life of W&B's pre-signed URLs in milliseconds: one hour to read, 24 hours to write (PSU-01). */
export const presignedUrlLifetime = { read: 3_600_000, write: 86_400_000 } as const;

/** Where the bring-your-own-bucket store may live, for S3, by deployment and level (matrix 0.3 of the catalogue). */
export const availability = {
  'multi-tenant': { instance: false, team: true },
  dedicated: { instance: true, team: true },
  'self-managed': { instance: true, team: true },
} as const;
