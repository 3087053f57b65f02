import type { StoreScheme } from '../../requirements/store-uri.ts';

/** The parts of a storage URI, none of them encoded. */
export interface StoreUriParts {
  readonly scheme: StoreScheme;
  /** Bucket or container; undefined for the bare `cw://`. */
  readonly bucket?: string | undefined;
  /** Storage account of Azure. */
  readonly account?: string | undefined;
  readonly path?: string | undefined;
  /** Access key id, or the e-mail address of a service account. */
  readonly key?: string | undefined;
  readonly secret?: string | undefined;
  /** `host[:port]`. Default with credentials: the regional endpoint of Amazon S3, or cwobject.com. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly tls?: boolean | undefined;
  readonly forcePathStyle?: boolean | undefined;
}

/** RFC 3986: what is not unreserved is escaped. Form encoding would turn a space into +, which stays one (GO). */
export const encodePart = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Composes a storage URI in the form of the newest documents; user information, path and parameters are encoded.
 * @throws URIError when a part holds half a surrogate pair
 */
export function buildStoreUri(parts: StoreUriParts): string {
  const { scheme, bucket, account, key, secret } = parts;
  if (scheme === 'cw' && bucket === undefined) return 'cw://';
  const hasCredentials = secret !== undefined;
  const user = hasCredentials ? `${encodePart(scheme === 'az' ? '' : (key ?? ''))}:${encodePart(secret)}@` : '';
  const endpoint = endpointOf(parts);
  const place = [...(scheme === 'az' ? [account ?? ''] : endpoint === undefined ? [] : [endpoint]), bucket ?? ''].join('/');
  const path = parts.path === undefined || parts.path === '' ? '' : `/${parts.path.split('/').map(encodePart).join('/')}`;
  return `${scheme}://${user}${place}${path}${queryOf(parts, endpoint)}`;
}

function endpointOf({ scheme, endpoint, secret, region }: StoreUriParts): string | undefined {
  if (scheme === 'gs' || scheme === 'az') return undefined;
  if (endpoint !== undefined || secret === undefined) return endpoint;
  return scheme === 'cw' ? 'cwobject.com' : `s3.${region ?? 'us-east-1'}.amazonaws.com`;
}

function queryOf({ scheme, region, tls, forcePathStyle }: StoreUriParts, endpoint: string | undefined): string {
  if (scheme === 'gs' || scheme === 'az') return '';
  const params = [
    ...(region === undefined || (scheme === 'cw' && endpoint === undefined) ? [] : [`region=${encodePart(region)}`]),
    ...(endpoint === undefined ? [] : [`tls=${tls ?? true}`]),
    ...(forcePathStyle === undefined ? [] : [`forcePathStyle=${forcePathStyle}`]),
  ];
  return params.length === 0 ? '' : `?${params.join('&')}`;
}
