import type { Check } from '../core/check.ts';
import { abortMultipart } from './s3-compatible/abort-multipart.ts';
import { aclPrivate } from './s3-compatible/acl-private.ts';
import { bucketExists } from './s3-compatible/bucket-exists.ts';
import { certificate } from './s3-compatible/certificate.ts';
import { clockSkew } from './s3-compatible/clock-skew.ts';
import { corsWorks } from './s3-compatible/cors-works.ts';
import { deploymentAvailable } from './s3-compatible/deployment-available.ts';
import { endpointReachable } from './s3-compatible/endpoint-reachable.ts';
import { endpointTls } from './s3-compatible/endpoint-tls.ts';
import { lifecycleCurrentObjects } from './s3-compatible/lifecycle-current-objects.ts';
import { minioMaintained } from './s3-compatible/minio-maintained.ts';
import { notPublic } from './s3-compatible/not-public.ts';
import { objectLock } from './s3-compatible/object-lock.ts';
import { prefix } from './s3-compatible/prefix.ts';
import { publicAccessBlock } from './s3-compatible/public-access-block.ts';
import { region } from './s3-compatible/region.ts';
import { versioning } from './s3-compatible/versioning.ts';

/** The checks of a bucket on a server that speaks the S3 API, in report order. */
export const s3CompatibleChecks: readonly Check[] = [
  deploymentAvailable,
  bucketExists,
  prefix,
  region,
  endpointTls,
  certificate,
  endpointReachable,
  clockSkew,
  minioMaintained,
  corsWorks,
  notPublic,
  aclPrivate,
  publicAccessBlock,
  versioning,
  lifecycleCurrentObjects,
  abortMultipart,
  objectLock,
];
