import type { BucketState } from '../bucket-state.ts';
import type { Answer, FakeContext, FakeProfile, FakeRequest } from './types.ts';
import { s3Error } from './xml.ts';

type Headers = Readonly<Record<string, string>>;
type Rule = NonNullable<BucketState['cors']>[number];

const serverNames: { readonly [P in FakeProfile]?: string } = { minio: 'MinIO', ceph: 'Ceph Object Gateway (squid)' };

/** What every answer carries. */
export function serverHeaders({ options, profile }: FakeContext): Headers {
  const server = options.server ?? serverNames[profile];
  return { ...(server === undefined ? {} : { server }), ...(options.date === undefined ? {} : { date: options.date }) };
}

const text = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0]);
const matches = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(value);

/** The first rule that admits origin, method and headers: its own origin pattern decides what is answered. */
function ruleFor({ options, profile }: FakeContext, { headers, method, url }: FakeRequest): readonly [Rule, string] | undefined {
  const origin = text(headers['origin']);
  if (origin === undefined) return undefined;
  const wanted = text(headers['access-control-request-method']) ?? method;
  const asked = (text(headers['access-control-request-headers']) ?? '').split(',').filter((name) => name !== '');
  const everywhere: Rule = {
    AllowedHeaders: ['*'],
    AllowedMethods: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'],
    AllowedOrigins: options.serverCors ?? ['*'],
    ExposeHeaders: ['Date', 'Etag', 'Server', 'X-Amz*'],
  };
  const rules = profile === 'minio' ? [everywhere] : (bucketOf(options.buckets, url)?.cors ?? []);
  const rule = rules.find(
    (candidate) =>
      candidate.AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      candidate.AllowedMethods.includes(wanted) &&
      asked.every((name) => (candidate.AllowedHeaders ?? []).some((pattern) => matches(pattern, name))),
  );
  return rule === undefined ? undefined : [rule, origin];
}

const bucketOf = (buckets: readonly BucketState[], url: URL): BucketState | undefined =>
  buckets.find(({ name }) => name === decodeURIComponent(url.pathname.split('/')[1] ?? ''));

/** The headers of an answer to a browser; none without an Origin, and none when no rule fits. */
export function corsOf(context: FakeContext, request: FakeRequest): Headers {
  const found = ruleFor(context, request);
  if (found === undefined) return {};
  const [rule, origin] = found;
  const asked = text(request.headers['access-control-request-headers']);
  return {
    // Ceph answers with the star of the rule, the others with the origin.
    'access-control-allow-origin': context.profile === 'ceph' && rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
    ...(rule.ExposeHeaders === undefined ? {} : { 'access-control-expose-headers': rule.ExposeHeaders.join(', ') }),
    ...(rule.MaxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.MaxAgeSeconds) }),
  };
}

/** S3 user guide, "CORS": 403 when no rule admits the request. */
export const preflight = (context: FakeContext, request: FakeRequest): Answer =>
  ruleFor(context, request) === undefined
    ? s3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.')
    : { status: 200, body: '' };
