import { authorityIsPlausible } from './hosts.ts';
import { first, last } from './range.ts';

interface UserinfoEnd {
  /** Place of the `@`, or -1. */
  readonly at: number;
  /** A later `@`, which is taken for a part of the path. */
  readonly late: number | undefined;
}

/**
 * Where the user information ends. A server cuts the authority at the first `/`, `?` or `#`; when no `@` stands before that,
 * but one later with a colon before it, the mark belongs to a secret that was not encoded. That the server may still find a
 * host and a port there (`KEY:/…`, `KEY:123/…`) changes nothing: the documented form with an endpoint has credentials.
 */
export function userinfoEnd(text: string, start: number, end: number): UserinfoEnd {
  const strictEnd = first(text, '/?#', start, end);
  const lastAt = last(text, '@', start, end);
  if (lastAt < strictEnd) return { at: lastAt, late: undefined };
  const strictAt = last(text, '@', start, strictEnd);
  if (strictAt === -1) {
    const strict = text.slice(start, strictEnd);
    const isAddress = strict.startsWith('[') && authorityIsPlausible(strict);
    return isAddress || !text.slice(start, lastAt).includes(':') ? { at: -1, late: lastAt } : { at: lastAt, late: undefined };
  }
  const before = text.slice(start, strictAt);
  const host = text.slice(strictAt + 1, strictEnd);
  const isEndOfKey = /(?:=|%3D|-----|%0A)$/i.test(before);
  // A dot or a port tells a host from a piece of a secret; but no bucket, which comes next, has an @ in its name.
  const isInBucket = first(text, '/?#', strictEnd + 1, end) > lastAt;
  const isEnd = isEndOfKey || (/[.:]/.test(host) && !isInBucket);
  return before.includes(':') && isEnd && authorityIsPlausible(host)
    ? { at: strictAt, late: lastAt }
    : { at: lastAt, late: undefined };
}
