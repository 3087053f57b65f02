import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { entraAnswer, isEntra } from './entra.ts';
import type { ArmError, FakeAzure, FakeAzureOptions, Fault, LoggedRequest, Route } from './types.ts';

export type { FakeAzure, FakeAzureOptions, Fault, LoggedRequest } from './types.ts';

const certs = join(import.meta.dirname, 'certs');
/** File for NODE_EXTRA_CA_CERTS of a child process. */
export const caFile = join(certs, 'ca.pem');
export const ca = readFileSync(caFile, 'utf8');
/** Files for other servers on this machine. */
export const certFile = join(certs, 'server.pem');
export const keyFile = join(certs, 'server-key.pem');

/** The tokens that the server accepts: one for tests that bring a credential, one that its Microsoft Entra hands out. */
export const staticToken = 'static-test-token-4f1d';
export const entraToken = 'entra-test-token-77c2';
export const staticCredential = {
  getToken: async () => ({ token: staticToken, expiresOnTimestamp: Date.now() + 3_600_000 }),
};

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
});
const failure = ({ status, code, message }: ArmError): Answer => json(status, { error: { code, message } });
const isList = (value: object): value is readonly object[] => Array.isArray(value);
const isArmError = (value: object): value is ArmError => 'status' in value && 'code' in value && 'message' in value;

/** Serves Azure Resource Manager, the blob service and Microsoft Entra on one port, over TLS. */
export async function startFakeAzure(options: FakeAzureOptions): Promise<FakeAzure> {
  const requests: LoggedRequest[] = [];
  const used = new Map<string, number>();
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, (request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '/', origin());
    const path = decodeURIComponent(url.pathname);
    const route = options.routes.find((item) => item.path.toLowerCase() === path.toLowerCase());
    const isBlob = path === '/' && url.searchParams.get('comp') === 'properties';
    const operation = route?.operation ?? (isBlob ? 'blobProperties' : isEntra(path) ? 'entra' : 'unknown');
    const logged: LoggedRequest = {
      method: request.method ?? '',
      path,
      query: url.searchParams,
      operation,
      at: performance.now(),
      authorization: request.headers.authorization,
      userAgent: request.headers['user-agent'] ?? '',
    };
    requests.push(logged);
    response.on('close', () => void (logged.answeredAt = performance.now()));
    if (options.delay !== undefined) await sleep(options.delay);
    const fault = options.faults?.[operation] ?? options.faults?.['*'];
    const count = (used.get(operation) ?? 0) + 1;
    used.set(operation, count);
    if (isEntra(path)) send(response, entraAnswer(path, origin(), entraToken, options.entra, body));
    else if (fault !== undefined && disturb(response, fault, count)) return;
    else if (!isTrusted(request)) send(response, unauthenticated);
    else if (isBlob) send(response, blobAnswer(options));
    else send(response, armAnswer(route, url, options, fault), fault?.truncate === true);
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = (): string => {
    const address = server.address();
    return `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  };
  return {
    url: origin(),
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

const isTrusted = ({ headers: { authorization } }: IncomingMessage): boolean =>
  authorization === `Bearer ${staticToken}` || authorization === `Bearer ${entraToken}`;

const unauthenticated = failure({
  status: 401,
  code: 'InvalidAuthenticationToken',
  message: 'The access token is invalid.',
});

function send(response: ServerResponse, { status, body, headers }: Answer, truncated = false): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  if (!truncated) return void response.end(bytes);
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}

/** @returns whether the fault was the whole answer */
function disturb(response: ServerResponse, fault: Fault, count: number): boolean {
  const holds = (times: true | number | undefined): boolean => times === true || (times !== undefined && count <= times);
  if (fault.timeout === true) return true;
  if (holds(fault.reset)) response.destroy();
  else if (holds(fault.throttle)) {
    const wait: Readonly<Record<string, string>> =
      fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    send(response, json(429, { error: { code: 'TooManyRequests', message: 'Too many requests' } }, wait));
  } else if (fault.html === true) send(response, { status: fault.status ?? 200, body: '<!doctype html><title>Sign in</title>' });
  else if (fault.empty === true) send(response, { status: fault.status ?? 200, body: '' });
  else if (fault.redirect !== undefined) send(response, { status: 302, body: '', headers: { location: fault.redirect } });
  else if (fault.body !== undefined) send(response, json(fault.status ?? 200, fault.body));
  else if (fault.status !== undefined)
    send(response, failure({ status: fault.status, code: fault.code ?? 'Unknown', message: fault.message ?? 'It went wrong.' }));
  else return false;
  return true;
}

const isDenied = (denied: FakeAzureOptions['denied'], action: string): boolean =>
  denied === '*' || (denied ?? []).some((item) => item.toLowerCase() === action.toLowerCase());

const bodyOf = (body: Route['body'], query: URLSearchParams): object =>
  typeof body === 'function' ? (body as (query: URLSearchParams) => object)(query) : body;

function armAnswer(route: Route | undefined, url: URL, options: FakeAzureOptions, fault: Fault | undefined): Answer {
  if (!/^(?:\d{4}-\d\d-\d\d(?:-preview)?|7\.\d)$/.test(url.searchParams.get('api-version') ?? ''))
    return failure({ status: 400, code: 'MissingApiVersionParameter', message: 'The api-version query parameter is required.' });
  if (route === undefined)
    return failure({ status: 404, code: 'ResourceNotFound', message: `The Resource '${url.pathname}' was not found.` });
  const { searchParams: query } = url;
  if (isDenied(options.denied, route.action)) {
    const scope = route.path.replace(/\/providers\/Microsoft\.(?:Authorization|Insights)\/.*$/i, '');
    return failure({
      status: 403,
      code: 'AuthorizationFailed',
      message: `The client 'auditor@acme.example' with object id '5e1f0000-0000-4000-8000-00000000dead' does not have authorization to perform action '${route.action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    });
  }
  const body = bodyOf(route.body, query);
  if (isList(body)) return json(200, pageOf(body, url, options.pageSize, fault));
  return isArmError(body) ? failure(body) : json(200, body);
}

function pageOf(items: readonly object[], url: URL, size: number | undefined, fault: Fault | undefined): object {
  const page = Number(url.searchParams.get('$skiptoken') ?? '0');
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(page + 1));
  if (fault?.nextLink !== undefined) return { value: items, nextLink: fault.nextLink };
  if (size === undefined) return { value: items };
  const value = page % 2 === 0 ? items.slice((page / 2) * size, (page / 2 + 1) * size) : [];
  const isLast = (page / 2 + 1) * size >= items.length && page % 2 === 0;
  return isLast ? { value } : { value, nextLink: next.href };
}

function blobAnswer({ blobProperties, denied }: FakeAzureOptions): Answer {
  const headers = { 'content-type': 'application/xml', 'x-ms-version': '2026-04-06' };
  if (isDenied(denied, 'Microsoft.Storage/storageAccounts/blobServices/read') || blobProperties === undefined) {
    const body =
      '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthorizationPermissionMismatch</Code><Message>No.</Message></Error>';
    return { status: 403, body, headers: { ...headers, 'x-ms-error-code': 'AuthorizationPermissionMismatch' } };
  }
  return { status: 200, body: blobProperties, headers };
}
