import {
  CreateAliasCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type BucketLocationConstraint,
  type CORSRule,
  type LifecycleRule,
  type ServerSideEncryption,
} from '@aws-sdk/client-s3';
import type { BucketState, Case, KeyState } from '../support/bucket-state.ts';

export const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing-secret' };

const options = (endpoint: string, region: string) => ({ endpoint, region, credentials, forcePathStyle: true });

/** Makes the key of a case. The service chooses the id, so the case is returned with that id in place of its own. */
export async function buildKey(endpoint: string, given: Case): Promise<Case> {
  const key = given.bucket.key;
  if (key === undefined) return given;
  const kms = new KMSClient(options(endpoint, key.region));
  const made = await kms.send(
    new CreateKeyCommand(
      key.keyUsage === 'SIGN_VERIFY' ? { KeyUsage: 'SIGN_VERIFY', KeySpec: 'RSA_2048' } : { KeyUsage: 'ENCRYPT_DECRYPT' },
    ),
  );
  const id = made.KeyMetadata?.KeyId;
  if (id === undefined) throw new Error('the server made a key without an id');
  const real = JSON.parse(JSON.stringify(given).replaceAll(key.id, id)) as Case;
  await configureKey(kms, id, real.bucket.key ?? key, given.name);
  kms.destroy();
  return real;
}

async function configureKey(kms: KMSClient, id: string, key: KeyState, suffix: string): Promise<void> {
  await kms.send(
    new PutKeyPolicyCommand({ KeyId: id, PolicyName: 'default', Policy: key.policy, BypassPolicyLockoutSafetyCheck: true }),
  );
  for (const alias of key.aliases ?? []) {
    await kms.send(new CreateAliasCommand({ AliasName: `${alias}-${suffix}`, TargetKeyId: id }));
  }
  if (key.rotation === true) await kms.send(new EnableKeyRotationCommand({ KeyId: id }));
  if (key.keyState === 'Disabled') await kms.send(new DisableKeyCommand({ KeyId: id }));
  if (key.keyState === 'PendingDeletion') await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 30 }));
}

/** Sets up a bucket with the calls that a person would make. */
export async function buildBucket(endpoint: string, bucket: BucketState): Promise<void> {
  const s3 = new S3Client(options(endpoint, bucket.region));
  const Bucket = bucket.name;
  await createBucket(s3, bucket);
  if (bucket.versioning !== undefined) {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: bucket.versioning } }));
  }
  if (bucket.cors !== undefined) {
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: mutable<CORSRule[]>(bucket.cors) } }));
  }
  if (bucket.encryption !== undefined) await putEncryption(s3, Bucket, bucket.encryption);
  if (bucket.policy !== undefined) await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: bucket.policy }));
  if (bucket.lifecycle !== undefined) {
    const Rules = mutable<LifecycleRule[]>(bucket.lifecycle);
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  }
  if (bucket.logging !== undefined) await putLogging(s3, bucket, bucket.logging);
  await putAccess(s3, bucket);
  s3.destroy();
}

// The inputs of the SDK are mutable types; a case is readonly data, so it is copied.
const mutable = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

async function createBucket(s3: S3Client, bucket: BucketState): Promise<void> {
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket.name,
      ...(bucket.region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: bucket.region as BucketLocationConstraint } }),
      ...(bucket.objectLock === undefined ? {} : { ObjectLockEnabledForBucket: true }),
      ...(bucket.ownership === undefined ? {} : { ObjectOwnership: bucket.ownership }),
    }),
  );
  if (bucket.objectLock === undefined || bucket.objectLock === 'enabled') return;
  const DefaultRetention = { Mode: bucket.objectLock.Mode, Days: bucket.objectLock.Days };
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket.name,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } },
    }),
  );
}

async function putEncryption(s3: S3Client, Bucket: string, encryption: NonNullable<BucketState['encryption']>): Promise<void> {
  const { SSEAlgorithm, KMSMasterKeyID, BucketKeyEnabled } = encryption;
  const ApplyServerSideEncryptionByDefault = {
    SSEAlgorithm: SSEAlgorithm as ServerSideEncryption,
    ...(KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID }),
  };
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault, ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled }) }],
      },
    }),
  );
}

/** Access logs need a bucket of the same region that lets the log service write. */
async function putLogging(s3: S3Client, bucket: BucketState, logging: NonNullable<BucketState['logging']>): Promise<void> {
  const target = logging.TargetBucket;
  try {
    await createBucket(s3, { name: target, region: bucket.region, account: bucket.account });
  } catch (error) {
    if (!(error instanceof Error && /BucketAlready/.test(error.name))) throw error;
  }
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${target}/*`,
  };
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: target, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }),
  );
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket: bucket.name,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: target, TargetPrefix: logging.TargetPrefix } },
    }),
  );
}

/** The ACL before the public access block, which would refuse a public one. */
async function putAccess(s3: S3Client, bucket: BucketState): Promise<void> {
  const Bucket = bucket.name;
  if (bucket.ownership !== undefined) {
    const OwnershipControls = { Rules: [{ ObjectOwnership: bucket.ownership }] };
    await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  }
  if (bucket.acl !== undefined && bucket.acl !== 'private') await s3.send(new PutBucketAclCommand({ Bucket, ACL: bucket.acl }));
  if (bucket.publicAccessBlock !== undefined) {
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: bucket.publicAccessBlock }));
  }
}
