/** One CORS rule, whatever the service calls its members. */
export interface CorsRule {
  /** Position in the document, counted from 0: what a message calls the rule by. */
  readonly index: number;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAge: number | undefined;
}

export type CorsDialect = 's3' | 'gcs' | 'azure';

/** How one service reads its rules. */
export interface CorsService {
  /** What the service calls its list of rules, for `CORSRules[0]`. */
  readonly list: string;
  /** What it calls the members that a message may blame. */
  readonly names: { readonly allowedHeaders: string; readonly exposedHeaders: string };
  /** Whether the headers of a preflight take part in choosing the rule; elsewhere origin and method alone do. */
  readonly headersChoose: boolean;
  readonly matchesOrigin: (pattern: string, origin: string) => boolean;
  readonly matchesMethod: (pattern: string, method: string) => boolean;
  /** Both header names are in lower case. */
  readonly matchesHeader: (pattern: string, header: string) => boolean;
  readonly exposes: (pattern: string, header: string) => boolean;
  /** Headers of the requests that W&B needs; a set that only a wildcard admits stands for the headers that nobody lists. */
  readonly headerSets: readonly (readonly string[])[];
  /** Whether W&B's documented document exposes ETag there; where it cannot, a hidden ETag is advice. */
  readonly needsEtag: boolean;
}

/** A header name that nobody lists, and that no pattern such as x-amz-* takes in. */
export const unlistedHeader = 'byob-audit';

/**
 * Only `*` is special, any number of times; a `?` is itself and occurs in no origin or header name.
 * Linear in the text for every part of the pattern.
 */
export function matchesStar(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === text;
  if (pattern.lastIndexOf('*') === star)
    return text.length >= pattern.length - 1 && text.startsWith(pattern.slice(0, star)) && text.endsWith(pattern.slice(star + 1));
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop() ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** Exactly the text, or the wildcard that stands alone. */
export const matchesStarAlone = (pattern: string, text: string): boolean => pattern === '*' || pattern === text;
