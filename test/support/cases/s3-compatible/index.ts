import type { BucketState } from '../../bucket-state.ts';
import { abortUploads, account, blockAll, documentedCors, expireNoncurrent } from '../base.ts';
import { recordedAt } from '../record.ts';
import type { StoreCase } from './record.ts';

/** A bucket of a server with CORS for each bucket, in order in every point that a check looks at. */
const ready = (name: string): BucketState => ({
  name,
  region: 'us-east-1',
  account,
  versioning: 'Enabled',
  cors: [documentedCors],
  lifecycle: [expireNoncurrent, abortUploads()],
});

type Change = Pick<StoreCase, 'name' | 'about' | 'fails' | 'exit'> &
  Partial<Pick<StoreCase, 'endpoint' | 'declared' | 'server' | 'prefix' | 'isMissing' | 'isUntrusted'>> & {
    readonly bucket?: Partial<BucketState>;
  };

/** The bucket on Ceph with one change. */
const onCeph = ({ bucket, server, declared, ...rest }: Change): StoreCase => ({
  ...rest,
  bucket: { ...ready(`acme-wandb-${rest.name}`), ...bucket },
  server: { profile: 'ceph', ...server },
  declared: { deployment: 'self-managed', level: 'team', ...declared },
});

/** The same on MinIO, which has CORS for the whole server. */
const onMinio = (change: Change): StoreCase => onCeph({ ...change, server: { profile: 'minio', ...change.server } });

const everybody = (bucket: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Quickstart',
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/*`],
      },
    ],
  });

const twentyMinutes = 20 * 60_000;

const serverCases: readonly StoreCase[] = [
  onCeph({ name: 'compliant-ceph', about: 'a bucket on Ceph that is as W&B wants it', fails: [], exit: 0 }),
  onMinio({
    name: 'cors-by-preflight',
    about: 'a bucket on MinIO: CORS is set for the whole server, and real preflights show it',
    fails: [],
    exit: 0,
  }),
  onCeph({
    name: 'locked-out',
    about: 'a bucket of which the auditing identity may read nothing; what browsers meet is seen all the same',
    server: { denied: '*' },
    fails: [],
    exit: 3,
  }),
  onCeph({
    name: 'listing-instead-of-document',
    about: 'a server that answers the calls that it does not have with a listing of the bucket',
    server: { profile: 'listing' },
    fails: [],
    exit: 0,
  }),
  onCeph({
    name: 'on-multi-tenant',
    about: 'a store that Multi-tenant Cloud does not take',
    declared: { deployment: 'multi-tenant' },
    fails: ['s3-compatible/deployment-available'],
    exit: 1,
  }),
  onMinio({
    name: 'plain-http',
    about: 'a server that is reached without TLS',
    endpoint: 'http://minio.acme.example:9000',
    fails: ['s3-compatible/endpoint-tls'],
    exit: 1,
  }),
  onMinio({
    name: 'in-cluster-endpoint',
    about: 'the name of a Kubernetes service as the endpoint',
    endpoint: 'https://minio.minio.svc.cluster.local',
    fails: ['s3-compatible/endpoint-reachable'],
    exit: 1,
  }),
  onMinio({
    name: 'region-differs',
    about: 'another region than that of a server which checks it',
    bucket: { region: 'eu-central-1' },
    declared: { region: 'us-east-1' },
    fails: ['s3-compatible/region'],
    exit: 1,
  }),
  onCeph({
    name: 'clock-skew',
    about: 'a server whose clock is 20 minutes ahead',
    server: { date: new Date(Date.parse(recordedAt) + twentyMinutes).toUTCString() },
    fails: ['s3-compatible/clock-skew'],
    exit: 0,
  }),
];

const accessCases: readonly StoreCase[] = [
  onCeph({
    name: 'cors-none',
    about: 'a bucket without a CORS rule',
    bucket: { cors: undefined },
    fails: ['s3-compatible/cors-works'],
    exit: 1,
  }),
  onMinio({
    name: 'cors-other-origin',
    about: 'a MinIO server that admits another origin than the declared one',
    server: { serverCors: ['https://console.acme.example'] },
    declared: { origins: ['https://wandb.acme.example'] },
    fails: ['s3-compatible/cors-works'],
    exit: 1,
  }),
  onMinio({
    name: 'policy-public',
    about: 'the policy of a quick-start file, which opens the bucket to everybody',
    bucket: { policy: everybody('acme-wandb-policy-public') },
    fails: ['s3-compatible/not-public'],
    exit: 1,
  }),
  onCeph({
    name: 'no-credentials-asked',
    about: 'a server that asks nobody for credentials',
    server: { openToAll: true },
    fails: ['s3-compatible/not-public'],
    exit: 1,
  }),
  onCeph({
    name: 'acl-public-read',
    about: 'an ACL that lets everybody list the bucket',
    bucket: { acl: 'public-read' },
    fails: ['s3-compatible/acl-private'],
    exit: 1,
  }),
  onCeph({
    name: 'ceph-public-access-block',
    about: 'a public access block on Ceph, which refuses every upload then',
    bucket: { publicAccessBlock: blockAll },
    fails: ['s3-compatible/public-access-block'],
    exit: 1,
  }),
];

const dataCases: readonly StoreCase[] = [
  onCeph({
    name: 'no-bucket',
    about: 'there is no bucket of this name',
    isMissing: true,
    fails: ['s3-compatible/bucket-exists'],
    exit: 1,
  }),
  onCeph({
    name: 'bad-path',
    about: 'the path inside the bucket has an empty segment',
    prefix: 'wandb//runs',
    fails: ['s3-compatible/prefix'],
    exit: 0,
  }),
  onCeph({
    name: 'untrusted-certificate',
    about: 'the certificate of the endpoint is self-signed, and this program was told to accept it',
    isUntrusted: true,
    fails: ['s3-compatible/certificate'],
    exit: 1,
  }),
  onCeph({
    name: 'versioning-off',
    about: 'a bucket without versioning',
    bucket: { versioning: undefined },
    fails: ['s3-compatible/versioning'],
    exit: 0,
  }),
  onCeph({
    name: 'lifecycle-expires-objects',
    about: 'a rule that expires current objects',
    bucket: { lifecycle: [{ ID: 'cleanup', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } }] },
    fails: ['s3-compatible/lifecycle-current-objects'],
    exit: 1,
  }),
  onCeph({
    name: 'abort-multipart-too-soon',
    about: 'a rule that aborts uploads after a day',
    bucket: { lifecycle: [expireNoncurrent, abortUploads(1)] },
    fails: ['s3-compatible/abort-multipart'],
    exit: 1,
  }),
  onCeph({
    name: 'object-lock-retention',
    about: 'default retention of 30 days',
    bucket: { objectLock: { Mode: 'GOVERNANCE', Days: 30 } },
    fails: ['s3-compatible/object-lock'],
    exit: 1,
  }),
];

/** Every end-to-end case of S3-compatible stores. */
export const storeCases: readonly StoreCase[] = [...serverCases, ...accessCases, ...dataCases];
