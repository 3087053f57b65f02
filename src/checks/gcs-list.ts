import type { Check } from '../core/check.ts';
import { gcsAbortMultipart } from './gcs/abort-multipart.ts';
import { gcsAuditLogs } from './gcs/audit-logs.ts';
import { gcsBucketExists } from './gcs/bucket-exists.ts';
import { gcsCorsEtagExposed } from './gcs/cors-etag-exposed.ts';
import { gcsCorsExact } from './gcs/cors-exact.ts';
import { gcsCorsWorks } from './gcs/cors-works.ts';
import { gcsDeploymentAvailable } from './gcs/deployment-available.ts';
import { gcsEncryption } from './gcs/encryption.ts';
import { gcsIamPublic } from './gcs/iam-public.ts';
import { gcsIamWandb } from './gcs/iam-wandb.ts';
import { gcsIpFilter } from './gcs/ip-filter.ts';
import { gcsKmsKey } from './gcs/kms-key.ts';
import { gcsKmsServiceAgent } from './gcs/kms-service-agent.ts';
import { gcsLifecycleCurrentObjects } from './gcs/lifecycle-current-objects.ts';
import { gcsPrefix } from './gcs/prefix.ts';
import { gcsPublicAccessPrevention } from './gcs/public-access-prevention.ts';
import { gcsRequesterPays } from './gcs/requester-pays.ts';
import { gcsRetention } from './gcs/retention.ts';
import { gcsSoftDelete } from './gcs/soft-delete.ts';
import { gcsUniformAccess } from './gcs/uniform-access.ts';
import { gcsUnusualFeatures } from './gcs/unusual-features.ts';
import { gcsVersioning } from './gcs/versioning.ts';

const gcsExistence = [gcsDeploymentAvailable, gcsBucketExists, gcsPrefix, gcsRequesterPays];
const gcsKeys = [gcsEncryption, gcsKmsKey, gcsKmsServiceAgent];
const gcsCors = [gcsCorsWorks, gcsCorsExact, gcsCorsEtagExposed];
const gcsAccess = [gcsIamWandb, gcsIamPublic, gcsPublicAccessPrevention, gcsUniformAccess, gcsIpFilter];
const gcsDataProtection = [gcsSoftDelete, gcsVersioning, gcsLifecycleCurrentObjects, gcsAbortMultipart, gcsRetention];
const gcsHygiene = [gcsAuditLogs, gcsUnusualFeatures];

/** The checks of a Cloud Storage bucket, in report order. */
export const gcsChecks: readonly Check[] = [
  ...gcsExistence,
  ...gcsKeys,
  ...gcsCors,
  ...gcsAccess,
  ...gcsDataProtection,
  ...gcsHygiene,
];
