import type { Case } from '../bucket-state.ts';
import { abortUploads, blockNone, documentedCors, expireNoncurrent, fault, keyArn, otherKeyId, saasPrincipal } from './base.ts';

const cors = (change: Readonly<Record<string, unknown>>) => (): Pick<Case['bucket'], 'cors'> => ({
  cors: [{ ...documentedCors, ...change }],
});

/** Faults of versioning, CORS and default encryption. */
export const dataCases: readonly Case[] = [
  fault({
    name: 'no-bucket',
    about: 'there is no bucket of this name, and the declared key is not there either',
    isMissing: true,
    fails: ['aws/bucket-exists', 'aws/kms-key-exists'],
    exit: 1,
    notOnMoto: 'every case is built on it as a bucket',
  }),
  fault({
    name: 'bad-path',
    about: 'the path inside the bucket has an empty segment',
    prefix: 'wandb//runs',
    fails: ['aws/prefix'],
    exit: 0,
  }),
  fault({
    name: 'region-differs',
    about: 'W&B is told another region than that of the bucket',
    declared: { region: 'us-east-1' },
    fails: ['aws/region'],
    exit: 1,
  }),
  fault({
    name: 'other-partition',
    about: 'the bucket is in GovCloud, where it cannot name the accounts of W&B',
    bucket: () => ({ region: 'us-gov-west-1' }),
    // Its key and the ARNs in its policy are of the other partition, too.
    fails: ['aws/partition', 'aws/kms-key-region', 'aws/bucket-policy-grants', 'aws/tls-only'],
    exit: 1,
    notOnMoto: 'it has one partition',
  }),
  fault({
    name: 'versioning-off',
    about: 'versioning was never enabled',
    bucket: () => ({ versioning: undefined, lifecycle: [abortUploads()] }),
    fails: ['aws/versioning'],
    exit: 1,
  }),
  fault({
    name: 'versioning-suspended',
    about: 'versioning was enabled once and is suspended',
    bucket: () => ({ versioning: 'Suspended' }),
    fails: ['aws/versioning'],
    exit: 1,
  }),
  fault({
    name: 'cors-none',
    about: 'no CORS configuration',
    bucket: () => ({ cors: undefined }),
    fails: ['aws/cors-works'],
    exit: 1,
  }),
  fault({
    name: 'cors-no-put',
    about: 'CORS without PUT: uploads from the browser fail',
    bucket: cors({ AllowedMethods: ['GET', 'HEAD'] }),
    fails: ['aws/cors-works'],
    exit: 1,
  }),
  fault({
    name: 'cors-no-etag',
    about: 'CORS does not expose ETag: multipart uploads cannot be completed',
    bucket: cors({ ExposeHeaders: [] }),
    fails: ['aws/cors-works'],
    exit: 1,
  }),
  fault({
    name: 'cors-wrong-origin',
    about: 'CORS allows one origin, and it is not the one of W&B',
    bucket: cors({ AllowedOrigins: ['https://example.com'] }),
    declared: { origins: ['https://acme.wandb.io'] },
    fails: ['aws/cors-works'],
    exit: 1,
  }),
  fault({
    name: 'cors-declared-origin',
    about: 'CORS is narrowed on purpose to the front end that is declared',
    bucket: cors({ AllowedOrigins: ['https://acme.wandb.io'] }),
    declared: { origins: ['https://acme.wandb.io'] },
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'cors-extra-methods',
    about: 'CORS allows DELETE and POST, which W&B does not ask for',
    bucket: cors({ AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] }),
    fails: ['aws/cors-exact'],
    exit: 1,
  }),
  fault({
    name: 'cors-max-age',
    about: 'CORS differs from the documents in its max age alone',
    bucket: cors({ MaxAgeSeconds: 600 }),
    fails: ['aws/cors-exact'],
    exit: 0,
  }),
  fault({
    name: 'encryption-aes256',
    about: 'default encryption with keys of S3 although a KMS key is declared',
    bucket: () => ({ encryption: { SSEAlgorithm: 'AES256' } }),
    fails: ['aws/default-encryption'],
    exit: 1,
  }),
  fault({
    name: 'encryption-dsse',
    about: 'dual-layer encryption, which W&B has not tested',
    bucket: () => ({ encryption: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: keyArn() } }),
    fails: ['aws/encryption-dsse'],
    exit: 0,
  }),
  fault({
    name: 'encryption-other-key',
    about: 'default encryption with a customer key other than the declared one',
    declared: { kmsKey: keyArn(otherKeyId) },
    fails: ['aws/default-encryption'],
    exit: 1,
  }),
  fault({
    name: 'encryption-missing-key',
    about: 'default encryption with a key that does not exist',
    bucket: () => ({ encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn(otherKeyId) } }),
    declared: { kmsKey: keyArn(otherKeyId) },
    fails: ['aws/kms-key-exists'],
    exit: 1,
    notOnMoto: 'to moto the key is one of another account',
  }),
];

const lifecycle =
  (...rules: readonly Readonly<Record<string, unknown>>[]) =>
  (): Pick<Case['bucket'], 'lifecycle'> => ({ lifecycle: rules });

/** Faults of who may reach the bucket, of its lifecycle and of its name. */
export const bucketCases: readonly Case[] = [
  fault({
    name: 'public-access-block-off',
    about: 'neither the bucket nor the account blocks public access',
    bucket: () => ({ publicAccessBlock: blockNone, accountPublicAccessBlock: undefined }),
    fails: ['aws/public-access-block'],
    exit: 1,
  }),
  fault({
    name: 'acl-public-read',
    about: 'the ACL lets everybody list the bucket',
    bucket: () => ({ ownership: 'BucketOwnerPreferred', acl: 'public-read' }),
    fails: ['aws/acl-private'],
    exit: 1,
  }),
  fault({
    name: 'ownership-object-writer',
    about: 'objects belong to whoever writes them',
    bucket: () => ({ ownership: 'ObjectWriter' }),
    fails: ['aws/ownership-controls'],
    exit: 1,
  }),
  fault({
    name: 'requester-pays',
    about: 'the requester pays, which pre-signed URLs of W&B do not accept',
    bucket: () => ({ requestPayer: 'Requester' }),
    fails: ['aws/requester-pays'],
    exit: 1,
    notOnMoto: 'moto answers GetBucketRequestPayment with a listing of the bucket',
  }),
  fault({
    name: 'lifecycle-expires-objects',
    about: 'a lifecycle rule deletes current objects after a year',
    bucket: lifecycle(expireNoncurrent, abortUploads(), {
      ID: 'expire',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      Expiration: { Days: 365 },
    }),
    fails: ['aws/lifecycle-current-objects'],
    exit: 1,
  }),
  fault({
    name: 'lifecycle-glacier',
    about: 'a lifecycle rule moves current objects to an archive that cannot be read at once',
    bucket: lifecycle(expireNoncurrent, abortUploads(), {
      ID: 'archive',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      Transitions: [{ Days: 90, StorageClass: 'GLACIER' }],
    }),
    fails: ['aws/lifecycle-current-objects'],
    exit: 1,
  }),
  fault({
    name: 'abort-multipart-too-soon',
    about: 'unfinished uploads are aborted while their URLs are still valid',
    bucket: lifecycle(expireNoncurrent, abortUploads(1)),
    fails: ['aws/abort-multipart'],
    exit: 1,
  }),
  fault({
    name: 'object-lock-retention',
    about: 'objects are retained for 30 days by default, so W&B cannot delete them',
    bucket: () => ({ objectLock: { Mode: 'GOVERNANCE', Days: 30 } }),
    fails: ['aws/object-lock'],
    exit: 1,
  }),
  fault({
    name: 'name-with-dots',
    about: 'a name with dots does not match the wildcard certificate of S3',
    bucketName: 'acme.wandb.files',
    fails: ['aws/bucket-name'],
    exit: 1,
  }),
  fault({
    name: 'logging-off',
    about: 'no access log is kept',
    bucket: () => ({ logging: undefined }),
    fails: ['aws/access-logging'],
    exit: 0,
  }),
  fault({
    name: 'noncurrent-not-expired',
    about: 'noncurrent versions are kept and billed for ever',
    bucket: lifecycle(abortUploads()),
    fails: ['aws/noncurrent-expiration'],
    exit: 0,
  }),
  fault({
    name: 'instance-level-on-saas',
    about: 'Multi-tenant Cloud has no bucket of its own at instance level',
    principal: saasPrincipal,
    declared: { deployment: 'multi-tenant', level: 'instance' },
    fails: ['aws/deployment-available'],
    exit: 1,
  }),
];
