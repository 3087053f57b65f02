import type { Check } from '../core/check.ts';
import { abortMultipart } from './coreweave/abort-multipart.ts';
import { bucketExists } from './coreweave/bucket-exists.ts';
import { bucketName } from './coreweave/bucket-name.ts';
import { bucketPolicyGrants } from './coreweave/bucket-policy-grants.ts';
import { bucketPolicyOrgId } from './coreweave/bucket-policy-org-id.ts';
import { bucketPolicyOrgWide } from './coreweave/bucket-policy-org-wide.ts';
import { bucketPolicyPublic } from './coreweave/bucket-policy-public.ts';
import { corsWorks } from './coreweave/cors-works.ts';
import { deploymentAvailable } from './coreweave/deployment-available.ts';
import { endpoint } from './coreweave/endpoint.ts';
import { lifecycleCurrentObjects } from './coreweave/lifecycle-current-objects.ts';
import { prefix } from './coreweave/prefix.ts';

/** The checks of a CoreWeave bucket, in report order. */
export const coreweaveChecks: readonly Check[] = [
  deploymentAvailable,
  bucketExists,
  bucketName,
  prefix,
  endpoint,
  corsWorks,
  bucketPolicyGrants,
  bucketPolicyOrgId,
  bucketPolicyPublic,
  bucketPolicyOrgWide,
  lifecycleCurrentObjects,
  abortMultipart,
];
