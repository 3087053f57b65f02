import { authorityIsPlausible } from './hosts.ts';
import { first, last } from './range.ts';

/**
 * Where the user information ends, or -1. A server cuts the authority at the first `/`, `?` or `#`; when no `@`
 * stands before that, but one later with a colon before it, the mark belongs to a secret that was not encoded.
 */
export function userinfoEnd(
  text: string,
  start: number,
  end: number,
): { readonly at: number; readonly late: number | undefined } {
  const strictEnd = first(text, '/?#', start, end);
  const lastAt = last(text, '@', start, end);
  if (lastAt < strictEnd) return { at: lastAt, late: undefined };
  const strictAt = last(text, '@', start, strictEnd);
  if (strictAt !== -1) {
    const before = text.slice(start, strictAt);
    const host = text.slice(strictAt + 1, strictEnd);
    // A dot or a port tells a host from a piece of a secret; so does the end of a key before the mark.
    const isEnd = /[.:]/.test(host) || /(?:=|%3D|-----|%0A)$/i.test(before);
    return before.includes(':') && isEnd && authorityIsPlausible(host)
      ? { at: strictAt, late: lastAt }
      : { at: lastAt, late: undefined };
  }
  const strict = text.slice(start, strictEnd);
  const isHost = strict.includes(':') ? authorityIsPlausible(strict) : !text.slice(start, lastAt).includes(':');
  return isHost ? { at: -1, late: lastAt } : { at: lastAt, late: undefined };
}
