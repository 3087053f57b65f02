import { storeUriEditions, storeVariables } from '../../requirements/store-uri.ts';
import { finding, type StoreUriRule, type StoreUriContext, type StoreUriFinding } from './finding.ts';
import { meaningOf, type StoreMeaning } from './meaning.ts';
import { parseStoreUri } from './parse.ts';
import type { StoreUri } from './model.ts';
import { azure, coreweave, google, path } from './rules-clouds.ts';
import { authority, s3Bucket, s3Endpoint } from './rules-endpoint.ts';
import { parameters, regionAndTls } from './rules-query.ts';
import { characters, placeholders, scheme } from './rules-text.ts';
import { credentials, encoding } from './rules-userinfo.ts';
import { splitStoreUris } from './split.ts';

/** One storage URI with what it means and what is wrong with it. */
export interface CheckedStore {
  readonly uri: StoreUri;
  readonly meaning: StoreMeaning;
  readonly findings: readonly StoreUriFinding[];
  /** Where it begins in the whole value. */
  readonly offset: number;
}

const rules: readonly StoreUriRule[] = [
  characters,
  scheme,
  placeholders,
  encoding,
  credentials,
  authority,
  s3Endpoint,
  s3Bucket,
  coreweave,
  azure,
  google,
  path,
  parameters,
  regionAndTls,
];

/** An environment variable of Linux holds no more than this. */
export const longestStoreValue = 131_072;

const order = ['high', 'medium', 'low', 'info'] as const;

/**
 * Judges the value of `GORILLA_SUPPORTED_FILE_STORES`: one or several storage URIs. Time and memory grow with
 * the length of the value alone; no message and no `shown` text holds a secret.
 */
export function checkStoreUris(text: string, context: StoreUriContext): readonly CheckedStore[] {
  if (text.length > longestStoreValue) {
    const short = parseStoreUri('');
    const message = `the value has ${text.length} characters, and no environment variable holds more than ${longestStoreValue}`;
    return [
      { uri: short, meaning: meaningOf(short), findings: [finding('value-too-long', short.body, message, 'high')], offset: 0 },
    ];
  }
  if (text.trim() === '') {
    const empty = parseStoreUri(text);
    const found = finding('value-empty', { start: 0, end: text.length }, 'the value is empty, so no store is offered to teams');
    return [{ uri: empty, meaning: meaningOf(empty), findings: [found], offset: 0 }];
  }
  return splitStoreUris(text).map(({ text: piece, offset, separator }) => {
    const uri = parseStoreUri(piece);
    const meaning = meaningOf(uri);
    const found = rules.flatMap((rule) => rule({ uri, meaning, context }));
    return { uri, meaning, findings: sorted([...separatorFindings(uri, separator), ...found]), offset };
  });
}

/** Most grave first; where equally grave, as they stand in the value. */
const sorted = (found: readonly StoreUriFinding[]): readonly StoreUriFinding[] =>
  found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.range.start - b.range.start);

function separatorFindings({ body }: StoreUri, separator: string): readonly StoreUriFinding[] {
  const start = { start: body.start, end: Math.min(body.start + 5, body.end) };
  if (separator === '') return [];
  if (separator === ',') {
    const message = 'this is a further store behind a comma; no document tells how several stores are written in one value';
    return [finding('several-values', start, message)];
  }
  const message =
    'this is a further store behind something else than a single comma; no document tells a separator, and this one makes a single broken URI';
  return [finding('values-separator', start, message)];
}

/** What is to be said about the variable and the way its value is written, rather than about a URI. */
export function valueFindings(
  { variable, isQuoted = false }: { readonly variable: string | undefined; readonly isQuoted?: boolean | undefined },
  { edition }: StoreUriContext,
): readonly StoreUriFinding[] {
  const start = { start: 0, end: 0 };
  const isFormer =
    variable === storeVariables.former && !(storeUriEditions.formerVariable as readonly string[]).includes(edition);
  const renamed = `${storeVariables.former} is the name of the oldest documents; since 2024-06 it is ${storeVariables.current}`;
  const quoted =
    'the value is in quotes, which Docker Compose takes off, and `docker run --env-file` and `kubectl` leave as a part of it';
  return [
    ...(isFormer ? [finding('variable-renamed', start, renamed)] : []),
    ...(isQuoted ? [finding('env-file-quotes', start, quoted)] : []),
  ];
}
