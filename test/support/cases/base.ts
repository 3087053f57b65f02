import type { BucketState, Case, KeyState } from '../bucket-state.ts';

/** Account, keys and names are made up: 111122223333 is the account that AWS reserves for its documentation. */
export const account = '111122223333';
export const region = 'eu-central-1';
export const keyId = '1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
export const otherKeyId = '9b8a7c6d-5e4f-4a3b-9c2d-1e0f9a8b7c6d';
export const keyArn = (id = keyId, where = region): string => `arn:aws:kms:${where}:${account}:key/${id}`;

/** The principals of W&B are spelled out here on purpose: a wrong constant in `src/requirements` must not agree with itself. */
export const dedicatedPrincipal = 'arn:aws:iam::830241207209:root';
export const saasPrincipal = 'arn:aws:iam::725579432336:role/WandbIntegration';
export const owner = `arn:aws:iam::${account}:root`;

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | { readonly AWS: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const policyText = (statements: readonly Statement[], id?: string): string =>
  JSON.stringify({ Version: '2012-10-17', ...(id === undefined ? {} : { Id: id }), Statement: statements });

export const keyActions = ['kms:Decrypt', 'kms:Describe*', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] as const;

/** The documented statement `Internal`. */
export const internal = (resource = keyArn()): Statement => ({
  Sid: 'Internal',
  Effect: 'Allow',
  Principal: { AWS: owner },
  Action: 'kms:*',
  Resource: resource,
});

/** The documented statement `External`. */
export const external = (principal: string, resource = keyArn()): Statement => ({
  Sid: 'External',
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: keyActions,
  Resource: resource,
});

export const keyPolicy = (...statements: readonly Statement[]): string => policyText(statements);

export const bucketActions = [
  's3:GetObject*',
  's3:GetEncryptionConfiguration',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:PutObject',
  's3:GetBucketCORS',
  's3:GetBucketLocation',
  's3:GetBucketVersioning',
] as const;

export const bucketArns = (bucket: string): readonly string[] => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];

/** The documented statement of the bucket policy. */
export const wandbAccess = (bucket: string, principal: string): Statement => ({
  Sid: 'WAndBAccountAccess',
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: bucketActions,
  Resource: bucketArns(bucket),
});

/** Refuses plain HTTP, as W&B's Terraform module writes it when it is asked to. */
export const tlsOnly = (bucket: string): Statement => ({
  Sid: 'DenyHTTPRequests',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: bucketArns(bucket),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

export const vpcEndpoint = 'vpce-0123456789abcdef0';
/** Addresses that RFC 5737 reserves for documentation. */
export const gateway = '8.8.4.0/24';

/** Refuses pre-signed URLs outside of two networks; W&B's servers sign in the header and are spared. */
export const presignedFromHere = (bucket: string): Statement => ({
  Sid: 'DenyPresignedElsewhere',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: bucketArns(bucket),
  Condition: {
    StringEquals: { 's3:authType': 'REST-QUERY-STRING' },
    NotIpAddressIfExists: { 'aws:SourceIp': gateway },
    StringNotEqualsIfExists: { 'aws:SourceVpce': vpcEndpoint },
  },
});

export const bucketPolicy = (...statements: readonly Statement[]): string => policyText(statements, 'WandBAccess');

export const documentedCors = {
  AllowedHeaders: ['*'],
  AllowedMethods: ['GET', 'HEAD', 'PUT'],
  AllowedOrigins: ['*'],
  ExposeHeaders: ['ETag'],
  MaxAgeSeconds: 3000,
} as const;

export const blockAll = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
} as const;

export const blockNone = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
} as const;

export const expireNoncurrent = {
  ID: 'expire-noncurrent',
  Status: 'Enabled',
  Filter: { Prefix: '' },
  NoncurrentVersionExpiration: { NoncurrentDays: 30 },
} as const;

export const abortUploads = (days = 7): Readonly<Record<string, unknown>> => ({
  ID: 'abort-uploads',
  Status: 'Enabled',
  Filter: { Prefix: '' },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: days },
});

const compliantKey = (principal: string): KeyState => ({
  id: keyId,
  region,
  account,
  policy: keyPolicy(internal(), external(principal)),
  keyUsage: 'ENCRYPT_DECRYPT',
  keyState: 'Enabled',
  keyManager: 'CUSTOMER',
  rotation: true,
  aliases: ['alias/acme-wandb'],
});

/** A bucket that follows the documents and good practice in every point that a check looks at. */
export const compliantBucket = (name: string, principal = dedicatedPrincipal): BucketState => ({
  name,
  region,
  account,
  versioning: 'Enabled',
  cors: [documentedCors],
  encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn(), BucketKeyEnabled: true },
  policy: bucketPolicy(wandbAccess(name, principal), tlsOnly(name), presignedFromHere(name)),
  publicAccessBlock: blockAll,
  accountPublicAccessBlock: blockAll,
  ownership: 'BucketOwnerEnforced',
  acl: 'private',
  logging: { TargetBucket: 'acme-access-logs', TargetPrefix: `${name}/` },
  lifecycle: [expireNoncurrent, abortUploads()],
  requestPayer: 'BucketOwner',
  key: compliantKey(principal),
});

type Fault = Pick<Case, 'name' | 'about' | 'fails' | 'exit'> &
  Partial<Pick<Case, 'denied' | 'notOnMoto' | 'prefix' | 'isMissing'>> & {
    /** The bucket is `acme-wandb-<case>` unless the name is the fault. */
    readonly bucketName?: string;
    readonly principal?: string;
    readonly bucket?: (base: BucketState) => Partial<BucketState>;
    readonly key?: (base: KeyState) => Partial<KeyState>;
    /** Replaces the statements of the key policy. */
    readonly keyStatements?: readonly Statement[];
    /** Replaces the statements of the bucket policy. */
    readonly statements?: (bucket: string) => readonly Statement[];
    readonly declared?: Partial<Case['declared']>;
  };

/** The compliant dedicated bucket with one change. */
export function fault(change: Fault): Case {
  const { name, about, fails, exit, denied, notOnMoto, prefix, isMissing } = change;
  const base = compliantBucket(change.bucketName ?? `acme-wandb-${name}`, change.principal);
  const key = base.key === undefined ? undefined : { ...base.key, ...change.key?.(base.key) };
  const bucket: BucketState = {
    ...base,
    key: key === undefined || change.keyStatements === undefined ? key : { ...key, policy: keyPolicy(...change.keyStatements) },
    ...(change.statements === undefined ? {} : { policy: bucketPolicy(...change.statements(base.name)) }),
    ...change.bucket?.(base),
  };
  return {
    name,
    about,
    bucket,
    declared: { deployment: 'dedicated', kmsKey: keyArn(), account, ...change.declared },
    fails,
    exit,
    ...(denied === undefined ? {} : { denied }),
    ...(notOnMoto === undefined ? {} : { notOnMoto }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(isMissing === undefined ? {} : { isMissing }),
  };
}
