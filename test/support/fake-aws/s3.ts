import type { BucketState } from '../bucket-state.ts';
import type { Answer, FakeContext, FakeRequest } from './types.ts';
import { document, element, escape, listing, s3Error, toXml } from './xml.ts';

/** Sub-resource, operation and IAM action, as in the S3 API reference. */
const operations: Readonly<Record<string, readonly [operation: string, action: string]>> = {
  location: ['GetBucketLocation', 's3:GetBucketLocation'],
  versioning: ['GetBucketVersioning', 's3:GetBucketVersioning'],
  cors: ['GetBucketCors', 's3:GetBucketCORS'],
  encryption: ['GetBucketEncryption', 's3:GetEncryptionConfiguration'],
  policy: ['GetBucketPolicy', 's3:GetBucketPolicy'],
  policyStatus: ['GetBucketPolicyStatus', 's3:GetBucketPolicyStatus'],
  publicAccessBlock: ['GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  ownershipControls: ['GetBucketOwnershipControls', 's3:GetBucketOwnershipControls'],
  acl: ['GetBucketAcl', 's3:GetBucketAcl'],
  logging: ['GetBucketLogging', 's3:GetBucketLogging'],
  lifecycle: ['GetBucketLifecycleConfiguration', 's3:GetLifecycleConfiguration'],
  'object-lock': ['GetObjectLockConfiguration', 's3:GetBucketObjectLockConfiguration'],
  requestPayment: ['GetBucketRequestPayment', 's3:GetBucketRequestPayment'],
};

const accountPath = '/v20180820/configuration/publicAccessBlock';
const subResource = (url: URL): string | undefined => Object.keys(operations).find((name) => url.searchParams.has(name));

/** The operation that a request to S3 or S3 Control is; a HEAD that asks for the owner is told apart in the log. */
export function s3Operation({ method, url, headers }: Pick<FakeRequest, 'method' | 'url' | 'headers'>): string {
  if (url.pathname === accountPath) return 'GetAccountPublicAccessBlock';
  if (url.pathname === '/') return 'ListBuckets';
  if (method === 'OPTIONS') return 'Preflight';
  if (method === 'HEAD') return headers['x-amz-expected-bucket-owner'] === undefined ? 'HeadBucket' : 'HeadBucketOfOwner';
  return operations[subResource(url) ?? '']?.[0] ?? 'ListObjects';
}

/** Answers a request as S3 would. */
export function answerS3(context: FakeContext, request: FakeRequest): Answer {
  if (request.url.pathname === accountPath) return accountBlock(context, request);
  const name = decodeURIComponent(request.url.pathname.split('/')[1] ?? '');
  const state = context.options.buckets.find((bucket) => bucket.name === name);
  const isAws = context.profile.startsWith('aws');
  if (state === undefined)
    return s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', element('BucketName', name));
  const region: Readonly<Record<string, string>> =
    isAws || context.profile === 'listing' ? { 'x-amz-bucket-region': state.region } : {};
  if (isAws && request.region !== state.region) return wrongRegion(context, request, state, region);
  const sub = subResource(request.url);
  const [operation, action] =
    request.method === 'HEAD' ? ['HeadBucket', 's3:ListBucket'] : (operations[sub ?? ''] ?? ['ListObjects', 's3:ListBucket']);
  if (context.isDenied(action)) {
    const arn = `arn:aws:s3:::${name}`;
    const message = `User: ${context.caller.Arn} is not authorized to perform: ${action} on resource: "${arn}" because no identity-based policy allows the ${action} action`;
    return s3Error(403, 'AccessDenied', isAws ? message : '', '', region);
  }
  // Nobody may do anything without credentials, unless the server does not care.
  if (request.accessKey === '' && !isAws && context.options.openToAll !== true)
    return s3Error(403, 'AccessDenied', 'Access Denied.', '', region);
  const owner = request.headers['x-amz-expected-bucket-owner'];
  if (isAws && owner !== undefined && owner !== state.account) return s3Error(403, 'AccessDenied', 'Access Denied', '', region);
  const [, , key = ''] = request.url.pathname.split('/');
  if (key !== '') return s3Error(404, 'NoSuchKey', 'No such key', '', region);
  if (operation === 'HeadBucket') return { status: 200, body: '', headers: region };
  return habits(context, sub, state) ?? subResources[sub ?? '']?.(state, context) ?? listing(name);
}

function wrongRegion(
  { options }: FakeContext,
  request: FakeRequest,
  state: BucketState,
  header: Readonly<Record<string, string>>,
): Answer {
  if (options.wrongRegion === 'malformed') {
    const message = `The authorization header is malformed; the region '${request.region}' is wrong; expecting '${state.region}'`;
    return s3Error(
      400,
      'AuthorizationHeaderMalformed',
      message,
      element('Region', state.region),
      request.method === 'HEAD' ? header : {},
    );
  }
  const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.';
  const endpoint = element('Endpoint', `${state.name}.s3.${state.region}.amazonaws.com`) + element('Bucket', state.name);
  return s3Error(301, 'PermanentRedirect', message, endpoint, header);
}

/** Where a server differs from AWS; undefined where it answers the same. */
function habits({ profile }: FakeContext, sub: string | undefined, { name, policy }: BucketState): Answer | undefined {
  const notImplemented = s3Error(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented');
  if (profile === 'ceph') {
    if (sub === 'location') return document('LocationConstraint', 'default');
    if (sub === 'ownershipControls') return listing(name);
    if (sub === 'policyStatus' && policy === undefined) return document('PolicyStatus', element('IsPublic', false));
  }
  if (profile === 'minio' && ['cors', 'publicAccessBlock', 'ownershipControls'].includes(sub ?? '')) return notImplemented;
  return profile === 'listing' && !['location', 'versioning', 'acl', 'policy'].includes(sub ?? '') ? listing(name) : undefined;
}

const allOn = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const isToday = ({ profile }: FakeContext): boolean => profile === 'aws-today';

const subResources: Readonly<Record<string, (state: BucketState, context: FakeContext) => Answer>> = {
  location: ({ region }) => document('LocationConstraint', region === 'us-east-1' ? '' : escape(region)),
  versioning: ({ versioning }) =>
    document('VersioningConfiguration', versioning === undefined ? '' : element('Status', versioning)),
  cors: ({ cors }) =>
    cors === undefined
      ? s3Error(404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist')
      : document('CORSConfiguration', cors.map((rule) => `<CORSRule>${toXml({ ...rule })}</CORSRule>`).join('')),
  encryption: ({ encryption }, context) => {
    const rule = encryption ?? (isToday(context) ? { SSEAlgorithm: 'AES256', BucketKeyEnabled: false } : undefined);
    if (rule === undefined)
      return s3Error(
        404,
        'ServerSideEncryptionConfigurationNotFoundError',
        'The server side encryption configuration was not found',
      );
    const { BucketKeyEnabled, ...byDefault } = rule;
    return document(
      'ServerSideEncryptionConfiguration',
      toXml({ Rule: { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled } }),
    );
  },
  policy: ({ policy }) => (policy === undefined ? noPolicy : { status: 200, body: policy, type: 'application/json' }),
  policyStatus: ({ policy }) =>
    policy === undefined ? noPolicy : document('PolicyStatus', element('IsPublic', isPublic(policy))),
  publicAccessBlock: ({ publicAccessBlock }, context) => block(publicAccessBlock ?? (isToday(context) ? allOn : undefined)),
  ownershipControls: ({ ownership }, context) => {
    const rule = ownership ?? (isToday(context) ? 'BucketOwnerEnforced' : undefined);
    if (rule === undefined) return s3Error(404, 'OwnershipControlsNotFoundError', 'The bucket ownership controls were not found');
    return document('OwnershipControls', toXml({ Rule: { ObjectOwnership: rule } }));
  },
  acl: ({ acl }) => document('AccessControlPolicy', accessControl(acl ?? 'private')),
  logging: ({ logging }) => document('BucketLoggingStatus', logging === undefined ? '' : toXml({ LoggingEnabled: logging })),
  lifecycle: ({ lifecycle, transitionSize }) =>
    lifecycle === undefined
      ? s3Error(404, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist')
      : {
          ...document('LifecycleConfiguration', toXml({ Rules: lifecycle })),
          headers: transitionSize === undefined ? {} : { 'x-amz-transition-default-minimum-object-size': transitionSize },
        },
  'object-lock': ({ objectLock }) => {
    if (objectLock === undefined)
      return s3Error(404, 'ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket');
    const rule = objectLock === 'enabled' ? {} : { Rule: { DefaultRetention: objectLock } };
    return document('ObjectLockConfiguration', toXml({ ObjectLockEnabled: 'Enabled', ...rule }));
  },
  requestPayment: ({ requestPayer }) => document('RequestPaymentConfiguration', element('Payer', requestPayer ?? 'BucketOwner')),
};

const noPolicy = s3Error(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
const noBlock = s3Error(404, 'NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found');
const block = (value: BucketState['publicAccessBlock']): Answer =>
  value === undefined ? noBlock : document('PublicAccessBlockConfiguration', toXml({ ...value }));

function accountBlock(context: FakeContext, { headers }: FakeRequest): Answer {
  if (!context.profile.startsWith('aws')) return s3Error(404, 'NoSuchBucket', '');
  const account = headers['x-amz-account-id'];
  if (context.isDenied('s3:GetAccountPublicAccessBlock') || account !== context.caller.Account)
    return s3Error(403, 'AccessDenied', 'Access Denied');
  return block(context.options.buckets.find((bucket) => bucket.account === account)?.accountPublicAccessBlock);
}

const owner = '75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a';
function accessControl(acl: string): string {
  const grant = (type: string, content: string, permission: string): string =>
    `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${content}</Grantee>${element('Permission', permission)}</Grant>`;
  const groups: Readonly<Record<string, string>> = { 'public-read': 'AllUsers', 'authenticated-read': 'AuthenticatedUsers' };
  const group = groups[acl];
  const open =
    group === undefined ? '' : grant('Group', element('URI', `http://acs.amazonaws.com/groups/global/${group}`), 'READ');
  return `<Owner>${element('ID', owner)}</Owner><AccessControlList>${grant('CanonicalUser', element('ID', owner), 'FULL_CONTROL')}${open}</AccessControlList>`;
}

/** A first approximation of what S3 calls public: one statement allows everybody without a condition. */
function isPublic(policy: string): boolean {
  try {
    const { Statement } = JSON.parse(policy) as { readonly Statement?: unknown };
    return [Statement].flat().some((statement) => {
      const { Effect, Principal, Condition } = statement as {
        readonly Effect?: unknown;
        readonly Principal?: unknown;
        readonly Condition?: unknown;
      };
      return (
        Effect === 'Allow' &&
        Condition === undefined &&
        /^(?:"\*"|\{"AWS":(?:"\*"|\["\*"\])\})$/.test(JSON.stringify(Principal) ?? '')
      );
    });
  } catch {
    return false;
  }
}
