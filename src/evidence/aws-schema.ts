import * as v from 'valibot';

/**
 * The shape of each facet's answer, in the service's own words. The schema is the redaction list:
 * a member that is not declared here is not recorded. Policy-like objects are strict instead, because a
 * dropped filter or condition turns a wrong answer into a confident one.
 */

/** A policy as text and as parsed JSON; `document` is null when the text is not JSON. The text is what is judged. */
const policyText = v.object({ Policy: v.string(), document: v.nullable(v.unknown()) });

const corsRule = v.strictObject({
  ID: v.optional(v.string()),
  AllowedHeaders: v.optional(v.array(v.string())),
  AllowedMethods: v.array(v.string()),
  AllowedOrigins: v.array(v.string()),
  ExposeHeaders: v.optional(v.array(v.string())),
  MaxAgeSeconds: v.optional(v.number()),
});

const lifecycleTag = v.strictObject({ Key: v.string(), Value: v.string() });
const lifecycleRule = v.strictObject({
  ID: v.optional(v.string()),
  Status: v.picklist(['Enabled', 'Disabled']),
  Prefix: v.optional(v.string()),
  Filter: v.optional(
    v.strictObject({
      Prefix: v.optional(v.string()),
      Tag: v.optional(lifecycleTag),
      ObjectSizeGreaterThan: v.optional(v.number()),
      ObjectSizeLessThan: v.optional(v.number()),
      And: v.optional(
        v.strictObject({
          Prefix: v.optional(v.string()),
          Tags: v.optional(v.array(lifecycleTag)),
          ObjectSizeGreaterThan: v.optional(v.number()),
          ObjectSizeLessThan: v.optional(v.number()),
        }),
      ),
    }),
  ),
  Expiration: v.optional(
    v.strictObject({
      Days: v.optional(v.number()),
      Date: v.optional(v.string()),
      ExpiredObjectDeleteMarker: v.optional(v.boolean()),
    }),
  ),
  Transitions: v.optional(
    v.array(v.strictObject({ Days: v.optional(v.number()), Date: v.optional(v.string()), StorageClass: v.optional(v.string()) })),
  ),
  NoncurrentVersionExpiration: v.optional(
    v.strictObject({ NoncurrentDays: v.optional(v.number()), NewerNoncurrentVersions: v.optional(v.number()) }),
  ),
  NoncurrentVersionTransitions: v.optional(
    v.array(
      v.strictObject({
        NoncurrentDays: v.optional(v.number()),
        NewerNoncurrentVersions: v.optional(v.number()),
        StorageClass: v.optional(v.string()),
      }),
    ),
  ),
  AbortIncompleteMultipartUpload: v.optional(v.strictObject({ DaysAfterInitiation: v.optional(v.number()) })),
});

const publicAccessBlock = v.object({
  PublicAccessBlockConfiguration: v.object({
    BlockPublicAcls: v.boolean(),
    IgnorePublicAcls: v.boolean(),
    BlockPublicPolicy: v.boolean(),
    RestrictPublicBuckets: v.boolean(),
  }),
});

export const awsSchemas = {
  /** `BucketRegion` comes from the header `x-amz-bucket-region`; servers other than AWS leave it out. */
  headBucket: v.object({ BucketRegion: v.optional(v.string()) }),
  /** `null` (or the empty string) is us-east-1 and `EU` is eu-west-1, as S3 has said since 2006. */
  location: v.object({ LocationConstraint: v.nullable(v.string()) }),
  versioning: v.object({
    Status: v.optional(v.picklist(['Enabled', 'Suspended'])),
    MFADelete: v.optional(v.picklist(['Enabled', 'Disabled'])),
  }),
  cors: v.object({ CORSRules: v.array(corsRule) }),
  encryption: v.object({
    ServerSideEncryptionConfiguration: v.object({
      Rules: v.array(
        v.object({
          ApplyServerSideEncryptionByDefault: v.optional(
            v.strictObject({ SSEAlgorithm: v.string(), KMSMasterKeyID: v.optional(v.string()) }),
          ),
          BucketKeyEnabled: v.optional(v.boolean()),
          BlockedEncryptionTypes: v.optional(v.object({ EncryptionType: v.optional(v.array(v.string())) })),
        }),
      ),
    }),
  }),
  policy: policyText,
  /** `derived`: not the answer of S3 but what its rules make of the policy; with the first statement that is public. */
  policyStatus: v.object({
    PolicyStatus: v.object({ IsPublic: v.boolean() }),
    derived: v.optional(v.strictObject({ statement: v.optional(v.number()) })),
  }),
  publicAccessBlock,
  accountPublicAccessBlock: publicAccessBlock,
  ownershipControls: v.object({ OwnershipControls: v.object({ Rules: v.array(v.object({ ObjectOwnership: v.string() })) }) }),
  acl: v.object({
    Owner: v.optional(v.object({ ID: v.optional(v.string()) })),
    Grants: v.array(
      v.object({
        Grantee: v.object({ Type: v.string(), ID: v.optional(v.string()), URI: v.optional(v.string()) }),
        Permission: v.string(),
      }),
    ),
  }),
  logging: v.object({
    LoggingEnabled: v.optional(v.object({ TargetBucket: v.string(), TargetPrefix: v.optional(v.string()) })),
  }),
  /** The minimum size comes from the header `x-amz-transition-default-minimum-object-size`; other servers leave it out. */
  lifecycle: v.object({ Rules: v.array(lifecycleRule), TransitionDefaultMinimumObjectSize: v.optional(v.string()) }),
  objectLock: v.object({
    ObjectLockConfiguration: v.object({
      ObjectLockEnabled: v.optional(v.string()),
      Rule: v.optional(
        v.object({
          DefaultRetention: v.optional(
            v.object({ Mode: v.optional(v.string()), Days: v.optional(v.number()), Years: v.optional(v.number()) }),
          ),
        }),
      ),
    }),
  }),
  requestPayment: v.object({ Payer: v.picklist(['Requester', 'BucketOwner']) }),
  kmsKey: v.object({
    KeyMetadata: v.object({
      Arn: v.string(),
      KeyId: v.string(),
      AWSAccountId: v.optional(v.string()),
      Enabled: v.optional(v.boolean()),
      KeyUsage: v.optional(v.string()),
      KeyState: v.optional(v.string()),
      KeyManager: v.optional(v.string()),
      KeySpec: v.optional(v.string()),
      Origin: v.optional(v.string()),
      MultiRegion: v.optional(v.boolean()),
      DeletionDate: v.optional(v.string()),
    }),
  }),
  kmsKeyPolicy: policyText,
  kmsKeyRotation: v.object({ KeyRotationEnabled: v.boolean(), RotationPeriodInDays: v.optional(v.number()) }),
  kmsGrants: v.object({
    Grants: v.array(
      v.object({
        GranteePrincipal: v.optional(v.string()),
        Operations: v.array(v.string()),
        /** A grant with constraints is narrower than its operations say. */
        Constraints: v.optional(v.unknown()),
      }),
    ),
  }),
  kmsAliases: v.object({ Aliases: v.array(v.object({ AliasName: v.string(), TargetKeyId: v.optional(v.string()) })) }),
  caller: v.object({ Account: v.string(), Arn: v.string() }),
};

export type AwsFacetValues = { readonly [K in keyof typeof awsSchemas]: v.InferOutput<(typeof awsSchemas)[K]> };
