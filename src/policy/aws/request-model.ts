import { presignedUrlLifetime } from '../../requirements/aws.ts';
import type { Identity } from './entry.ts';

/**
 * How W&B's requests reach the bucket and the key, and with what context: the one place where the
 * values of condition keys are decided.
 *
 * - `platform`: W&B's servers, authorized by header
 * - `presigned`: a browser or training job that holds a URL; S3 authorizes it as its signer, so the principal
 *   keys are W&B's and the network keys are the holder's
 * - `via-s3`: S3 calls KMS for W&B while it reads or writes an encrypted object
 * - `plain-http`: anybody's request without TLS
 */
export type Channel = 'platform' | 'presigned' | 'via-s3' | 'plain-http';

export interface Request {
  readonly channel: Channel;
  readonly identity: Identity;
  /** Who runs the servers: their network and organization are W&B's or unknown. */
  readonly operator: 'wandb' | 'customer';
  /** `service:Name`, lower case. */
  readonly action: string;
  /** Account that owns the bucket or key, where it is known. */
  readonly owner: string | undefined;
  readonly region: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A value that is there but not known: it matches the glob `like`, and lies between the bounds if it is a number. */
export interface SomeValue {
  readonly like: string;
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
const wandbOrganizations: readonly Possibility[] = ['o-hn017huuqa', 'o-unpublished0'];

const absentKeys = new Set([
  'aws:multifactorauthage',
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
  if (absentKeys.has(key) || key.startsWith('s3:dataaccesspoint')) return absent;
  switch (key) {
    case 'aws:securetransport':
      return ['true'];
    case 'aws:viaawsservice':
      return [request.channel === 'via-s3' ? { like: '*' } : 'false'];
    case 'aws:principalisawsservice':
      return ['false'];
    case 'aws:multifactorauthpresent':
      return [null, 'false'];
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
    case 'aws:sourceip':
      return request.channel === 'platform' && request.operator === 'wandb' ? [publicIp] : [null, publicIp];
    case 'aws:sourcevpce':
    case 'aws:sourcevpc':
    case 'aws:vpcsourceip':
      return request.channel === 'platform' && request.operator === 'wandb' ? absent : unknown;
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
    if (request.channel !== 'via-s3') return absent;
    return [request.region === undefined ? { like: 's3.*.amazonaws.com' } : `s3.${request.region}.amazonaws.com`];
  }
  // Keys of other services (sts:, saml:, lambda: …) never occur in a request to S3 or KMS.
  return key.startsWith('aws:') || key.startsWith('kms:') ? unknown : absent;
}

function principalKey({ identity, operator }: Request, key: string): readonly Possibility[] {
  if (identity.kind === 'anyone') return unknown;
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

function s3Key({ channel, action }: Request, key: string): readonly Possibility[] {
  switch (key) {
    case 's3:authtype':
      return [channel === 'presigned' ? 'REST-QUERY-STRING' : 'REST-HEADER'];
    case 's3:signatureversion':
      return ['AWS4-HMAC-SHA256'];
    case 's3:tlsversion':
      return ['1.2', '1.3'];
    case 's3:signatureage':
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
  return unknown;
}

/** What messages call the requests of a channel. */
export const channelName = (channel: Channel): string =>
  ({
    platform: "W&B's own requests",
    presigned: 'requests with a pre-signed URL',
    'via-s3': 'requests that S3 makes for W&B',
    'plain-http': 'requests over plain HTTP',
  })[channel];
