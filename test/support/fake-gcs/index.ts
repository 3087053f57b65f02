import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, routeOf, type GcsRequest } from './answers.ts';
import { apiError, storageError } from './errors.ts';
import type { FakeGcsOptions, GcsAnswer, GcsFault, GcsLoggedRequest, GcsOperation } from './types.ts';

export { metadataToken } from './answers.ts';
export { defaultBindings } from './bodies.ts';
export type { FakeGcsOptions, GcsBinding, GcsBucketState, GcsCase, GcsFault, GcsKeyState, GcsLoggedRequest } from './types.ts';

export interface FakeGcs {
  readonly url: string;
  /** Every request in the order of arrival. */
  readonly requests: readonly GcsLoggedRequest[];
  readonly close: () => Promise<void>;
}

/**
 * Starts a server on a free port of 127.0.0.1 that speaks the JSON API of Cloud Storage, Resource Manager, Cloud KMS,
 * IAM Credentials and the metadata server.
 */
export async function startFakeGcs(options: FakeGcsOptions): Promise<FakeGcs> {
  const requests: GcsLoggedRequest[] = [];
  const timesFaulty = new Map<string, number>();
  const server = createServer((message, response) => {
    serve(options, requests, timesFaulty, message, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  options: FakeGcsOptions,
  requests: GcsLoggedRequest[],
  timesFaulty: Map<string, number>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const request: GcsRequest = {
    method: message.method ?? 'GET',
    url: new URL(message.url ?? '/', 'http://fake'),
    token: /^Bearer (.*)$/.exec(message.headers.authorization ?? '')?.[1] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
  const { operation } = routeOf(request);
  const entry: GcsLoggedRequest = {
    method: request.method,
    path: message.url ?? '/',
    operation,
    at: performance.now(),
    token: request.token,
    userAgent: message.headers['user-agent'] ?? '',
    body: request.body,
    headers: message.headers,
  };
  requests.push(entry);
  if (options.delay !== undefined) await sleep(options.delay);
  const fault = options.faults?.[operation] ?? options.faults?.['*'];
  const times = (timesFaulty.get(operation) ?? 0) + 1;
  timesFaulty.set(operation, times);
  const applies = (limit: true | number | undefined): boolean => limit === true || (limit !== undefined && times <= limit);
  if (fault?.timeout === true) return;
  if (applies(fault?.reset)) {
    message.socket.destroy();
    return;
  }
  if (fault?.endless === true) {
    pour(response);
    return;
  }
  send(
    response,
    fault === undefined ? answer(options, request) : faulty(fault, operation, answer(options, request), applies),
    applies(fault?.truncate),
  );
  entry.answeredAt = performance.now();
}

/** Writes for as long as somebody listens. */
function pour(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(256 * 1024, ' ');
  const more = (): void => {
    if (response.destroyed) return;
    response.write(chunk, () => setImmediate(more));
  };
  response.on('error', () => undefined);
  more();
}

function send(response: ServerResponse, { status, body, type, headers }: GcsAnswer, isBroken: boolean): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': type ?? 'application/json; charset=UTF-8',
    'content-length': String(bytes.length),
    'x-guploader-uploadid': 'AAAA-fake',
    ...headers,
  });
  if (isBroken) response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  else response.end(bytes);
}

function faulty(
  fault: GcsFault,
  operation: GcsOperation,
  usual: GcsAnswer,
  applies: (limit: true | number | undefined) => boolean,
): GcsAnswer {
  const isStorage = operation.startsWith('buckets.');
  if (applies(fault.throttle)) {
    return isStorage
      ? storageError(429, 'rateLimitExceeded', 'The rate of change requests to this bucket exceeds the rate limit.')
      : apiError(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Read requests'.");
  }
  if (applies(fault.rateLimit)) return storageError(403, 'rateLimitExceeded', 'Rate Limit Exceeded');
  if (fault.times !== undefined && !applies(fault.times)) return usual;
  const { status } = fault;
  if (fault.redirect !== undefined) return { status: status ?? 302, body: '', headers: { location: fault.redirect } };
  if (fault.html === true)
    return { status: status ?? 200, body: '<html><body>Please sign in to the network</body></html>', type: 'text/html' };
  if (fault.empty === true) return { status: status ?? 200, body: '' };
  if (fault.cut === true) return { ...usual, body: usual.body.slice(0, -8) };
  if (fault.body !== undefined) return { status: status ?? 200, body: fault.body };
  if (status === undefined) return usual;
  const { reason = 'backendError', message = 'We encountered an internal error. Please try again.' } = fault;
  return isStorage ? storageError(status, reason, message) : apiError(status, reason, message);
}
