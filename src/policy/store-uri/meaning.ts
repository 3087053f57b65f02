import { goBooleans, storeSchemes, type StoreScheme } from '../../requirements/store-uri.ts';
import { isAwsHost, isEndpoint } from './hosts.ts';
import { decoded, isHidden, shown, visible } from './mask.ts';
import { s3BucketProblem } from './names.ts';
import type { StoreUri } from './model.ts';
import { slice, type TextRange } from './range.ts';

/** What a server makes of a storage URI. Undefined: not stated, or not readable. */
export interface StoreMeaning {
  readonly scheme: StoreScheme | undefined;
  readonly hasCredentials: boolean;
  /** Host with port, masked where it could hold a secret. */
  readonly endpoint: string | undefined;
  readonly isAws: boolean;
  readonly account: string | undefined;
  /** Bucket or container, decoded. */
  readonly bucket: string | undefined;
  readonly bucketRange: TextRange | undefined;
  readonly path: string | undefined;
  readonly region: string | undefined;
  readonly tls: boolean | undefined;
  readonly forcePathStyle: boolean | undefined;
  /** False when the server drops all parameters. */
  readonly hasReadableQuery: boolean;
}

const badEscape = /%(?![0-9A-Fa-f]{2})/;

/** Go's `url.ParseQuery` refuses `;` and escapes that mean nothing; W&B's operator then drops all parameters (GO, OP). */
export const queryIsReadable = (query: string): boolean => !query.includes(';') && !badEscape.test(query);

export const schemeOf = (uri: StoreUri): StoreScheme | undefined => {
  const written = slice(uri.text, uri.scheme).toLowerCase();
  return Object.hasOwn(storeSchemes, written) ? (written as StoreScheme) : undefined;
};

/** The server takes the first of repeated parameters. */
const parameter = ({ text, params }: StoreUri, name: string): TextRange | undefined =>
  params.find((param) => slice(text, param.name) === name)?.value;

/** Whether `KEY:SECRET@BUCKET` was written: one name that a bucket can have, where an endpoint and a bucket belong. */
export function isShortForm({ text, userinfo, host, port, bucket, path }: StoreUri): boolean {
  const isAlone = port === undefined && (bucket === undefined || bucket.start === bucket.end) && path === undefined;
  const name = slice(text, host);
  return (
    userinfo !== undefined && isAlone && !name.includes('.') && !/^https?$/.test(name) && s3BucketProblem(name) === undefined
  );
}

export function meaningOf(uri: StoreUri): StoreMeaning {
  const { text } = uri;
  const scheme = schemeOf(uri);
  const host = slice(text, uri.host).toLowerCase();
  const hasCredentials = uri.userinfo !== undefined;
  const hasEndpoint = scheme !== undefined && isEndpoint(scheme, hasCredentials, host, uri.port !== undefined);
  const isReadable = queryIsReadable(slice(text, uri.query));
  const read = (range: TextRange | undefined): string | undefined =>
    range === undefined || range.start === range.end
      ? undefined
      : isHidden(uri, range)
        ? shown(uri, range)
        : shownText(decoded(slice(text, range)));
  const boolean = (name: string): boolean | undefined => {
    const range = isReadable ? parameter(uri, name) : undefined;
    const written = slice(text, range);
    return Object.hasOwn(goBooleans, written) ? goBooleans[written] : undefined;
  };
  const isStore = scheme !== undefined;
  const inHost = isStore && scheme !== 'az' && !hasEndpoint;
  const bucketRange = inHost ? uri.host : uri.bucket;
  const endpoint = hasEndpoint && uri.host !== undefined ? { start: uri.host.start, end: uri.authority?.end ?? 0 } : undefined;
  const name = read(bucketRange);
  return {
    scheme,
    hasCredentials,
    endpoint: read(endpoint),
    isAws: isAwsHost(host),
    account: scheme === 'az' ? read(uri.host) : undefined,
    bucket: scheme === 'cw' && inHost ? name?.replace(/\.cwobject\.com$/i, '') : name,
    bucketRange,
    path: read(uri.path)?.replace(/^\/+|\/+$/g, ''),
    region: isReadable ? read(parameter(uri, 'region')) : undefined,
    tls: boolean('tls'),
    forcePathStyle: boolean('forcePathStyle'),
    hasReadableQuery: isReadable,
  };
}

const shownText = (text: string): string => visible(text.slice(0, 200));
