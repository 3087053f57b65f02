import { gcsFacets, type GcsFacetName } from '../../evidence/gcs.ts';
import { NotUnderstoodError } from '../shared/failures.ts';
import { ApiError, HiddenError } from './failures.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The JSON object of a successful answer.
 * @param retryAfter milliseconds, as the server wishes
 * @throws ApiError for an error in Google's words, NotUnderstoodError for everything that is neither
 */
export function jsonAnswer(status: number, text: unknown, retryAfter?: number): Json {
  if (status >= 300 && status < 400)
    throw new NotUnderstoodError('the server redirects to another address, which is not followed');
  const value = parsed(text);
  if (status >= 200 && status < 300) {
    if (value === undefined) throw new NotUnderstoodError(whatElse(text));
    if ('error' in value)
      throw (
        apiError(status, value['error'], retryAfter) ??
        new NotUnderstoodError('the server answered an error with a successful status')
      );
    return value;
  }
  const error = value === undefined ? undefined : apiError(status, value['error'], retryAfter);
  if (error !== undefined) throw error;
  if (status >= 500 || status === 429 || status === 408 || status === 401)
    throw new ApiError(status, '', undefined, {}, retryAfter);
  throw new NotUnderstoodError(`status ${status}, and ${whatElse(text)}`);
}

function parsed(text: unknown): Json | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function whatElse(text: unknown): string {
  if (typeof text !== 'string' || text.trim() === '') return 'the answer is empty';
  return /^\s*<(?:!doctype|html|\?xml)/i.test(text)
    ? 'the server answered a web page or XML'
    : 'the server answered something that is not a JSON object';
}

/** Cloud Storage gives reasons in `errors`, the other APIs in `details` and `status`. */
function apiError(status: number, error: unknown, retryAfter: number | undefined): ApiError | undefined {
  if (!isObject(error)) return undefined;
  const info = objects(error['details']).find((detail) => typeof detail['reason'] === 'string');
  const reason = info?.['reason'] ?? objects(error['errors'])[0]?.['reason'] ?? error['status'];
  const message = typeof error['message'] === 'string' ? error['message'] : '';
  const word = typeof reason === 'string' && /^[A-Za-z]\w{1,80}$/.test(reason) ? reason : undefined;
  const code = typeof error['code'] === 'number' && status < 300 ? error['code'] : status;
  return new ApiError(code, message, word, isObject(info?.['metadata']) ? info['metadata'] : {}, retryAfter);
}

const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Members that Google never leaves out; a document without them is of something in between, or of an emulator that forgets. */
const alwaysThere = ['name', 'projectNumber', 'location', 'storageClass', 'iamConfiguration'];

/**
 * Makes sure that an answer is the document of the facet, and of the very thing that was asked for.
 * @param name of the bucket, project or key
 */
export function confirmed(facet: GcsFacetName, name: string, answer: unknown): unknown {
  if (!isObject(answer)) throw new NotUnderstoodError('the server answered something that is not a JSON object');
  switch (facet) {
    case 'bucket': {
      expectKind(answer, 'storage#bucket');
      if (answer['name'] !== name) throw new NotUnderstoodError('the server answered for another bucket');
      const missing = alwaysThere.filter((key) => answer[key] === undefined);
      if (missing.length > 0) throw new NotUnderstoodError(`the answer lacks ${missing.join(', ')}`);
      return answer;
    }
    case 'iamPolicy':
      expectKind(answer, 'storage#policy');
      return policy(answer);
    case 'ipFilterPermission':
      expectKind(answer, 'storage#testIamPermissionsResponse');
      // No permission at all is a document without the member.
      if (!strings(answer['permissions']).includes(gcsFacets[facet].permission))
        throw new HiddenError('Cloud Storage shows an IP filter to nobody without it');
      return answer;
    case 'kmsKey':
      if (answer['name'] !== name) throw new NotUnderstoodError('the server answered for another key');
      return answer;
    default:
      return policy(answer);
  }
}

const strings = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function expectKind(answer: Json, kind: string): void {
  if (answer['kind'] === kind) return;
  const found = typeof answer['kind'] === 'string' ? answer['kind'] : 'a document without kind';
  throw new NotUnderstoodError(`asked for ${kind}, the server answered ${found}`);
}

/** A policy without bindings is nothing but its etag; without that it is no policy. */
function policy(answer: Json): Json {
  if (typeof answer['etag'] !== 'string')
    throw new NotUnderstoodError('asked for a policy, the server answered a document without etag');
  return answer;
}
