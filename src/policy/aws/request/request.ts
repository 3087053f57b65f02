import { presignedUrlLifetime } from '../../../requirements/aws.ts';
import type { Identity } from '../document/identity.ts';
import { isNetworkKey } from './keys.ts';

/**
 * How requests reach the bucket and the key, and with what context: the one place where the
 * values of condition keys are decided.
 *
 * - `platform`: W&B's servers, authorized by header
 * - `presigned`: a browser or training job that holds a URL; S3 authorizes it as its signer, so the principal
 *   keys are W&B's and the network keys are the holder's (S3 user guide, "Sharing objects with presigned URLs").
 *   With a {@link Network} it comes from inside or from outside of the networks that a policy names.
 * - `via-s3`: S3 calls KMS for W&B's servers while they read or write an encrypted object
 * - `presigned-via-s3`: S3 calls KMS for the holder of a pre-signed URL, whose network keys they are
 * - `plain-http`: anybody's request without TLS
 * - `owner`: a person or program of the account that owns the bucket, by header and from anywhere
 */
export type Channel = 'platform' | 'presigned' | 'via-s3' | 'presigned-via-s3' | 'plain-http' | 'owner';

/** Where a request comes from: values of the network keys, in lower case. Keys that are not in it are absent. */
export type Network = Readonly<Record<string, Possibility>>;

export interface Request {
  readonly channel: Channel;
  readonly identity: Identity;
  /** Who runs the servers: their network and organization are W&B's or unknown. */
  readonly operator: 'wandb' | 'customer';
  /** `service:Name`, lower case. */
  readonly action: string;
  /** Milliseconds since the request was signed; undefined for any age that W&B signs for. */
  readonly age?: number | undefined;
  /** What `kms:EncryptionContext:aws:s3:arn` can be when S3 calls KMS; undefined when nothing is known of it. */
  readonly encryptionContext?: readonly Possibility[] | undefined;
  /** Account that owns the bucket or key, where it is known. */
  readonly owner: string | undefined;
  readonly region: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * Undefined when nobody knows more than the channel tells, which holds for AWS: there the servers of W&B come from
   * public addresses. `anywhere`: not even that is known.
   */
  readonly network?: Network | 'anywhere' | undefined;
}

/** A value that is there but not known: it matches the glob `like`, and lies between the bounds if it is a number. */
export interface SomeValue {
  readonly like: string;
  /** Of W&B or of nobody that a policy names: equal to no text without a wildcard. */
  readonly foreign?: true;
  /** What messages call it. */
  readonly called?: string;
  readonly min?: number;
  readonly max?: number;
  readonly publicIp?: true;
}

/** One way a request may look: without the key (null), with this value, or with some value. */
export type Possibility = null | string | SomeValue;

const absent: readonly Possibility[] = [null];
const some: readonly Possibility[] = [{ like: '*' }];
const unknown: readonly Possibility[] = [null, { like: '*' }];
const publicIp: Possibility = { like: '*', publicIp: true };

/** Named in W&B's own pull request 70 as the organization of its deployments; unmerged, so not certain. */
const namedOrganization = 'o-hn017huuqa';
const wandbOrganizations: readonly Possibility[] = [
  namedOrganization,
  { like: 'o-?*', foreign: true, called: "another organization of W&B's" },
];

/** Where in its organization an account of W&B stands is not published; outside of one it has no path. */
const wandbPaths: readonly Possibility[] = [
  null,
  { like: `${namedOrganization}/*`, called: `a path of ${namedOrganization}` },
  { like: 'o-?*/*', foreign: true, called: "a path of another organization of W&B's" },
];

const absentKeys = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:calledvia',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'kms:grantisforawsresource',
]);
const listKeys = new Set(['s3:prefix', 's3:delimiter', 's3:max-keys']);

/** Every way in which the key may look in the request; key in lower case. */
export function possibilities(request: Request, key: string): readonly Possibility[] {
  if (request.channel === 'plain-http') return plainHttp(key);
  if (isNetworkKey(key)) return networkKey(request, key);
  // The owner also works through CloudFormation, Athena and the like, which call S3 for them.
  if (request.channel === 'owner' && (key.startsWith('aws:calledvia') || key === 'aws:viaawsservice')) return unknown;
  if (absentKeys.has(key) || key.startsWith('s3:dataaccesspoint')) return absent;
  switch (key) {
    case 'aws:securetransport':
      return ['true'];
    case 'aws:viaawsservice':
      return [isThroughS3(request) ? { like: '*' } : 'false'];
    case 'aws:principalisawsservice':
      return ['false'];
    case 'aws:multifactorauthpresent':
      return request.channel === 'owner' ? unknown : [null, 'false'];
    case 'aws:multifactorauthage':
      return request.channel === 'owner' ? unknown : absent;
    case 'aws:referer':
      // Browsers send one; programs such as W&B's servers do not.
      return request.channel === 'platform' || request.channel === 'via-s3' ? absent : unknown;
    case 'aws:currenttime':
      return [new Date(request.now).toISOString()];
    case 'aws:epochtime':
      return [String(Math.floor(request.now / 1000))];
    case 'aws:resourceaccount':
    case 's3:resourceaccount':
    case 'kms:resourceaccount':
      return request.owner === undefined ? some : [request.owner];
    case 'aws:requestedregion':
      return request.region === undefined ? some : [request.region];
  }
  if (
    key.startsWith('aws:principal') ||
    key.startsWith('aws:user') ||
    key === 'aws:tokenissuetime' ||
    key === 'kms:calleraccount'
  ) {
    return principalKey(request, key);
  }
  if (key.startsWith('s3:')) return s3Key(request, key);
  if (key === 'kms:viaservice') {
    if (!isThroughS3(request)) return absent;
    return [request.region === undefined ? { like: 's3.*.amazonaws.com' } : `s3.${request.region}.amazonaws.com`];
  }
  if (key.startsWith('kms:encryptioncontext') && request.channel !== 'owner') return encryptionContext(request, key);
  // Keys of other services (sts:, saml:, lambda: …) never occur in a request to S3 or KMS. A name with the prefix aws:
  // or kms: may be newer than this table, so it is not called absent.
  return key.startsWith('aws:') || key.startsWith('kms:') ? unknown : absent;
}

/**
 * S3 sets `aws:s3:arn`, and W&B may add pairs of its own with a header of the upload. A direct call of W&B is DescribeKey,
 * which has no encryption context.
 */
function encryptionContext(request: Request, key: string): readonly Possibility[] {
  if (!isThroughS3(request)) return absent;
  if (key !== 'kms:encryptioncontext:aws:s3:arn') return unknown;
  return request.encryptionContext ?? [{ like: 'arn:*:s3:::?*' }];
}

/** Behind a VPC endpoint a request has no aws:SourceIp, and in front of one it has none of the other keys. */
function networkKey({ channel, operator, network }: Request, key: string): readonly Possibility[] {
  if (network === 'anywhere') return unknown;
  if (network !== undefined) return [network[key] ?? null];
  // W&B's servers run in W&B's network: not behind an endpoint of yours, neither directly nor when S3 calls KMS for them.
  if (operator === 'wandb' && channel === 'platform') return key === 'aws:sourceip' ? [publicIp] : absent;
  if (key === 'aws:sourceip') return [null, publicIp];
  // The addresses inside of another VPC may well be the same as yours.
  return operator === 'wandb' && channel === 'via-s3' && key !== 'aws:vpcsourceip' ? ofOthers : unknown;
}

/** Whether S3 passes on the endpoint of its caller is not documented; that it is none of yours is known. */
const ofOthers: readonly Possibility[] = [null, { like: '*', foreign: true, called: 'none of yours' }];

const isThroughS3 = ({ channel }: Request): boolean => channel === 'via-s3' || channel === 'presigned-via-s3';

function principalKey({ identity, operator, channel }: Request, key: string): readonly Possibility[] {
  if (identity.kind === 'anyone') return unknown;
  if (channel === 'owner') return ownerKey(identity, key);
  switch (key) {
    case 'aws:principalarn':
      return identity.kind === 'account'
        ? [{ like: `arn:${identity.partition}:iam::${identity.account}:role/?*` }]
        : [identity.arn];
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return [identity.account];
    case 'aws:principalorgid':
      return operator === 'wandb' ? wandbOrganizations : unknown;
    case 'aws:principalorgpaths':
      return operator === 'wandb' ? wandbPaths : unknown;
    case 'aws:principaltype':
      return [identity.kind === 'user' ? 'User' : 'AssumedRole'];
    case 'aws:username':
      return identity.kind === 'user' ? [identity.arn.slice(identity.arn.lastIndexOf('/') + 1)] : absent;
    case 'aws:userid':
      return [{ like: identity.kind === 'user' ? 'AIDA*' : 'AROA*:?*' }];
    case 'aws:tokenissuetime':
      return identity.kind === 'user' ? unknown : some;
    default:
      return unknown;
  }
}

/** The owner's account has users, roles and a root user; which of them asks is not known. */
function ownerKey(identity: Exclude<Identity, { readonly kind: 'anyone' }>, key: string): readonly Possibility[] {
  if (key === 'aws:principalaccount' || key === 'kms:calleraccount') return [identity.account];
  if (key === 'aws:principalarn') return [{ like: `arn:${identity.partition}:*::${identity.account}:?*` }];
  return unknown;
}

function s3Key({ channel, action, age }: Request, key: string): readonly Possibility[] {
  switch (key) {
    case 's3:authtype':
      return [channel === 'presigned' ? 'REST-QUERY-STRING' : 'REST-HEADER'];
    case 's3:signatureversion':
      return ['AWS4-HMAC-SHA256'];
    case 's3:tlsversion':
      return ['1.2', '1.3'];
    case 's3:signatureage':
      if (age !== undefined) return [String(age)];
      if (channel !== 'presigned') return [{ like: '*', min: 0, max: 60_000 }];
      return [{ like: '*', min: 0, max: action === 's3:putobject' ? presignedUrlLifetime.write : presignedUrlLifetime.read }];
    case 's3:x-amz-content-sha256':
      return some;
  }
  if (listKeys.has(key)) return action.startsWith('s3:listbucket') ? unknown : absent;
  // Request headers of an upload; no other request of W&B carries them.
  if (key.startsWith('s3:x-amz-')) return action === 's3:putobject' ? unknown : absent;
  return unknown;
}

/** Anybody, from anywhere, with any headers: only what plain HTTP implies is known. */
function plainHttp(key: string): readonly Possibility[] {
  if (key === 'aws:securetransport') return ['false'];
  // No document says what the TLS version of a request without TLS is: none, or zero.
  if (key === 's3:tlsversion') return [null, '0'];
  if (key === 's3:signatureage') return [null, { like: '*', min: 0 }];
  return unknown;
}

/** What messages call the requests of a channel. */
export const channelName = (channel: Channel): string =>
  ({
    platform: "W&B's own requests",
    presigned: 'requests with a pre-signed URL',
    'via-s3': 'requests that S3 makes for W&B',
    'presigned-via-s3': 'requests that S3 makes for pre-signed URLs',
    'plain-http': 'requests over plain HTTP',
    owner: "requests of the bucket owner's own account",
  })[channel];
