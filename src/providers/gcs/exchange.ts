import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BrokenOffError, DeadlineError, NotUnderstoodError } from './failures.ts';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly agent: Agent | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds until there must be a connection. */
  readonly connectTimeout: number;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** IAM policies end at 250 KB and bucket configurations well before that. */
const largestAnswer = 8 * 1024 * 1024;

/** One request and its answer, whatever its status: no redirect is followed, and no answer is read without end. */
export function exchange({ method, url, headers, body, agent, signal, connectTimeout }: Exchange): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
    const request = send(url, { method, headers, signal, ...(agent === undefined ? {} : { agent }) });
    const connecting = setTimeout(() => request.destroy(new DeadlineError('no connection could be established')), connectTimeout);
    const connected = (): void => clearTimeout(connecting);
    request.on('socket', (socket) => {
      if (!socket.connecting) connected();
      else socket.once('connect', connected);
    });
    request.on('close', connected);
    request.on('error', reject);
    request.on('response', (response) => {
      readText(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    });
    request.end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestAnswer) throw new NotUnderstoodError('the answer is larger than any configuration');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof NotUnderstoodError || (error instanceof Error && error.name === 'AbortError')) throw error;
    throw new BrokenOffError('the answer broke off');
  }
  return Buffer.concat(chunks).toString('utf8');
}
