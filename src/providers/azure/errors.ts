import { absent, unreadable, type Absent, type Unreadable, type UnreadableCause } from '../../evidence/observation.ts';
import { cleanText } from '../shared/error-text.ts';
import { failureWithoutAnswer } from '../shared/observe.ts';
import { NotFoundError, ServiceError } from './failures.ts';

const byCode: Readonly<Record<string, UnreadableCause | undefined>> = {
  AuthorizationFailed: 'access-denied',
  LinkedAuthorizationFailed: 'access-denied',
  AuthorizationPermissionMismatch: 'access-denied',
  AuthorizationFailure: 'access-denied',
  DisallowedByPolicy: 'access-denied',
  RequestDisallowedByPolicy: 'access-denied',
  InvalidAuthenticationToken: 'no-credentials',
  InvalidAuthenticationTokenTenant: 'no-credentials',
  ExpiredAuthenticationToken: 'no-credentials',
  AuthenticationFailed: 'no-credentials',
  InvalidAuthenticationInfo: 'no-credentials',
  NoAuthenticationInformation: 'no-credentials',
  ResourceNotFound: 'no-such-resource',
  ParentResourceNotFound: 'no-such-resource',
  ResourceGroupNotFound: 'no-such-resource',
  SubscriptionNotFound: 'no-such-resource',
  InvalidSubscriptionId: 'no-such-resource',
  MissingSubscriptionRegistration: 'not-supported',
  InvalidApiVersionParameter: 'not-supported',
  NoRegisteredProviderFound: 'not-supported',
  InvalidResourceType: 'not-supported',
  InvalidResourceNamespace: 'not-supported',
  UnsupportedHttpVerb: 'not-supported',
  TooManyRequests: 'throttled',
  SubscriptionRequestsThrottled: 'throttled',
  OperationTimedOut: 'timeout',
  GatewayTimeout: 'timeout',
  ServerTimeout: 'timeout',
};

/**
 * What a failed call says about its facet: that there is none, or why nobody knows. Words that mean "there is none"
 * come from the facet table; everything else is unreadable, an unknown error included.
 * @param host that the call went to, for messages
 */
export function failureOf(absentCodes: readonly string[], error: unknown, host: string): Absent | Unreadable {
  if (error instanceof NotFoundError) return unreadable('no-such-resource', { detail: cleanText(error.message) });
  if (!(error instanceof ServiceError)) return failureWithoutAnswer(error, host);
  const { code, status } = error;
  if (code !== undefined && absentCodes.includes(code)) return absent(code);
  const cause = (code === undefined ? undefined : byCode[code]) ?? byStatus(status);
  const detail = detailOf(error, cause);
  return unreadable(cause, {
    ...(code === undefined ? {} : { code }),
    status,
    ...(detail === undefined || detail === '' ? {} : { detail }),
  });
}

function byStatus(status: number): UnreadableCause {
  if (status === 401) return 'no-credentials';
  if (status === 403) return 'access-denied';
  if (status === 404) return 'no-such-resource';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'throttled';
  if (status === 405 || status === 501) return 'not-supported';
  return status >= 500 ? 'server-error' : 'not-understood';
}

function detailOf({ code, message }: ServiceError, cause: UnreadableCause): string | undefined {
  if (code === 'InvalidAuthenticationTokenTenant') return wrongTenant(message);
  if (code === 'SubscriptionNotFound' || code === 'InvalidSubscriptionId')
    return 'no subscription by that id is visible in the tenant of the credentials: --tenant names another one, --azure-cloud another cloud';
  if (cause === 'access-denied') return denial(message) ?? first(message);
  // The tokens are not repeated by Azure, but their parts are; the code says enough.
  if (cause === 'no-credentials') return undefined;
  return first(message);
}

/** Of a denial the action and the scope are worth keeping; the caller's name and object id are nobody's business. */
function denial(message: string): string | undefined {
  const [, action, scope] = /perform action '([\w./*-]{1,200})' over scope '([^']{1,600})'/.exec(message.slice(0, 4000)) ?? [];
  if (action === undefined || scope === undefined) return undefined;
  const place = /^\/[\w ./()$,-]*$/.test(scope) ? ` over ${scope.length > 200 ? `…${scope.slice(-199)}` : scope}` : '';
  return `no permission for ${action}${place}`;
}

function wrongTenant(message: string): string {
  const [token, wanted] = [...message.slice(0, 4000).matchAll(/https:\/\/sts\.[\w.]+\/([0-9a-f-]{36})/gi)].map(([, id]) => id);
  return token === undefined || wanted === undefined
    ? 'the credentials are of another tenant than the subscription: --tenant names the right one'
    : `the credentials are of tenant ${token} and the subscription belongs to ${wanted}: --tenant ${wanted}`;
}

function first(message: string): string {
  const [line = ''] = message.split(/\r?\n/);
  return cleanText(
    line.replace(/'?[\w.+-]+@[\w.-]+\w'?/g, '(somebody)').replace(/object id '[^']*'/g, 'object id (removed)'),
  ).replace(/\.$/, '');
}
