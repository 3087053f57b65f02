import type { ConnectOptions } from '../../../src/core/provider.ts';
import { awsFacets } from '../../../src/evidence/aws.ts';
import type { Declared } from '../../../src/evidence/declared.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { connect } from '../../../src/providers/aws/index.ts';
import type { BucketState } from '../../support/bucket-state.ts';
import { startFakeAws, type FakeAws, type FakeAwsOptions } from '../../support/fake-aws/index.ts';

process.env['AWS_ACCESS_KEY_ID'] = 'AKIATESTTESTTESTTEST';
process.env['AWS_SECRET_ACCESS_KEY'] = 'test-secret';
process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
process.env['AWS_CONFIG_FILE'] = '/nonexistent/config';
process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/nonexistent/credentials';
for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3'])
  delete process.env[name];

export const allFacets = Object.keys(awsFacets);
export const account = '111122223333';
export const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const keyArn = `arn:aws:kms:eu-central-1:${account}:key/${keyId}`;
const policy = (principal: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'A', Effect: 'Allow', Principal: { AWS: principal }, Action: 's3:*', Resource: '*' }],
  });

/** A bucket with everything set. */
export const fullBucket: BucketState = {
  name: 'acme-wandb',
  region: 'eu-central-1',
  account,
  versioning: 'Enabled',
  cors: [
    {
      AllowedHeaders: ['*'],
      AllowedMethods: ['GET', 'HEAD', 'PUT'],
      AllowedOrigins: ['*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3000,
    },
  ],
  encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn, BucketKeyEnabled: true },
  policy: policy('arn:aws:iam::830241207209:root'),
  publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  accountPublicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  },
  ownership: 'BucketOwnerEnforced',
  logging: { TargetBucket: 'acme-logs', TargetPrefix: 'wandb/' },
  lifecycle: [
    {
      ID: 'abort',
      Status: 'Enabled',
      Filter: { And: { Prefix: 'tmp/', Tags: [{ Key: 'a', Value: 'b' }] } },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      Transitions: [{ Date: new Date('2027-01-01T00:00:00Z'), StorageClass: 'GLACIER' }],
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    },
  ],
  transitionSize: 'varies_by_storage_class',
  objectLock: { Mode: 'GOVERNANCE', Days: 3 },
  requestPayer: 'BucketOwner',
  key: {
    id: keyId,
    region: 'eu-central-1',
    account,
    policy: policy(`arn:aws:iam::${account}:root`),
    rotation: true,
    grants: [{ GranteePrincipal: `arn:aws:iam::${account}:role/app`, Operations: ['Decrypt'] }],
    aliases: ['alias/wandb'],
  },
};

/** A bucket on which nothing was ever configured. */
export const freshBucket: BucketState = { name: 'fresh-bucket', region: 'us-east-1', account };

export interface Run {
  readonly evidence: Evidence<'aws'>;
  readonly fake: FakeAws;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly fake?: Partial<FakeAwsOptions>;
  readonly connect?: Partial<ConnectOptions>;
  readonly declared?: Declared;
  readonly facets?: readonly string[];
  readonly bucket?: string;
  readonly signal?: AbortSignal;
}

export const io = { now: () => new Date('2026-11-21T12:00:00Z'), tool: { name: 'byob-audit', version: '0.1.0' } };

/** One bucket through the real SDK clients and over HTTP. */
export async function run(state: BucketState, options: RunOptions = {}): Promise<Run> {
  const fake = await startFakeAws({ buckets: [state], ...options.fake });
  const provider = connect({ endpoint: fake.url, region: state.region, timeout: 2000, concurrency: 4, ...options.connect }, io);
  const bucket = options.bucket ?? state.name;
  const begin = performance.now();
  try {
    const evidence = await provider.collect({
      target: { uri: `s3://${bucket}`, bucket },
      declared: options.declared ?? {},
      facets: options.facets ?? allFacets,
      signal: options.signal,
    });
    return { evidence, fake, milliseconds: performance.now() - begin };
  } finally {
    provider.close();
    await fake.close();
  }
}
