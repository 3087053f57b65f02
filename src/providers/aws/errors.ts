import { awsFacets, type AwsFacetName } from '../../evidence/aws.ts';
import { absent, unreadable, type Absent, type Unreadable, type UnreadableCause } from '../../evidence/observation.ts';
import { cleanText } from '../shared/error-text.ts';
import { CredentialsError, NotUnderstoodError } from '../shared/failures.ts';
import { failureWithoutAnswer } from '../shared/observe.ts';

/** What is known about a call besides its error, to word the obstacle. */
export interface AwsCallContext {
  /** ARN of the KMS key that was asked for, where it is one. */
  readonly keyArn?: string | undefined;
  readonly callerAccount?: string | undefined;
  /** Host and port of the endpoint, when the user named one. */
  readonly host?: string | undefined;
}

const byCode: Readonly<Record<string, UnreadableCause>> = {
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  AllAccessDisabled: 'access-denied',
  Forbidden: 'access-denied',
  AuthorizationHeaderMalformed: 'no-credentials',
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'no-credentials',
  ExpiredToken: 'no-credentials',
  ExpiredTokenException: 'no-credentials',
  IncompleteSignature: 'no-credentials',
  InvalidAccessKeyId: 'no-credentials',
  InvalidClientTokenId: 'no-credentials',
  InvalidSignatureException: 'no-credentials',
  InvalidToken: 'no-credentials',
  MissingAuthenticationToken: 'no-credentials',
  MissingAuthenticationTokenException: 'no-credentials',
  RequestExpired: 'no-credentials',
  RequestTimeTooSkewed: 'no-credentials',
  SignatureDoesNotMatch: 'no-credentials',
  UnrecognizedClientException: 'no-credentials',
  NoSuchBucket: 'no-such-bucket',
  InvalidBucketName: 'no-such-bucket',
  NotFoundException: 'no-such-key',
  InvalidArnException: 'no-such-key',
  PermanentRedirect: 'wrong-region',
  TemporaryRedirect: 'wrong-region',
  IllegalLocationConstraintException: 'wrong-region',
  SlowDown: 'throttled',
  RequestLimitExceeded: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  ThrottledException: 'throttled',
  TooManyRequests: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestTimeout: 'timeout',
  RequestTimeoutException: 'timeout',
  NotImplemented: 'not-supported',
  MethodNotAllowed: 'not-allowed',
  UnsupportedOperationException: 'not-supported',
  KMSInvalidStateException: 'not-supported',
};

const byStatus = (status: number): UnreadableCause | undefined => {
  if (status >= 300 && status <= 399) return 'redirected';
  if (status === 401) return 'no-credentials';
  if (status === 403) return 'access-denied';
  if (status === 405) return 'not-allowed';
  if (status === 501) return 'not-supported';
  if (status === 429) return 'throttled';
  return status >= 500 ? 'server-error' : undefined;
};

/**
 * What a failed call says about its facet: that there is none, or why nobody knows. Codes that mean
 * "there is none" come from the facet table; everything else is unreadable, an unknown error included.
 */
export function failureOf(name: AwsFacetName, error: unknown, context: AwsCallContext = {}): Absent | Unreadable {
  if (!(error instanceof Error) || error instanceof NotUnderstoodError || error instanceof CredentialsError)
    return failureWithoutAnswer(error, context.host);
  const { code, status, message } = answerOf(error);
  if (status === undefined) return byNameAlone(error) ?? failureWithoutAnswer(error, context.host);
  const definition = awsFacets[name];
  if (code !== undefined && (definition.absent as readonly string[]).includes(code)) return absent(code);
  // A HEAD has no body, hence no code of its own.
  if (name === 'headBucket' && status === 404) return absent('NotFound');
  // A malformed header can be a bad credential as well; a region in the answer tells which.
  const cause = regionNamedBy(error) === undefined ? causeOf(code, status, context) : 'wrong-region';
  const detail = detailOf(cause, message, error, context);
  return unreadable(cause, {
    ...(code === undefined ? {} : { code }),
    status,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** A region that the server names as the right one for this request. */
export function regionNamedBy(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, status } = answerOf(error);
  if (status !== 301 && status !== 307 && status !== 400) return undefined;
  const misdirected = code === 'AuthorizationHeaderMalformed' || (code !== undefined && byCode[code] === 'wrong-region');
  if (code !== undefined && !misdirected) return undefined;
  const headers = member(member(error, '$response'), 'headers');
  const region = member(headers, 'x-amz-bucket-region') ?? member(error, 'Region');
  // The name becomes part of a host name that is sent signed requests, so it must be nothing but a region.
  return typeof region === 'string' && /^[a-z]{2,}(?:-[a-z0-9]+){0,5}$/.test(region) ? region : undefined;
}

const causeOf = (code: string | undefined, status: number, { host }: AwsCallContext): UnreadableCause =>
  // Amazon alone has regions to redirect between.
  (status >= 300 && status <= 399 && host !== undefined && !isAmazonHost(host) ? 'redirected' : undefined) ??
  (code === undefined ? undefined : byCode[code]) ??
  (code?.startsWith('Throttl') === true ? 'throttled' : undefined) ??
  byStatus(status) ??
  'not-understood';

function detailOf(
  cause: UnreadableCause,
  message: string | undefined,
  error: Error,
  context: AwsCallContext,
): string | undefined {
  switch (cause) {
    case 'no-credentials':
      // These messages can repeat the signed request; the code says enough.
      return undefined;
    case 'no-such-key':
      return isOwnKey(context)
        ? message
        : [message, 'it may belong to another account or region'].filter((part) => part !== undefined).join('; ');
    case 'access-denied':
      return foreignKey(message, context) ?? denialReason(message);
    case 'wrong-region': {
      const region = regionNamedBy(error);
      return region === undefined ? 'the server does not say in which' : `the bucket is in ${region}`;
    }
    case 'redirected':
      return redirection(error, context);
    case 'not-understood':
      return message ?? 'the error has no code that is known';
    default:
      return message;
  }
}

/**
 * AWS repeats caller, action and resource in every denial; the report names them already. What is worth
 * keeping is the reason, which tells an IAM gap from an explicit Deny.
 */
function denialReason(message: string | undefined): string | undefined {
  const because = message === undefined ? undefined : /is not authorized to perform: .*? because (.+?)\.?$/.exec(message)?.[1];
  return because?.replace(/ allows the [\w:*-]+ action$/, ' allows it') ?? message;
}

/** Where a redirect points, by scheme and host alone: the rest of a URL can hold what nobody should see. */
function redirection(error: Error, { host }: AwsCallContext): string {
  const { status } = answerOf(error);
  const location = member(member(member(error, '$response'), 'headers'), 'location');
  const url = typeof location === 'string' && URL.canParse(location) ? new URL(location) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'the server does not say where to';
  const origin = cleanText(`${url.protocol}//${url.host}`);
  // A temporary redirect of a GET is what leads to a page for signing in.
  const isMove = status === 301 || status === 307 || status === 308;
  return isMove && url.host !== host ? `to ${origin}: give that as --endpoint` : `to ${origin}`;
}

const isAmazonHost = (host: string): boolean => /(?:^|\.)amazonaws\.com(?:\.cn)?(?::\d+)?$/.test(host);

/** Whether the key is one of the caller's own account, asked for in its own region: the region is the one in its ARN. */
function isOwnKey({ keyArn, callerAccount }: AwsCallContext): boolean {
  const account = keyArn === undefined ? undefined : /^arn:[\w-]+:kms:[\w-]+:(\d{12}):key\//.exec(keyArn)?.[1];
  return account !== undefined && account === callerAccount;
}

/** Key policies, rotation and aliases are never readable across accounts, which no permission changes. */
function foreignKey(message: string | undefined, { keyArn, callerAccount }: AwsCallContext): string | undefined {
  const owner = keyArn === undefined ? undefined : /^arn:[\w-]+:kms:[\w-]*:(\d{12}):/.exec(keyArn)?.[1];
  const caller = callerAccount ?? (message === undefined ? undefined : /arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(message)?.[1]);
  if (owner === undefined || caller === undefined || owner === caller) return undefined;
  return `the key belongs to account ${owner} and the caller to ${caller}: GetKeyPolicy and ListAliases work only in the key's own account`;
}

/** Errors that the SDK makes by itself are known by their names. */
function byNameAlone(error: Error): Unreadable | undefined {
  const cause = byCode[error.name];
  if (cause === undefined) return undefined;
  const text = cause === 'no-credentials' ? error.message : (error.message.split('\n')[0] ?? '');
  return unreadable(cause, { detail: cleanText(text) });
}

const meaningless = new Set(['', 'UnknownError', 'Unknown', 'Access Denied', 'Forbidden']);

function answerOf(error: Error): { code: string | undefined; status: number | undefined; message: string | undefined } {
  const metadataStatus = member(member(error, '$metadata'), 'httpStatusCode');
  const answerStatus = member(member(error, '$response'), 'statusCode');
  const status =
    typeof metadataStatus === 'number' ? metadataStatus : typeof answerStatus === 'number' ? answerStatus : undefined;
  const isService = '$fault' in error;
  const own = isService && /^[A-Za-z][\w.]{1,80}$/.test(error.name) && !['Unknown', 'UnknownError', 'Error'].includes(error.name);
  // The SDK's own words for a body that it could not parse are about its parser.
  const text = isService ? cleanText(error.message.split('\n')[0] ?? '') : 'the answer is not in the format of the API';
  return { code: own ? error.name : undefined, status, message: meaningless.has(text) || text === error.name ? undefined : text };
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
