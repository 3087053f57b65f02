import { NotUnderstoodError } from '../shared/failures.ts';
import { ServiceError } from './failures.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The JSON object of a successful answer.
 * @throws ServiceError for an error in Azure's words, NotUnderstoodError for everything that is neither
 */
export function jsonAnswer(status: number, text: string): JsonObject {
  const value = parsed(text);
  if (status >= 200 && status < 300) {
    if (value === undefined) throw new NotUnderstoodError(whatElse(text));
    if (isObject(value['error'])) throw new NotUnderstoodError('the server answered an error with a successful status');
    return value;
  }
  const error = value === undefined ? undefined : serviceError(status, value);
  if (error !== undefined) throw error;
  if (status >= 500 || status === 429 || status === 408 || status === 401) throw new ServiceError(status, undefined, '');
  throw new NotUnderstoodError(`status ${status}, and ${whatElse(text)}`);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function whatElse(text: string): string {
  if (text.trim() === '') return 'the answer is empty';
  return /^\s*<(?:!doctype|html|\?xml)/i.test(text)
    ? 'the server answered a web page or XML'
    : 'the server answered something that is not a JSON object';
}

/** Most services wrap their errors, a few older ones do not. Source: "Azure REST API guidelines", error condition responses. */
function serviceError(status: number, value: JsonObject): ServiceError | undefined {
  const error = isObject(value['error']) ? value['error'] : value;
  const code = error['code'] ?? error['Code'];
  const message = error['message'] ?? error['Message'];
  const word = typeof code === 'string' && /^[A-Za-z][\w.]{1,80}$/.test(code) ? code : undefined;
  if (word === undefined && typeof message !== 'string') return undefined;
  return new ServiceError(status, word, typeof message === 'string' ? message : '');
}
