import { cleanLine } from './clean.ts';
import { facetDefinition, type ProviderName } from '../evidence/index.ts';
import { isUnsupported, type Observation, type Unreadable, type UnreadableCause } from '../evidence/observation.ts';

/** Why something stayed unknown, and what would remove it. */
export interface Obstacle {
  readonly facet: string;
  readonly call: string;
  readonly cause: UnreadableCause;
  /** The permission that would remove the obstacle; null where permission is not what is missing. */
  readonly permission: string | null;
  readonly message: string;
  readonly code?: string | undefined;
}

const wording = {
  'access-denied': 'access was denied',
  'no-credentials': 'no usable credentials were found',
  'no-such-bucket': 'the bucket does not exist',
  'no-such-key': 'the key was not found',
  'no-such-resource': 'the resource was not found, or the caller may not see it',
  'too-many': 'there are more than one run reads',
  'wrong-region': 'the bucket is in another region',
  redirected: 'the server redirects elsewhere, which is not followed',
  throttled: 'the service kept throttling the calls',
  timeout: 'no answer came in time',
  unreachable: 'the endpoint could not be reached',
  'server-error': 'the service failed',
  'not-supported': 'the server does not support this call',
  'not-allowed': 'the server does not allow this call',
  'not-understood': 'the answer was not the document that was asked for',
  prerequisite: 'something that must be known first could not be read',
  'not-recorded': 'the recording does not contain it',
  interrupted: 'the run was interrupted',
} as const satisfies Record<UnreadableCause, string>;

const expired = 'the credentials have expired';
const notKnown = 'the service does not know these credentials';
const badSignature = 'the service refuses the signature: the secret key is wrong, or something changes requests on their way';

/** Credentials that were found and refused, by the code of the refusal. */
const rejections: Readonly<Record<string, string | undefined>> = {
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  RequestExpired: expired,
  InvalidAccessKeyId: notKnown,
  InvalidClientTokenId: notKnown,
  InvalidToken: notKnown,
  UnrecognizedClientException: notKnown,
  SignatureDoesNotMatch: badSignature,
  InvalidSignatureException: badSignature,
  IncompleteSignature: badSignature,
  RequestTimeTooSkewed: 'the clock of this machine and the one of the service differ too much',
};

/**
 * The sentence and the missing permission for one unreadable facet.
 * @param others the target's other observations: what stands behind a missing prerequisite is looked up there
 */
export function obstacleOf(
  provider: ProviderName,
  name: string,
  observation: Unreadable,
  others: Readonly<Record<string, Observation<unknown> | undefined>> = {},
): Obstacle {
  const definition = facetDefinition(provider, name);
  const call = definition?.call ?? name;
  const cause = causeOf(observation);
  // What a server adds to "method not allowed" says the same again.
  const told = cause === 'not-allowed' ? undefined : observation.detail;
  const detail = told === undefined ? '' : ` (${cleanLine(told)})`;
  const { permission, why } = reasonOf(provider, name, observation, others);
  const message = `${call}: ${why}${detail}`;
  return observation.code === undefined
    ? { facet: name, call, cause, permission, message }
    : { facet: name, call, cause, permission, message, code: observation.code };
}

/** The cause as this version names it: recordings of 0.1.0 call a method that is not allowed one that is not supported. */
const causeOf = (observation: Unreadable): UnreadableCause =>
  observation.cause === 'not-supported' && !isUnsupported(observation) ? 'not-allowed' : observation.cause;

function reasonOf(
  provider: ProviderName,
  name: string,
  observation: Unreadable,
  others: Readonly<Record<string, Observation<unknown> | undefined>>,
): { permission: string | null; why: string } {
  const definition = facetDefinition(provider, name);
  const own = causeOf(observation);
  if (own === 'not-allowed') return { permission: null, why: definition?.notAllowed ?? wording[own] };
  if (own === 'no-credentials' && observation.code !== undefined && Object.hasOwn(rejections, observation.code))
    return { permission: null, why: `${rejections[observation.code] ?? wording[own]} (${observation.code})` };
  if (observation.cause === 'access-denied') return { permission: definition?.permission ?? null, why: wording['access-denied'] };
  const first = observation.needs === undefined ? undefined : facetDefinition(provider, observation.needs);
  if (observation.cause !== 'prerequisite' || first === undefined) return { permission: null, why: wording[observation.cause] };
  const behind = others[observation.needs ?? ''];
  // A permission is named only where a permission is what is missing.
  if (behind !== undefined && behind.state !== 'unreadable')
    return { permission: null, why: `${definition?.about ?? name} depends on something that was not confirmed` };
  const cause = behind === undefined ? 'access-denied' : causeOf(behind);
  return {
    permission: cause === 'access-denied' ? first.permission : null,
    why: `${first.about} could not be read (${wording[cause]}), and ${definition?.about ?? name} depends on it`,
  };
}
