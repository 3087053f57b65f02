import { mistakenSchemes, storeParameters, storeSchemes } from '../../requirements/store-uri.ts';
import { authorityIsPlausible } from './hosts.ts';
import type { StoreUri } from './model.ts';
import { first, slice, type TextRange } from './range.ts';

const known: readonly string[] = storeParameters;
/** Values that a parameter can have, and the two-question-mark form of the old documents. */
const harmless = /^[\w.<>${}()-]{0,24}(?:[?;&](?:region|tls|forcePathStyle)=[\w-]{0,24})?$/i;
/** What may name a host, a bucket or a path; anything else in their place is not repeated. */
const nameable = /^[\w.~<>${}()[\]/%*: ,-]*$/;
/** A colon or an escape in a host is user information whose @ got lost. */
const hostLike = /^(?:[\w.<>${}()*~[\]-]*|\[[0-9a-f:.]*\])$/i;
const secretRun = /[A-Za-z0-9+/=_%-]{32,}/g;
const isKnownScheme = (written: string): boolean =>
  Object.hasOwn(storeSchemes, written.toLowerCase()) || Object.hasOwn(mistakenSchemes, written.toLowerCase());
const isMixed = (run: string): boolean => /[A-Z]/.test(run) && /[a-z]/.test(run) && /\d/.test(run);

/**
 * Marks every character that no output may show: user information, whatever may be a misplaced piece of it,
 * values of parameters that nobody knows, and everything after a text that is not a URI.
 */
export function maskOf(uri: Omit<StoreUri, 'masked'>): Uint8Array {
  const { text } = uri;
  const masked = new Uint8Array(text.length);
  const hide = ({ start, end }: TextRange): void => {
    masked.fill(1, start, end);
  };
  for (const token of uri.tokens) {
    const written = slice(text, token);
    switch (token.role) {
      case 'key':
      case 'secret':
      case 'rubbish':
      case 'fragment':
        hide(token);
        break;
      case 'scheme':
        if (uri.authority === undefined && !isKnownScheme(written)) hide(token);
        break;
      case 'host':
        if (!hostLike.test(written) || written.includes('-----')) hide(token);
        break;
      case 'bucket':
      case 'path':
        if (!nameable.test(written) || written.includes('-----')) hide(token);
        break;
      case 'port':
        // No port: the user information goes on, and nobody can tell where it ends.
        if (!/^\d{0,5}$/.test(written)) {
          hide({ start: token.start, end: text.length });
          if (uri.userinfo === undefined && uri.host !== undefined) hide(uri.host);
        }
        break;
      case 'name':
        if (!/^[\w.-]{0,24}$/.test(written)) hide(token);
        break;
      case 'value':
        break;
      case 'mark':
      case 'junk':
        break;
    }
  }
  let isBehindHidden = false;
  for (const { name, value } of uri.params) {
    const isKnown = known.some((parameter) => parameter.toLowerCase() === slice(text, name).toLowerCase());
    // After a raw & a name may be the rest of the value before it.
    if (!isKnown && isBehindHidden) hide(name);
    if (value === undefined || (isKnown && harmless.test(slice(text, value)))) continue;
    hide(value);
    isBehindHidden = true;
  }
  if (uri.lateAt !== undefined && uri.authority !== undefined) {
    hide({ start: isInDoubt(uri, uri.lateAt) ? uri.authority.start : uri.authority.end, end: uri.lateAt });
  }
  for (const found of text.matchAll(secretRun)) {
    if (isMixed(found[0])) hide({ start: found.index, end: found.index + found[0].length });
  }
  for (const range of [uri.key, uri.secret]) hideCopies(text, slice(text, range), hide);
  return masked;
}

/** Whether what stands for the host may be a piece of a secret: a host follows the later @, or none is named before it. */
function isInDoubt({ text, body, host, port, userinfo }: Omit<StoreUri, 'masked'>, lateAt: number): boolean {
  const later = text.slice(lateAt + 1, first(text, '/?#', lateAt + 1, body.end));
  if (/[.:]/.test(later) && authorityIsPlausible(later)) return true;
  return userinfo === undefined && port !== undefined && !slice(text, host).includes('.');
}

/** The same secret a second time: in the path, in a parameter, decoded or not. */
function hideCopies(text: string, secret: string, hide: (range: TextRange) => void): void {
  for (const copy of new Set([secret, decoded(secret)])) {
    if (copy.length < 8) continue;
    for (let at = text.indexOf(copy); at !== -1; at = text.indexOf(copy, at + copy.length))
      hide({ start: at, end: at + copy.length });
  }
}

/** Percent-decoded; the text itself when it holds an escape that means nothing. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const isHidden = ({ masked }: StoreUri, { start, end }: TextRange): boolean => masked.subarray(start, end).includes(1);

const stars = '****';
const visible = (c: string): string => (c >= ' ' && c <= '~' ? c : c === '\n' || c === '\r' ? ' ' : '?');

/** A piece of the value, fit for a message: secrets are four stars whatever their length, and all is plain ASCII. */
export function shown(uri: StoreUri, range: TextRange, limit = 120): string {
  let text = '';
  for (let at = range.start; at < range.end && text.length <= limit; at += 1) {
    if (uri.masked[at] !== 1) text += visible(uri.text.charAt(at));
    else if (at === range.start || uri.masked[at - 1] !== 1) text += stars;
  }
  return text.length > limit ? `${text.slice(0, limit - 3)}...` : text;
}

export interface Pointer {
  readonly line: string;
  readonly caret: string;
}

const structural = new Set(['/', '?', '#', '@', ' ']);

/** The masked value on one line and, below it, carets under the range. At most about `width` columns. */
export function pointerTo(uri: StoreUri, range: TextRange, width = 96): Pointer {
  const { start, end } = uri.body.end > uri.body.start ? { start: 0, end: uri.text.length } : range;
  const before = shown(uri, { start, end: range.start }, Number.MAX_SAFE_INTEGER);
  const after = shown(uri, { start: range.end, end }, Number.MAX_SAFE_INTEGER);
  // One character inside of a secret is named by the message; where it is a delimiter it is shown.
  const single = range.end - range.start === 1 ? uri.text.charAt(range.start) : '';
  const inside = structural.has(single) ? single : shown(uri, range, 60);
  const pointed = inside === '' ? ' ' : inside;
  const room = before.length + after.length + pointed.length <= width ? width : Math.max(width - pointed.length, 20);
  const left = room < width && before.length > room * 0.6 ? `...${before.slice(before.length - Math.floor(room * 0.6))}` : before;
  const right = after.length > room - left.length ? `${after.slice(0, Math.max(room - left.length, 8))}...` : after;
  return {
    line: `${left}${pointed}${right}`.trimEnd(),
    caret: `${' '.repeat(left.length)}${'^'.repeat(pointed.length)}`,
  };
}
