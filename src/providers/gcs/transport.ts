import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { gaxios } from 'google-auth-library';
import { jsonAnswer } from './answer.ts';
import type { Credentials } from './credentials.ts';
import { exchange } from './exchange.ts';
import { ApiError, BrokenOffError, DeadlineError } from './failures.ts';

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
  readonly credentials: Credentials | undefined;
  readonly timeout: number;
  readonly userAgent: string;
  readonly sockets: number;
}

/** Calls per request, the first one included. */
const maxAttempts = 3;
const firstPause = 200;
/** Milliseconds; a host that does not take a connection in this time is not there. */
const longestConnect = 5000;

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
  // The SDK makes its own agent for a proxy, and only when it is not given one.
  const noProxy = proxies.every((name) => (process.env[name] ?? '') === '');
  const attempt = async ({ method, url, body }: ApiRequest, signal: AbortSignal | undefined): Promise<unknown> => {
    const headers = credentials === undefined ? {} : await unlessAborted(credentials(), signal);
    const deadline = AbortSignal.timeout(timeout);
    const stop = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
    try {
      const { status, data } = await gaxios.request<string>({
        method,
        url,
        headers: { ...headers, 'User-Agent': userAgent, Accept: 'application/json' },
        ...(body === undefined ? {} : { data: body }),
        validateStatus: () => true,
        retry: false,
        ...(noProxy || isLocal(url) ? { agent: url.startsWith('http:') ? agents.http : agents.https } : {}),
        adapter: (prepared) => answerOf(prepared, stop, Math.min(timeout, longestConnect)),
      });
      return jsonAnswer(status, data);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      if (deadline.aborted) throw new DeadlineError('no answer in time');
      // The library wraps what the adapter throws.
      throw member(error, 'error') ?? error;
    }
  };
  const send: Transport['send'] = async (request, signal) => {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(request, signal);
      } catch (error) {
        if (number === maxAttempts || !isWorthAnother(error)) throw error;
        const pause = firstPause * 2 ** (number - 1) * (0.5 + Math.random() / 2);
        await sleep(pause, undefined, signal === undefined ? {} : { signal });
      }
    }
  };
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

/** A search for credentials cannot be stopped, but nobody has to wait for it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The request as the library prepared it, with the agent of the proxy if there is one. */
async function answerOf<T>(
  options: gaxios.GaxiosOptions,
  signal: AbortSignal,
  connectTimeout: number,
): Promise<gaxios.GaxiosResponse<T>> {
  const url = new URL(options.url ?? '');
  const { status, text } = await exchange({
    method: options.method ?? 'GET',
    url,
    headers: options.headers ?? {},
    body: typeof options.body === 'string' ? options.body : undefined,
    agent: typeof options.agent === 'function' ? options.agent(url) : options.agent,
    signal,
    connectTimeout,
  });
  const data: unknown = text;
  return { config: options, data: data as T, status, statusText: '', headers: {}, request: { responseURL: url.href } };
}

const limits: ReadonlySet<string> = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED']);

/** Whether Google says that it was asked too often. Source: "HTTP status and error codes for JSON" of Cloud Storage. */
export const isThrottling = ({ status, reason }: ApiError): boolean =>
  status === 429 || (status === 403 && reason !== undefined && limits.has(reason));

/** A refused connection, an unknown host and a time-out are not tried again: a dead endpoint costs one attempt. */
function isWorthAnother(error: unknown): boolean {
  if (error instanceof ApiError)
    return isThrottling(error) || error.status === 408 || (error.status >= 500 && error.status !== 501);
  if (error instanceof BrokenOffError) return true;
  const code = member(error, 'code');
  return code === 'ECONNRESET' || code === 'EPIPE';
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
