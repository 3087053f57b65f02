import { maskOf } from './mask.ts';
import type { UriParameter, TokenRole, StoreUri, UriToken } from './model.ts';
import { first, last, slice, type TextRange } from './range.ts';
import { userinfoEnd } from './userinfo-end.ts';
import { isEndpoint } from './hosts.ts';

const junk = new Set([' ', '\t', '\r', '\n', '"', "'", '`', '\ufeff', '\u00a0']);

/** Whether what stands for the port is none, so that credentials without their `@` are likely. */
export const portIsBad = ({ text, port }: StoreUri): boolean => port !== undefined && !/^\d*$/.test(slice(text, port));

/**
 * Whether a host and a port of `s3://` are more likely credentials whose `@` is missing or escaped: an empty port, capital
 * letters as in access key ids, or an escaped `@` behind a host of a single word. Others cannot be told from an endpoint.
 */
export function lacksAt(uri: StoreUri): boolean {
  const { text, userinfo, host, port, body } = uri;
  if (slice(text, uri.scheme).toLowerCase() !== 's3' || userinfo !== undefined || host === undefined) return false;
  if (port === undefined || portIsBad(uri)) return false;
  const name = slice(text, host);
  const isEscaped = /^[^.[]*$|%40/.test(name) && text.slice(host.start, body.end).includes('%40');
  return isEscaped || port.start === port.end || /[A-Z]/.test(name);
}

/** Reads one value. It never fails: what is wrong is for the rules to say. Time grows with the length alone. */
export function parseStoreUri(text: string): StoreUri {
  let start = 0;
  let end = text.length;
  while (start < end && junk.has(text.charAt(start))) start += 1;
  while (end > start && junk.has(text.charAt(end - 1))) end -= 1;
  const body = { start, end };
  const tokens: UriToken[] = [];
  let cursor = 0;
  const take = (role: TokenRole, to: number): TextRange => {
    const range = { start: cursor, end: to };
    if (to > cursor) tokens.push({ role, ...range });
    cursor = to;
    return range;
  };
  const finish = (found: Partial<StoreUri>): StoreUri => {
    take('rubbish', end);
    take('junk', text.length);
    const uri = { ...nothing, ...found, text, tokens, body };
    return { ...uri, masked: maskOf(uri) };
  };
  take('junk', start);
  const word = /[a-z][a-z0-9+.-]{0,31}(?=:)/iy;
  word.lastIndex = start;
  const found = word.exec(text);
  if (found === null) return finish({});
  const scheme = take('scheme', start + found[0].length);
  if (!text.startsWith('://', cursor)) return finish({ scheme });
  take('mark', cursor + 3);

  const { at, late } = userinfoEnd(text, cursor, end);
  const begin = cursor;
  let userinfo: TextRange | undefined;
  let key: TextRange | undefined;
  let secret: TextRange | undefined;
  if (at !== -1) {
    userinfo = { start: cursor, end: at };
    const colon = first(text, ':', cursor, at);
    key = take('key', colon);
    if (colon < at) {
      take('mark', colon + 1);
      secret = take('secret', at);
    }
    take('mark', at + 1);
  }
  const hostEnd = first(text, '/?#', cursor, end);
  const colon = text.charAt(cursor) === '[' ? text.indexOf(']:', cursor) + 1 : last(text, ':', cursor, hostEnd);
  const hasPort = colon > cursor && colon < hostEnd;
  const host = take('host', hasPort ? colon : hostEnd);
  let port: TextRange | undefined;
  if (hasPort) {
    take('mark', colon + 1);
    port = take('port', hostEnd);
  }
  const authority = { start: begin, end: hostEnd };
  const pathEnd = first(text, '?#', cursor, end);
  const name = slice(text, scheme).toLowerCase();
  const hasSegment = name === 'az' || isEndpoint(name, userinfo !== undefined, slice(text, host), port !== undefined);
  let bucket: TextRange | undefined;
  let path: TextRange | undefined;
  if (cursor < pathEnd) {
    take('mark', cursor + 1);
    if (hasSegment) {
      bucket = take('bucket', first(text, '/', cursor, pathEnd));
      if (cursor < pathEnd) {
        take('mark', cursor + 1);
        path = take('path', pathEnd);
      }
    } else path = take('path', pathEnd);
  }
  const params: UriParameter[] = [];
  let query: TextRange | undefined;
  if (text.charAt(cursor) === '?' && cursor < end) {
    take('mark', cursor + 1);
    const queryEnd = first(text, '#', cursor, end);
    query = { start: cursor, end: queryEnd };
    while (cursor < queryEnd) {
      const next = first(text, '&', cursor, queryEnd);
      const name = take('name', first(text, '=', cursor, next));
      let value: TextRange | undefined;
      if (cursor < next) {
        take('mark', cursor + 1);
        value = take('value', next);
      }
      if (name.end > name.start || value !== undefined) params.push({ name, value });
      take('mark', Math.min(next + 1, queryEnd));
    }
  }
  let fragment: TextRange | undefined;
  if (text.charAt(cursor) === '#' && cursor < end) {
    take('mark', cursor + 1);
    fragment = take('fragment', end);
  }
  return finish({ scheme, authority, userinfo, key, secret, host, port, bucket, path, query, params, fragment, lateAt: late });
}

const nothing = {
  scheme: undefined,
  authority: undefined,
  userinfo: undefined,
  key: undefined,
  secret: undefined,
  host: undefined,
  port: undefined,
  bucket: undefined,
  path: undefined,
  query: undefined,
  params: [],
  fragment: undefined,
  lateAt: undefined,
} as const;
