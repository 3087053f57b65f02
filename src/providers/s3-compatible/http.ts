import * as http from 'node:http';
import * as https from 'node:https';
import { TLSSocket } from 'node:tls';
import { unreadable, type Unreadable } from '../../evidence/observation.ts';
import { cleanText } from '../shared/error-text.ts';
import { networkFailure } from '../shared/network-errors.ts';

/** The head of an answer; bodies are never read. */
export interface Head {
  readonly status: number;
  /** Names in lower case; a header that came several times is joined with commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly tls: { readonly authorized: boolean; readonly protocol?: string } | undefined;
}

export interface Limits {
  /** Milliseconds from the first byte to the end of the headers. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

/** No header that is read here is longer when it is sane. */
const longestHeader = 4000;

/**
 * Sends one request without credentials, cookies or body, follows no redirect and reads no body.
 * @returns the head of the answer, or why there is none
 */
export async function askHead(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  { timeout, signal }: Limits,
): Promise<Head | Unreadable> {
  const late = AbortSignal.timeout(timeout);
  const either = signal === undefined ? late : AbortSignal.any([late, signal]);
  try {
    return await head(url, method, headers, either);
  } catch (error) {
    if (signal?.aborted === true) return unreadable('interrupted');
    if (late.aborted) return unreadable('timeout');
    if (!(error instanceof Error)) return unreadable('not-understood', { detail: cleanText(String(error)) });
    const detail = cleanText(error.message.split('\n')[0] ?? '');
    return networkFailure(error, url.host) ?? unreadable('not-understood', { detail });
  }
}

/** A signature is never sent: whatever answers learns no more than from any visitor. */
function head(url: URL, method: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Head> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const sent = request(url, { method, headers, signal, agent: false }, (response) => {
      const { socket } = response;
      const protocol = socket instanceof TLSSocket ? (socket.getProtocol() ?? undefined) : undefined;
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, joined(value)] as const)),
        tls:
          socket instanceof TLSSocket
            ? { authorized: socket.authorized, ...(protocol === undefined ? {} : { protocol }) }
            : undefined,
      });
      response.destroy();
    });
    sent.on('error', reject);
    sent.end();
  });
}

const joined = (value: string | readonly string[] | undefined): string | undefined =>
  value === undefined ? undefined : (typeof value === 'string' ? value : value.join(', ')).slice(0, longestHeader);
