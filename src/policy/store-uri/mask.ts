import { mistakenSchemes, storeParameters, storeSchemes } from '../../requirements/store-uri.ts';
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
/** The same in the place of the host, where a secret stands when neither a colon nor an @ was written. */
const keylessRun = /[A-Za-z0-9_-]{16,}/;
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
        if (!/^\d{0,5}$/.test(written)) hide({ start: token.start, end: text.length });
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
  for (const range of doubtful(uri)) hide(range);
  for (const found of text.matchAll(secretRun)) {
    if (isMixed(found[0])) hide({ start: found.index, end: found.index + found[0].length });
  }
  if (
    uri.userinfo === undefined &&
    uri.host !== undefined &&
    keylessRun.test(slice(text, uri.host)) &&
    isMixed(slice(text, uri.host))
  )
    hide(uri.host);
  for (const range of [uri.key, uri.secret]) hideCopies(text, slice(text, range), hide);
  return masked;
}

/**
 * What could be credentials if the text was not written as it was read: their `@` is missing, escaped or a later one, or the
 * secret has a raw mark that a server takes for the end of the host. A host with a dot is none of that: keys and secrets have
 * no dots, as the services make them.
 */
function* doubtful(uri: Omit<StoreUri, 'masked'>): Generator<TextRange> {
  const { text, body, authority, userinfo, host, port } = uri;
  if (authority === undefined || host === undefined) return;
  const name = slice(text, host);
  const isHost = /^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}$|^\[[0-9a-f:.]+\]$/i.test(name) && hostLike.test(name);
  const behind = port?.end ?? host.end;
  if (userinfo === undefined && (port !== undefined || (name.includes(':') && !isHost))) {
    // gs://, az:// and cw:// have no port, and an empty one is what a secret that begins with a mark leaves.
    const isPort = /^s3$/i.test(slice(text, uri.scheme)) && /^\d{1,5}$/.test(slice(text, port));
    if (!isHost || !isPort) {
      yield { start: authority.start, end: body.end };
      return;
    }
  }
  // The @ of an e-mail address, with the real one missing.
  if (userinfo !== undefined && uri.secret === undefined && port !== undefined) yield { start: port.start, end: body.end };
  const colon = first(text, ':', behind, body.end);
  if (colon < body.end) yield { start: colon + 1, end: body.end };
  const at = Math.max(uri.lateAt ?? -1, lastEscapedAt(text, userinfo === undefined ? authority.start : host.start, body.end));
  if (at === -1) return;
  const isNamed = userinfo === undefined && !/:/.test(text.slice(authority.start, at)) && !/^az$/i.test(slice(text, uri.scheme));
  yield { start: isHost || (isNamed && at > behind) ? Math.min(behind, at) : authority.start, end: at };
}

/** The last `@` that is written as an escape, or -1. */
function lastEscapedAt(text: string, start: number, end: number): number {
  const at = text.slice(start, end).lastIndexOf('%40');
  return at === -1 ? -1 : start + at;
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

/** Plain ASCII, in which a character that is none looks like no character of a URI. */
function visibleCharacter(c: string): string {
  if (c >= ' ' && c <= '~') return c;
  if (c === '\n') return String.raw`\n`;
  return c === '\r' ? String.raw`\r` : String.raw`\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export const visible = (text: string): string => text.replaceAll(/[^ -~]/g, visibleCharacter);

/** A piece of the value, fit for a message: secrets are four stars whatever their length, and all is plain ASCII. */
export function shown(uri: StoreUri, range: TextRange, limit = 120): string {
  let text = '';
  for (let at = range.start; at < range.end && text.length <= limit; at += 1) {
    if (uri.masked[at] !== 1) text += visibleCharacter(uri.text.charAt(at));
    else if (at === range.start || uri.masked[at - 1] !== 1) text += stars;
  }
  return text.length > limit ? `${text.slice(0, limit - 3)}...` : text;
}

export interface UriPicture {
  readonly line: string;
  readonly caret: string;
}

const structural = new Set(['/', '?', '#', '@', ' ']);

/** The masked value on one line and, below it, carets under the range. At most about `width` columns. */
export function pointerTo(uri: StoreUri, range: TextRange, width = 96): UriPicture {
  const { start, end } = uri.body.end > uri.body.start ? { start: 0, end: uri.text.length } : range;
  const before = shown(uri, { start, end: range.start }, Number.MAX_SAFE_INTEGER);
  const after = shown(uri, { start: range.end, end }, Number.MAX_SAFE_INTEGER);
  // One character inside of a secret is named by the message; where it is a delimiter it is shown.
  const single = range.end - range.start === 1 ? uri.text.charAt(range.start) : '';
  const inside = structural.has(single) ? single : shown(uri, range, 60);
  const room = before.length + after.length + inside.length <= width ? width : Math.max(width - inside.length, 20);
  const left = room < width && before.length > room * 0.6 ? `...${before.slice(before.length - Math.floor(room * 0.6))}` : before;
  const right = after.length > room - left.length ? `${after.slice(0, Math.max(room - left.length, 8))}...` : after;
  return {
    line: `${left}${inside}${right}`.trimEnd(),
    // Where something is missing the caret stands below what follows, or behind the end.
    caret: `${' '.repeat(left.length)}${'^'.repeat(Math.max(inside.length, 1))}`,
  };
}
