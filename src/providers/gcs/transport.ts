import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { gaxios } from 'google-auth-library';
import { within } from '../shared/deadline.ts';
import { connectTimeout, openReach } from '../shared/reach.ts';
import { isInterruption, isPassing, retried, retryAfterOf, type Again, type AttemptOutcome } from '../shared/retry.ts';
import { jsonAnswer } from './answer.ts';
import type { AuthHeaders } from './credentials.ts';
import { exchange } from './exchange.ts';
import { ApiError } from './failures.ts';

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: object | undefined;
}

export interface Transport {
  /** The JSON of a successful answer; every other answer is thrown. */
  readonly send: (request: ApiRequest, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly close: () => void;
}

interface TransportOptions {
  /** Undefined where no token may be sent. */
  readonly credentials: AuthHeaders | undefined;
  readonly timeout: number;
  readonly userAgent: string;
  readonly sockets: number;
}

const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/**
 * Sends requests as the SDK does, through proxies as well, with what it leaves open settled: redirects are not followed,
 * answers have a largest size and an end, a call has one deadline, and only what may help is tried again.
 */
export function openTransport({ credentials, timeout, userAgent, sockets }: TransportOptions): Transport {
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: sockets }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: sockets }),
  };
  const reach = openReach();
  // The SDK makes its own agent for a proxy, and only when it is not given one.
  const noProxy = proxies.every((name) => (process.env[name] ?? '') === '');
  const attempt = async ({ method, url, body }: ApiRequest, signal: AbortSignal | undefined): Promise<unknown> => {
    const headers = credentials === undefined ? {} : await credentials();
    const answer = await within(timeout, signal, async (stop) => {
      try {
        return await gaxios.request<string>({
          method,
          url,
          headers: { ...headers, 'User-Agent': userAgent, Accept: 'application/json' },
          ...(body === undefined ? {} : { data: body }),
          validateStatus: () => true,
          retry: false,
          ...(noProxy || isLocal(url) ? { agent: url.startsWith('http:') ? agents.http : agents.https } : {}),
          adapter: (prepared) => reach.ask(new URL(url).host, () => answerTo(prepared, stop, connectTimeout(timeout))),
        });
      } catch (error) {
        // The library wraps what the adapter throws.
        throw member(error, 'error') ?? error;
      }
    });
    const wish: unknown = answer.headers['retry-after'];
    return jsonAnswer(answer.status, answer.data, typeof wish === 'string' ? retryAfterOf(wish) : undefined);
  };
  const send: Transport['send'] = (request, signal) => retried(() => attempt(request, signal), isWorthAnother, signal);
  return {
    send,
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** No proxy can reach an emulator on this machine, and few people think of NO_PROXY for it. */
const isLocal = (url: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** The request as the library prepared it, with the agent of the proxy if there is one. */
async function answerTo<T>(
  options: gaxios.GaxiosOptions,
  signal: AbortSignal,
  connectTimeout: number,
): Promise<gaxios.GaxiosResponse<T>> {
  const url = new URL(options.url ?? '');
  const { status, text, headers } = await exchange({
    method: options.method ?? 'GET',
    url,
    headers: options.headers ?? {},
    body: typeof options.body === 'string' ? options.body : undefined,
    agent: typeof options.agent === 'function' ? options.agent(url) : options.agent,
    signal,
    connectTimeout,
  });
  const data: unknown = text;
  return { config: options, data: data as T, status, statusText: '', headers, request: { responseURL: url.href } };
}

const limits: ReadonlySet<string> = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED']);

/** Whether Google says that it was asked too often. Source: "HTTP status and error codes for JSON" of Cloud Storage. */
export const isThrottling = ({ status, reason }: ApiError): boolean =>
  status === 429 || (status === 403 && reason !== undefined && limits.has(reason));

function isWorthAnother(outcome: AttemptOutcome<unknown>): Again {
  if (!('error' in outcome)) return false;
  const { error } = outcome;
  if (error instanceof ApiError) return (isThrottling(error) || isPassing(error.status)) && { after: error.retryAfter };
  return isInterruption(error) && {};
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
