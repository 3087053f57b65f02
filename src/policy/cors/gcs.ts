import type { FacetValue } from '../../evidence/index.ts';
import type { CorsRule } from './model.ts';
import {
  checkMembers,
  CorsRefusal,
  itemsOf,
  memberOf,
  notA,
  readCors,
  secondsOf,
  textsOf,
  type CorsText,
  type CorsPlace,
  type ReadCors,
} from './read.ts';

type GcsCorsEntry = NonNullable<FacetValue<'gcs', 'bucket'>['cors']>[number];

/** The entries of `cors` of a bucket in the common form: one list serves for the headers of requests and of answers. */
export const gcsRules = (entries: readonly GcsCorsEntry[]): readonly CorsRule[] =>
  entries.map((entry, index) => ({
    index,
    origins: entry.origin ?? [],
    methods: entry.method ?? [],
    allowedHeaders: entry.responseHeader ?? [],
    exposedHeaders: entry.responseHeader ?? [],
    maxAge: entry.maxAgeSeconds,
  }));

const members = ['origin', 'method', 'responseHeader', 'maxAgeSeconds'] as const;

/**
 * Reads a CORS document for Cloud Storage: the bare list that `gcloud storage` and `gsutil` take, `cors` of a bucket as the
 * API answers it, or `cors_config` as `gcloud storage buckets describe` and `list` print it.
 * Members: Cloud Storage JSON API, Bucket.cors.
 */
export const readGcsCors = (text: string): ReadCors => readCors(text, entriesIn, readEntry);

function entriesIn({ root, size }: CorsText): readonly CorsPlace[] {
  const list = listOf(root);
  if (list === undefined) return [];
  const items = itemsOf(list);
  if (items === undefined) throw notA(list, 'a list of CORS entries');
  // The service names no limit; a larger text is no CORS document.
  if (size > 64 * 1024) throw new CorsRefusal(`the document has ${size} bytes, and more than 65536 are not read`, root);
  return items;
}

/** Undefined where a bucket has none. */
function listOf(root: CorsPlace): CorsPlace | undefined {
  const [only, ...more] = itemsOf(root) ?? [];
  // A list of one bucket: no CORS entry has these members.
  const isListed = only !== undefined && more.length === 0 && (isBucket(only) || memberOf(only, 'cors_config') !== undefined);
  const holder = isListed ? only : root;
  if (holder.node.type !== 'object') return holder;
  const list = memberOf(holder, 'cors') ?? memberOf(holder, 'cors_config');
  if (isBucket(holder)) return list;
  if (list === undefined) throw new CorsRefusal('the document is neither a list of CORS entries nor an object with cors', holder);
  checkMembers(holder, ['cors', 'cors_config'], 'a CORS document of Cloud Storage');
  return list;
}

/** A bucket as the API or gcloud tells it has many members; anything else beside the list is a mistake. */
const isBucket = (place: CorsPlace): boolean =>
  memberOf(place, 'kind') !== undefined || memberOf(place, 'storage_url') !== undefined;

function readEntry(entry: CorsPlace, index: number, advise: CorsText['advise']): CorsRule {
  const exposeHeaders = memberOf(entry, 'exposeHeaders');
  if (exposeHeaders !== undefined) {
    textsOf(exposeHeaders);
    advise(
      `${exposeHeaders.path} is no member of a CORS entry of Cloud Storage, though W&B's documentation prints it: it exposes nothing, and responseHeader names the headers that a browser may read`,
      exposeHeaders,
    );
  }
  checkMembers(entry, exposeHeaders === undefined ? members : [...members, 'exposeHeaders'], 'a CORS entry of Cloud Storage');
  const texts = (name: string): readonly string[] => {
    const place = memberOf(entry, name);
    return place === undefined ? [] : textsOf(place).map(({ text }) => text);
  };
  const origins = texts('origin');
  const partial = origins.find((origin) => origin.includes('*') && origin !== '*');
  if (partial !== undefined)
    advise(
      `${entry.path}.origin has ${partial}: Cloud Storage documents * for every origin and no other wildcard, so it is compared as it is`,
      entry,
    );
  const maxAge = memberOf(entry, 'maxAgeSeconds');
  const headers = texts('responseHeader');
  return {
    index,
    origins,
    methods: texts('method'),
    allowedHeaders: headers,
    exposedHeaders: headers,
    maxAge: maxAge === undefined ? undefined : secondsOf(maxAge),
  };
}
