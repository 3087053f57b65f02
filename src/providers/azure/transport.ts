import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDefaultHttpClient, type HttpClient, type PipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { BrokenOffError, DeadlineError, NotUnderstoodError } from './failures.ts';

/** Calls per request, the first one included. */
const maxAttempts = 3;
const firstPause = 200;
/** Nobody waits longer for a service that asks for patience; the report says that it kept throttling. */
const longestPause = 10_000;
/** A policy or a page of resources is a few hundred kilobytes at most. */
const longestBody = 16 * 1024 * 1024;

/**
 * The HTTP client below every Azure library here: one deadline for a whole answer, a limit to its length, few retries,
 * and no redirects, because a bearer token goes nowhere that was not asked for.
 * @param ca certificate authorities besides Node's own
 */
export function openHttp(timeout: number, ca?: string): HttpClient {
  const inner = createDefaultHttpClient();
  const tls = ca === undefined ? undefined : { ca };
  const attempt = async (request: PipelineRequest, signal: PipelineRequest['abortSignal']): Promise<PipelineResponse> => {
    const stop = new AbortController();
    const forward = (): void => stop.abort();
    const timer = setTimeout(() => stop.abort(new DeadlineError('no answer in time')), timeout);
    signal?.addEventListener('abort', forward);
    request.abortSignal = stop.signal;
    request.timeout = 0;
    request.streamResponseStatusCodes = new Set([Number.POSITIVE_INFINITY]);
    if (tls !== undefined) request.tlsSettings = tls;
    try {
      if (signal?.aborted === true) stop.abort();
      const response = await inner.sendRequest(request);
      const bodyAsText = await textOf(response);
      return { status: response.status, headers: response.headers, request, bodyAsText };
    } catch (error) {
      const reason: unknown = stop.signal.reason;
      throw stop.signal.aborted && reason instanceof DeadlineError ? reason : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forward);
    }
  };
  return {
    sendRequest: async (request) => {
      const signal = request.abortSignal;
      for (let number = 1; ; number += 1) {
        let response: PipelineResponse | undefined;
        try {
          response = await attempt(request, signal);
          if (response.status >= 300 && response.status < 400 && response.status !== 304)
            throw new NotUnderstoodError('the server redirects to another address, which is not followed');
          if (number === maxAttempts || !isWorthAnother(response.status)) return response;
        } catch (error) {
          if (number === maxAttempts || signal?.aborted === true || !isInterruption(error)) throw error;
        }
        const wished = response === undefined ? undefined : retryAfter(response);
        if (wished !== undefined && wished > longestPause && response !== undefined) return response;
        const pause = wished ?? firstPause * 2 ** number * (0.5 + Math.random() / 2);
        await sleep(pause, undefined, signal instanceof AbortSignal ? { signal } : {});
      }
    },
  };
}

async function textOf(response: PipelineResponse): Promise<string> {
  const { readableStreamBody: body } = response;
  if (body === undefined) return response.bodyAsText ?? '';
  const chunks: Buffer[] = [];
  let length = 0;
  let complete = false;
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > longestBody) throw new NotUnderstoodError('the answer is longer than 16 MiB');
      chunks.push(bytes);
    }
    complete = true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
      throw new BrokenOffError('the answer broke off');
    throw error;
  } finally {
    if (!complete && body instanceof Readable) body.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}

const isWorthAnother = (status: number): boolean => status === 408 || status === 429 || (status >= 500 && status !== 501);

/** A refused connection, an unknown host and a time-out are not tried again: a dead endpoint costs one attempt. */
function isInterruption(error: unknown): boolean {
  if (error instanceof BrokenOffError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE';
}

/** Milliseconds; of a date in the past none. */
function retryAfter({ headers }: PipelineResponse): number | undefined {
  const value = headers.get('retry-after');
  if (value === undefined || !/^\d{1,6}$/.test(value.trim())) return undefined;
  return Number(value) * 1000;
}
