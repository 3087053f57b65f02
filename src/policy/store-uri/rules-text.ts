import { mistakenSchemes, storeSchemes } from '../../requirements/store-uri.ts';
import { at, finding, mostRepeats, type StoreUriRule, type StoreUriFinding } from './finding.ts';
import { isHidden, shown } from './mask.ts';
import { placeholdersOf, wholePlaceholder } from './placeholder.ts';
import { slice, type TextRange } from './range.ts';

/** What surrounds the URI, and characters that no URL may hold (GO). */
export const characters: StoreUriRule = ({ uri }) => {
  const { text, body } = uri;
  const found: StoreUriFinding[] = [];
  for (const range of [
    { start: 0, end: body.start },
    { start: body.end, end: text.length },
  ]) {
    const around = slice(text, range);
    if (around === '') continue;
    const what = /["'`]/.test(around)
      ? 'a quotation mark'
      : /[\r\n]/.test(around)
        ? 'a line break'
        : around.includes('\ufeff')
          ? 'a byte order mark'
          : 'a space';
    const where = range.start === 0 ? 'before' : 'behind';
    found.push(
      finding('surrounding-characters', range, `${what} stands ${where} the URI, and the server reads it as a part of it`),
    );
  }
  const isPem = slice(text, uri.secret).includes('-----BEGIN');
  for (let index = body.start; index < body.end; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 32 && code !== 127) continue;
    const what = code === 10 || code === 13 ? 'a line break' : `the control character 0x${code.toString(16).padStart(2, '0')}`;
    const how = isPem ? '; the line breaks of a private key are written %0A' : '';
    found.push(
      finding('control-character', at(index), `${what} stands in the value, and the server refuses the whole URI${how}`),
    );
    break;
  }
  return found;
};

/** Scheme and the `://` behind it. */
export const scheme: StoreUriRule = ({ uri, meaning }) => {
  const { text, body } = uri;
  const known = Object.keys(storeSchemes)
    .map((name) => `${name}://`)
    .join(', ');
  if (uri.scheme === undefined) {
    return [finding('not-a-uri', body, `the value is not a URI: it begins with no scheme; expected one of ${known}`)];
  }
  const written = slice(text, uri.scheme);
  const name = written.toLowerCase();
  if (uri.authority === undefined) {
    if (name === 'cw') return [];
    return [finding('not-a-uri', uri.scheme, `no :// follows the scheme; expected one of ${known}`)];
  }
  if (meaning.scheme === undefined) {
    const meant = Object.hasOwn(mistakenSchemes, name) ? mistakenSchemes[name] : undefined;
    const hint = meant === undefined ? `expected one of ${known}` : `${storeSchemes[meant]} is written ${meant}://`;
    return [finding('unknown-scheme', uri.scheme, `W&B does not accept the scheme ${shown(uri, uri.scheme, 24)}://; ${hint}`)];
  }
  if (written !== name && name !== 'cw') {
    return [finding('scheme-case', uri.scheme, `the scheme is not in lower case, and the documents know ${name}:// only`)];
  }
  return [];
};

/** Placeholders of the documents, of shells, of Kubernetes and of Helm that nobody filled in. */
export const placeholders: StoreUriRule = ({ uri, context }) => {
  const { text } = uri;
  const found: StoreUriFinding[] = [];
  const tell = (range: TextRange, written: string): void => {
    if (found.length >= mostRepeats) return;
    const expands = context.expandsVariables === true && written.startsWith('$(');
    const shape = isHidden(uri, range) ? 'a placeholder' : `the placeholder ${shown(uri, range, 60)}`;
    const message = expands
      ? `Kubernetes replaces ${shape} when that variable is defined before this one; what it puts in was not seen, and it encodes nothing`
      : `${shape} was never replaced by a value`;
    found.push(finding('placeholder', range, message, expands ? 'low' : undefined));
  };
  for (const token of uri.tokens) {
    const written = slice(text, token);
    if (token.role === 'key' || token.role === 'secret' || token.role === 'port') {
      // A secret may well hold a dollar sign; only all of it can be a placeholder.
      if (written.length < 100 && wholePlaceholder.test(written)) tell(token, written);
    } else if (token.role === 'host' || token.role === 'bucket' || token.role === 'path' || token.role === 'value') {
      for (const match of placeholdersOf(written)) {
        const start = token.start + match.index;
        tell({ start, end: start + match[0].length }, match[0]);
      }
    }
  }
  return found;
};
