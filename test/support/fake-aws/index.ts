import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { corsOf, preflight, serverHeaders } from './cors.ts';
import { answerKms, kmsOperation } from './kms.ts';
import { answerS3, s3Operation } from './s3.ts';
import { answerSts } from './sts.ts';
import type { Answer, FakeAwsOptions, FakeContext, FakeRequest, Fault, LoggedRequest } from './types.ts';
import { listing, s3Error } from './xml.ts';

export type { FakeAwsOptions, Fault, LoggedRequest } from './types.ts';

export interface FakeAws {
  readonly url: string;
  /** Every request in the order of arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly close: () => Promise<void>;
}

const defaultAccount = '111122223333';

/** Starts a server on a free port of 127.0.0.1 that speaks S3, S3 Control, KMS and STS. */
export async function startFakeAws(options: FakeAwsOptions): Promise<FakeAws> {
  const account = options.buckets[0]?.account ?? defaultAccount;
  const { denied = [] } = options;
  const context: FakeContext = {
    options,
    profile: options.profile ?? 'aws-today',
    caller: options.caller ?? { Account: account, Arn: `arn:aws:iam::${account}:user/auditor` },
    isDenied: (action) => denied === '*' || denied.includes(action),
  };
  const requests: LoggedRequest[] = [];
  const timesFaulty = new Map<string, number>();
  const server = createServer((message, response) => {
    serve(context, requests, timesFaulty, message, response).catch(() => response.destroy());
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
  context: FakeContext,
  requests: LoggedRequest[],
  timesFaulty: Map<string, number>,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? '/', 'http://fake');
  const scope = /Credential=([^/,\s]+)\/\d+\/([^/]+)\//.exec(message.headers.authorization ?? '');
  const request: FakeRequest = {
    method: message.method ?? 'GET',
    url,
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    accessKey: scope?.[1] ?? '',
    region: scope?.[2] ?? '',
  };
  const target = message.headers['x-amz-target'];
  const form = typeof target !== 'string' && request.method === 'POST' ? new URLSearchParams(request.body) : undefined;
  const operation = typeof target === 'string' ? kmsOperation(target) : (form?.get('Action') ?? s3Operation(request));
  const entry: LoggedRequest = {
    method: request.method,
    path: message.url ?? '/',
    operation,
    at: performance.now(),
    region: request.region,
    accessKey: request.accessKey,
    userAgent: message.headers['user-agent'] ?? '',
  };
  requests.push(entry);
  if (context.options.delay !== undefined) await sleep(context.options.delay);
  const usual = (): Answer =>
    typeof target === 'string'
      ? answerKms(context, request, operation)
      : form === undefined
        ? request.method === 'OPTIONS'
          ? preflight(context, request)
          : answerS3(context, request)
        : answerSts(context, form, request.accessKey);
  const fault = context.options.faults?.[operation] ?? context.options.faults?.['*'];
  const times = (timesFaulty.get(operation) ?? 0) + 1;
  timesFaulty.set(operation, times);
  const applies = (times_: true | number | undefined): boolean => times_ === true || (times_ !== undefined && times <= times_);
  if (fault?.timeout === true) return;
  if (applies(fault?.reset)) {
    message.socket.destroy();
    return;
  }
  const answer =
    fault === undefined ? usual() : applies(fault.throttle) ? throttled(target) : faulty(fault, usual(), url, target);
  const headers = { ...serverHeaders(context), ...corsOf(context, request), ...answer.headers };
  send(response, { ...answer, headers }, request.method, fault?.truncate === true);
  entry.answeredAt = performance.now();
}

function send(response: ServerResponse, { status, body, type, headers }: Answer, method: string, isBroken: boolean): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': type ?? 'application/xml',
    'content-length': String(method === 'HEAD' ? 0 : bytes.length),
    'x-amz-request-id': '4442587FB7D0A2F9',
    ...headers,
  });
  if (method === 'HEAD') {
    response.end();
  } else if (isBroken) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  } else {
    response.end(bytes);
  }
}

const kmsJson = (status: number, code: string, message: string): Answer => ({
  status,
  type: 'application/x-amz-json-1.1',
  headers: { 'x-amzn-errortype': code },
  body: JSON.stringify({ __type: code, message }),
});

const throttled = (target: unknown): Answer =>
  typeof target === 'string'
    ? kmsJson(400, 'ThrottlingException', 'You have exceeded the rate at which you may call KMS.')
    : s3Error(503, 'SlowDown', 'Please reduce your request rate.');

function faulty(fault: Fault, usual: Answer, url: URL, target: unknown): Answer {
  if (fault.code !== undefined) {
    const { code, message = 'injected' } = fault;
    return typeof target === 'string' ? kmsJson(fault.status ?? 400, code, message) : s3Error(fault.status ?? 400, code, message);
  }
  if (fault.nonXml === true) return { status: fault.status ?? 200, body: 'welcome to the proxy', type: 'text/plain' };
  if (fault.empty === true) return { status: fault.status ?? 200, body: '' };
  if (fault.cut === true) return { ...usual, body: usual.body.slice(0, -8) };
  if (fault.listing === true) return listing(url.pathname.slice(1));
  if (fault.body !== undefined) return { status: fault.status ?? 200, body: fault.body };
  return { ...usual, status: fault.status ?? usual.status };
}
