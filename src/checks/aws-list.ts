import type { Check } from '../core/check.ts';
import { abortMultipart } from './aws/abort-multipart.ts';
import { accessLogging } from './aws/access-logging.ts';
import { aclPrivate } from './aws/acl-private.ts';
import { bucketExists } from './aws/bucket-exists.ts';
import { bucketName } from './aws/bucket-name.ts';
import { bucketPolicyAccountWide } from './aws/bucket-policy-account-wide.ts';
import { bucketPolicyDeny } from './aws/bucket-policy-deny.ts';
import { bucketPolicyGrants } from './aws/bucket-policy-grants.ts';
import { bucketPolicyOverGrants } from './aws/bucket-policy-over-grants.ts';
import { bucketPolicyPublic } from './aws/bucket-policy-public.ts';
import { corsExact } from './aws/cors-exact.ts';
import { corsWorks } from './aws/cors-works.ts';
import { defaultEncryption } from './aws/default-encryption.ts';
import { deploymentAvailable } from './aws/deployment-available.ts';
import { encryptionDsse } from './aws/encryption-dsse.ts';
import { kmsKeyArn } from './aws/kms-key-arn.ts';
import { kmsKeyCustomerManaged } from './aws/kms-key-customer-managed.ts';
import { kmsKeyEnabled } from './aws/kms-key-enabled.ts';
import { kmsKeyExists } from './aws/kms-key-exists.ts';
import { kmsKeyPolicyDeny } from './aws/kms-key-policy-deny.ts';
import { kmsKeyPolicyOwner } from './aws/kms-key-policy-owner.ts';
import { kmsKeyPolicyPublic } from './aws/kms-key-policy-public.ts';
import { kmsKeyPolicyWandb } from './aws/kms-key-policy-wandb.ts';
import { kmsKeyRegion } from './aws/kms-key-region.ts';
import { kmsKeyRotation } from './aws/kms-key-rotation.ts';
import { kmsKeyUsage } from './aws/kms-key-usage.ts';
import { lifecycleCurrentObjects } from './aws/lifecycle-current-objects.ts';
import { noncurrentExpiration } from './aws/noncurrent-expiration.ts';
import { networkCarveOut } from './aws/network-carve-out.ts';
import { networkRestriction } from './aws/network-restriction.ts';
import { networkSourceIp } from './aws/network-source-ip.ts';
import { networkVpcEndpoint } from './aws/network-vpc-endpoint.ts';
import { objectLockChecksum } from './aws/object-lock-checksum.ts';
import { objectLock } from './aws/object-lock.ts';
import { ownershipControls } from './aws/ownership-controls.ts';
import { partition } from './aws/partition.ts';
import { prefix } from './aws/prefix.ts';
import { presignedAge } from './aws/presigned-age.ts';
import { presignedAuthType } from './aws/presigned-auth-type.ts';
import { publicAccessBlock } from './aws/public-access-block.ts';
import { region } from './aws/region.ts';
import { requesterPays } from './aws/requester-pays.ts';
import { restrictPublicBuckets } from './aws/restrict-public-buckets.ts';
import { tlsOnly } from './aws/tls-only.ts';
import { versioning } from './aws/versioning.ts';

const existence = [deploymentAvailable, bucketExists, bucketName, prefix, region, partition, requesterPays];
const encryption = [defaultEncryption, encryptionDsse];
const keys = [kmsKeyExists, kmsKeyCustomerManaged, kmsKeyEnabled, kmsKeyUsage, kmsKeyRegion, kmsKeyArn, kmsKeyRotation];
const keyPolicy = [kmsKeyPolicyWandb, kmsKeyPolicyDeny, kmsKeyPolicyOwner, kmsKeyPolicyPublic];
const cors = [corsWorks, corsExact];
const bucketPolicy = [bucketPolicyGrants, bucketPolicyDeny, bucketPolicyOverGrants, bucketPolicyAccountWide, tlsOnly];
const network = [networkCarveOut, networkRestriction, networkVpcEndpoint, networkSourceIp, presignedAuthType, presignedAge];
const publicAccess = [publicAccessBlock, bucketPolicyPublic, restrictPublicBuckets, aclPrivate, ownershipControls];
const dataProtection = [
  versioning,
  noncurrentExpiration,
  lifecycleCurrentObjects,
  abortMultipart,
  objectLock,
  objectLockChecksum,
];
const hygiene = [accessLogging];

/** The checks of an S3 bucket and its key, in report order. */
export const awsChecks: readonly Check[] = [
  ...existence,
  ...encryption,
  ...keys,
  ...keyPolicy,
  ...cors,
  ...bucketPolicy,
  ...network,
  ...publicAccess,
  ...dataProtection,
  ...hygiene,
];
