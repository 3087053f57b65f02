import { request as httpRequest, type Agent, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { wholeBody } from '../shared/body.ts';
import { limitRequest } from '../shared/reach.ts';

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
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One request and its answer, whatever its status: no redirect is followed, and no answer is read without end. */
export function exchange({ method, url, headers, body, agent, signal, connectTimeout }: Exchange): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
    const request = send(url, { method, headers, signal, ...(agent === undefined ? {} : { agent }) });
    limitRequest(request, connectTimeout);
    request.on('error', reject);
    request.on('response', (response) => {
      const { statusCode: status = 0, headers: told } = response;
      wholeBody(response).then((bytes) => resolve({ status, headers: told, text: bytes.toString('utf8') }), reject);
    });
    request.end(body);
  });
}
