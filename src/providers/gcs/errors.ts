import { gcsFacets, type GcsFacetName } from '../../evidence/gcs.ts';
import { absent, unreadable, type Absent, type Unreadable, type UnreadableCause } from '../../evidence/observation.ts';
import { cleanText } from '../shared/error-text.ts';
import { failureWithoutAnswer } from '../shared/observe.ts';
import { ApiError, HiddenError } from './failures.ts';
import { isThrottling } from './transport.ts';

export interface GcsCallContext {
  /** Host and port that the call went to. */
  readonly host: string;
  readonly authenticated: boolean;
}

/** Reasons that an API is not enabled, in the words of its newer and older answers. */
const switchedOff: ReadonlySet<string> = new Set(['SERVICE_DISABLED', 'accessNotConfigured']);

/**
 * What a failed call says about its facet: that there is none, or why nobody knows. Words that mean "there is none"
 * come from the facet table; everything else is unreadable, an unknown error included.
 */
export function failureOf(name: GcsFacetName, error: unknown, context: GcsCallContext): Absent | Unreadable {
  if (error instanceof HiddenError) return unreadable('access-denied', { detail: error.message });
  if (!(error instanceof ApiError)) return failureWithoutAnswer(error, context.host);
  const { reason: code, status } = error;
  if (status === 404 && code !== undefined && (gcsFacets[name].absent as readonly string[]).includes(code)) return absent(code);
  const cause = causeOf(name, error);
  const detail = detailOf(cause, error, context);
  return unreadable(cause, {
    ...(code === undefined ? {} : { code }),
    status,
    ...(detail === undefined || detail === '' ? {} : { detail }),
  });
}

function causeOf(name: GcsFacetName, error: ApiError): UnreadableCause {
  const { status, reason } = error;
  if (reason !== undefined && switchedOff.has(reason)) return 'not-supported';
  if (isThrottling(error)) return 'throttled';
  if (status === 401) return 'no-credentials';
  if (status === 403 || isUnpaid(error)) return 'access-denied';
  if (status === 404) return missing[gcsFacets[name].scope];
  if (status === 408 || status === 504) return 'timeout';
  if (status === 405 || status === 501) return 'not-supported';
  return status >= 500 ? 'server-error' : 'not-understood';
}

const missing = { bucket: 'no-such-bucket', key: 'no-such-key', account: 'not-understood' } as const;

/** Source: "Requester Pays" of Cloud Storage: a caller from another project has to say who pays. */
const isUnpaid = ({ status, message }: ApiError): boolean => status === 400 && /requester pays/i.test(message);

function detailOf(cause: UnreadableCause, error: ApiError, { authenticated }: GcsCallContext): string | undefined {
  switch (cause) {
    case 'no-credentials':
      return authenticated ? undefined : "an endpoint that is not one of Google's gets no credentials";
    case 'not-supported':
      return error.reason !== undefined && switchedOff.has(error.reason) ? apiIsOff(error) : denialReason(error.message);
    case 'access-denied':
      return isUnpaid(error)
        ? 'the bucket is requester pays and no project is named that pays: GOOGLE_CLOUD_QUOTA_PROJECT names one'
        : denialReason(error.message);
    default:
      return denialReason(error.message);
  }
}

function apiIsOff({ metadata, message }: ApiError): string {
  const service =
    text(metadata['service'], /^[a-z0-9.-]{3,100}$/) ?? /\bapi\/([a-z0-9.-]{3,100})\//.exec(message)?.[1] ?? 'the API';
  const project =
    text(metadata['consumer'], /^projects\/[a-z0-9:.-]{1,100}$/)?.slice('projects/'.length) ??
    /\bin project (\S+)/.exec(message)?.[1];
  const where = project === undefined ? 'in the project that the call counts for' : `in project ${cleanText(project)}`;
  return `${service} is not enabled ${where}: \`gcloud services enable\` does that`;
}

const text = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

/**
 * Google begins a denial with the caller's e-mail address and names the resource; the report names the latter, and the
 * former is nobody's business. The reason and the permission stay.
 */
function denialReason(message: string): string | undefined {
  const [first = ''] = message.split('\n');
  const rest = /^[^\s.]\S* (?:caller )?does not have [\w.]+ access to [^.]*\.\s*(\S.*)$/i.exec(first)?.[1] ?? first;
  const clean = cleanText(rest.replace(/\b(?:principal(?:Set)?:\/\/\S+|[\w.+-]+@[\w.-]+\w)/g, '(the caller)')).replace(/\.$/, '');
  return clean === '' ? undefined : clean;
}
