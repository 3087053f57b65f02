import * as http from 'node:http';
import * as https from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Unreadable } from '../../evidence/observation.ts';
import { within } from '../shared/deadline.ts';
import { answerOf, failureWithoutAnswer } from '../shared/observe.ts';
import { connectTimeout, limitRequest, type Reach } from '../shared/reach.ts';

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
  readonly reach: Reach;
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
  { timeout, signal, reach }: Limits,
): Promise<Head | Unreadable> {
  const outcome = await answerOf(
    () => reach.ask(url.host, () => within(timeout, signal, (stop) => head(url, method, headers, { timeout, signal: stop }))),
    { signal, failureOf: (error) => failureWithoutAnswer(error, url.host) },
  );
  return 'answer' in outcome ? outcome.answer : outcome;
}

/** A signature is never sent: whatever answers learns no more than from any visitor. */
function head(
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  { timeout, signal }: { readonly timeout: number; readonly signal: AbortSignal },
): Promise<Head> {
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
    limitRequest(sent, connectTimeout(timeout));
    sent.on('error', reject);
    sent.end();
  });
}

const joined = (value: string | readonly string[] | undefined): string | undefined =>
  value === undefined ? undefined : (typeof value === 'string' ? value : value.join(', ')).slice(0, longestHeader);
