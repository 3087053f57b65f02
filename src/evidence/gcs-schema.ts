import * as v from 'valibot';

/**
 * The shape of each facet's answer, in the words of the JSON API: members that are false are left out, and 64-bit
 * numbers are strings. What is not declared here is not recorded; policies are strict, because a dropped condition
 * turns a wrong answer into a confident one.
 */

const enabled = v.object({ enabled: v.optional(v.boolean()) });
const enforcement = v.optional(v.object({ restrictionMode: v.optional(v.string()), effectiveTime: v.optional(v.string()) }));

const binding = v.strictObject({
  role: v.string(),
  members: v.optional(v.array(v.string())),
  condition: v.optional(
    v.strictObject({
      expression: v.string(),
      title: v.optional(v.string()),
      description: v.optional(v.string()),
      location: v.optional(v.string()),
    }),
  ),
  /** Present in answers of newer API versions for bindings that were made through a principal access boundary. */
  bindingId: v.optional(v.string()),
});
const iamPolicy = {
  kind: v.optional(v.string()),
  resourceId: v.optional(v.string()),
  version: v.optional(v.number()),
  etag: v.optional(v.string()),
  bindings: v.optional(v.array(binding)),
};

const lifecycleCondition = v.strictObject({
  age: v.optional(v.number()),
  createdBefore: v.optional(v.string()),
  customTimeBefore: v.optional(v.string()),
  daysSinceCustomTime: v.optional(v.number()),
  daysSinceNoncurrentTime: v.optional(v.number()),
  isLive: v.optional(v.boolean()),
  matchesPattern: v.optional(v.string()),
  matchesPrefix: v.optional(v.array(v.string())),
  matchesSuffix: v.optional(v.array(v.string())),
  matchesStorageClass: v.optional(v.array(v.string())),
  noncurrentTimeBefore: v.optional(v.string()),
  numNewerVersions: v.optional(v.number()),
});

export const gcsSchemas = {
  bucket: v.object({
    name: v.string(),
    projectNumber: v.optional(v.string()),
    location: v.optional(v.string()),
    locationType: v.optional(v.string()),
    storageClass: v.optional(v.string()),
    cors: v.optional(
      v.array(
        v.strictObject({
          origin: v.optional(v.array(v.string())),
          method: v.optional(v.array(v.string())),
          responseHeader: v.optional(v.array(v.string())),
          maxAgeSeconds: v.optional(v.number()),
        }),
      ),
    ),
    versioning: v.optional(enabled),
    softDeletePolicy: v.optional(
      v.object({ retentionDurationSeconds: v.optional(v.string()), effectiveTime: v.optional(v.string()) }),
    ),
    iamConfiguration: v.optional(
      v.object({
        uniformBucketLevelAccess: v.optional(v.object({ enabled: v.optional(v.boolean()), lockedTime: v.optional(v.string()) })),
        publicAccessPrevention: v.optional(v.string()),
      }),
    ),
    encryption: v.optional(
      v.object({
        defaultKmsKeyName: v.optional(v.string()),
        googleManagedEncryptionEnforcementConfig: enforcement,
        customerManagedEncryptionEnforcementConfig: enforcement,
        customerSuppliedEncryptionEnforcementConfig: enforcement,
      }),
    ),
    retentionPolicy: v.optional(
      v.object({
        retentionPeriod: v.optional(v.string()),
        effectiveTime: v.optional(v.string()),
        isLocked: v.optional(v.boolean()),
      }),
    ),
    defaultEventBasedHold: v.optional(v.boolean()),
    billing: v.optional(v.object({ requesterPays: v.optional(v.boolean()) })),
    ipFilter: v.optional(
      v.strictObject({
        mode: v.optional(v.string()),
        publicNetworkSource: v.optional(v.strictObject({ allowedIpCidrRanges: v.optional(v.array(v.string())) })),
        vpcNetworkSources: v.optional(
          v.array(v.strictObject({ network: v.optional(v.string()), allowedIpCidrRanges: v.optional(v.array(v.string())) })),
        ),
        allowCrossOrgVpcs: v.optional(v.boolean()),
        allowAllServiceAgentAccess: v.optional(v.boolean()),
      }),
    ),
    hierarchicalNamespace: v.optional(enabled),
    autoclass: v.optional(v.object({ enabled: v.optional(v.boolean()), terminalStorageClass: v.optional(v.string()) })),
    logging: v.optional(v.object({ logBucket: v.optional(v.string()), logObjectPrefix: v.optional(v.string()) })),
    lifecycle: v.optional(
      v.object({
        rule: v.optional(
          v.array(
            v.strictObject({
              action: v.strictObject({ type: v.string(), storageClass: v.optional(v.string()) }),
              condition: lifecycleCondition,
            }),
          ),
        ),
      }),
    ),
  }),
  iamPolicy: v.strictObject(iamPolicy),
  ipFilterPermission: v.object({ permissions: v.array(v.string()) }),
  projectIamPolicy: v.strictObject({
    ...iamPolicy,
    auditConfigs: v.optional(
      v.array(
        v.strictObject({
          service: v.string(),
          auditLogConfigs: v.optional(
            v.array(v.strictObject({ logType: v.string(), exemptedMembers: v.optional(v.array(v.string())) })),
          ),
        }),
      ),
    ),
  }),
  kmsKey: v.object({
    name: v.string(),
    purpose: v.optional(v.string()),
    rotationPeriod: v.optional(v.string()),
    nextRotationTime: v.optional(v.string()),
    primary: v.optional(
      v.object({ name: v.optional(v.string()), state: v.optional(v.string()), algorithm: v.optional(v.string()) }),
    ),
  }),
  kmsKeyIamPolicy: v.strictObject(iamPolicy),
};

export type GcsFacetValues = { readonly [K in keyof typeof gcsSchemas]: v.InferOutput<(typeof gcsSchemas)[K]> };
