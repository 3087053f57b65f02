import type { ConnectOptions, ProviderIo } from '../../core/provider.ts';
import type { Declared } from '../../evidence/declared.ts';
import { unreadable, type Observation, type Unreadable } from '../../evidence/observation.ts';
import { s3CompatibleSchemas } from '../../evidence/s3-compatible-schema.ts';
import { observe } from '../../evidence/observe.ts';
import { undeclaredOrigin } from '../../evidence/s3-compatible.ts';
import { cleanText } from '../shared/error-text.ts';
import { bucketUrl } from './address.ts';
import { familyOf } from './family.ts';
import { askHead, type Head, type Limits } from './http.ts';

/** What anybody can see of the server: asked without credentials, as a browser would. */
export interface PublicView {
  readonly options: ConnectOptions;
  readonly io: ProviderIo;
  readonly bucket: string;
  readonly limits: Limits;
}

const isUnreadable = (answer: Head | Unreadable): answer is Unreadable => 'state' in answer;

/** A HEAD of the bucket: which program answers, its clock, its certificate, and whether it asks for credentials at all. */
export async function readServer(view: PublicView): Promise<Observation<never>> {
  const { options, io, bucket } = view;
  const url = bucketUrl(options, bucket);
  const answer = await ask(view, url, 'HEAD', {});
  if (isUnreadable(answer)) return answer;
  const { server, date } = answer.headers;
  return observe(s3CompatibleSchemas, 'server', {
    status: answer.status,
    server: server === undefined ? undefined : cleanText(server),
    family: familyOf(answer.headers, url.hostname),
    date: date === undefined ? undefined : cleanText(date),
    receivedAt: io.now().toISOString(),
    tls: answer.tls,
  });
}

/** Browsers of one company rarely come from more origins, and each costs three requests. */
const mostOrigins = 5;
/** No object needs to be there: a preflight is answered before the object is looked up. */
const probeKey = 'byob-audit-preflight';

/** The headers of W&B's uploads that a browser asks leave for. */
const uploadHeaders = ['content-type', 'content-md5'];

/**
 * The preflights of an upload and of a download, and a GET, for every declared origin. An origin with a wildcard is
 * played by an example; without a declaration an origin is played that no server lists.
 */
export async function readPreflight(view: PublicView, { origins = [] }: Declared): Promise<Observation<never>> {
  const played = [...new Set(origins.length === 0 ? [undeclaredOrigin] : origins.map(exampleOf))].slice(0, mostOrigins);
  const preflights = played.flatMap((origin) => [
    { method: 'PUT', origin, requestHeaders: uploadHeaders },
    { method: 'GET', origin, requestHeaders: ['content-type'] },
  ]);
  const requests = played.map((origin) => ({ method: 'GET', origin }));
  const url = bucketUrl(view.options, view.bucket, probeKey);
  const [asked, got] = await Promise.all([
    Promise.all(
      preflights.map(({ method, origin, requestHeaders }) =>
        ask(view, url, 'OPTIONS', {
          Origin: origin,
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': requestHeaders.join(','),
        }),
      ),
    ),
    Promise.all(requests.map(({ method, origin }) => ask(view, url, method, { Origin: origin }))),
  ]);
  // Half an answer would read as a refusal.
  const failed = [...asked, ...got].find(isUnreadable);
  if (failed !== undefined) return failed;
  const told = (answer: Head | Unreadable | undefined): Readonly<Record<string, unknown>> =>
    answer === undefined || isUnreadable(answer) ? {} : corsHeaders(answer);
  return observe(s3CompatibleSchemas, 'preflight', {
    preflights: preflights.map((request, index) => ({ ...request, ...told(asked[index]) })),
    requests: requests.map((request, index) => ({ ...request, ...told(got[index]) })),
  });
}

/** Trouble of the server is no answer. */
async function ask(
  { io, limits }: PublicView,
  url: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
): Promise<Head | Unreadable> {
  const answer = await askHead(url, method, { ...userAgent(io), ...headers }, limits);
  if (isUnreadable(answer)) return answer;
  const { status } = answer;
  if (status === 429) return unreadable('throttled', { status });
  return status >= 500 && status !== 501 ? unreadable('server-error', { status }) : answer;
}

const corsHeaders = ({ status, headers }: Head): Readonly<Record<string, unknown>> => ({
  status,
  allowOrigin: headers['access-control-allow-origin'],
  allowMethods: headers['access-control-allow-methods'],
  allowHeaders: headers['access-control-allow-headers'],
  exposeHeaders: headers['access-control-expose-headers'],
  maxAge: headers['access-control-max-age'],
});

const exampleOf = (origin: string): string =>
  origin === '*'
    ? undeclaredOrigin
    : origin
        .replaceAll('*', 'a')
        .toLowerCase()
        .replace(/(?<=^https:.*):443$|(?<=^http:.*):80$/s, '');

const userAgent = ({ tool }: ProviderIo): Readonly<Record<string, string>> => ({ 'user-agent': `${tool.name}/${tool.version}` });
