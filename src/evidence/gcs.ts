import { facet } from './observation.ts';

/**
 * The facets of a Cloud Storage bucket, of the project that it is in and of the key that encrypts it, one API call each.
 * Permissions: IAM permissions for JSON methods of Cloud Storage, and the references of Resource Manager and Cloud KMS.
 */
export const gcsFacets = {
  bucket: facet({
    call: 'Storage buckets.get',
    permission: 'storage.buckets.get',
    scope: 'bucket',
    absent: ['notFound'],
    about: 'the configuration of the bucket',
  }),
  iamPolicy: facet({
    call: 'Storage buckets.getIamPolicy',
    permission: 'storage.buckets.getIamPolicy',
    scope: 'bucket',
    absent: [],
    about: 'the IAM policy of the bucket',
  }),
  /** Without this permission Cloud Storage leaves `ipFilter` out of the bucket, and no filter looks the same. */
  ipFilterPermission: facet({
    call: 'Storage buckets.testIamPermissions',
    permission: 'storage.buckets.getIpFilter',
    scope: 'bucket',
    absent: [],
    about: 'whether Cloud Storage shows the IP filter',
  }),
  projectIamPolicy: facet({
    call: 'Resource Manager projects.getIamPolicy',
    permission: 'resourcemanager.projects.getIamPolicy',
    scope: 'account',
    absent: [],
    about: 'the IAM policy of the project',
  }),
  kmsKey: facet({
    call: 'Cloud KMS cryptoKeys.get',
    permission: 'cloudkms.cryptoKeys.get',
    scope: 'key',
    absent: [],
    about: 'the Cloud KMS key',
  }),
  kmsKeyIamPolicy: facet({
    call: 'Cloud KMS cryptoKeys.getIamPolicy',
    permission: 'cloudkms.cryptoKeys.getIamPolicy',
    scope: 'key',
    absent: [],
    about: 'the IAM policy of the key',
  }),
} as const;

export type GcsFacetName = keyof typeof gcsFacets;
