import type { FacetValue } from '../../evidence/index.ts';
import { printable } from '../printable.ts';
import { arbitraryOrigin, exampleOf } from './origins.ts';

type Preflight = FacetValue<'s3-compatible', 'preflight'>;
type Played = Preflight['preflights'][number];

/** What really sent preflights say about browsers. */
export type PreflightJudgement =
  | { readonly kind: 'works'; readonly origins: readonly string[]; readonly exposesEtag: boolean }
  | { readonly kind: 'refused'; readonly origin: string; readonly index: number; readonly message: string }
  /** An origin that must work was not played: it was declared later, or there are too many. */
  | { readonly kind: 'not-played'; readonly origin: string };

/**
 * Judges answers to preflights as a browser does (Fetch standard, CORS-preflight fetch).
 * @param declared the origins that must work; undefined or empty means any
 */
export function judgePreflight({ preflights, requests }: Preflight, declared: readonly string[] | undefined): PreflightJudgement {
  const wanted = declared === undefined || declared.length === 0 ? [arbitraryOrigin] : declared.map(playedFor);
  for (const origin of wanted) {
    const asked = preflights.map((played, index) => ({ played, index })).filter(({ played }) => played.origin === origin);
    if (!asked.some(({ played }) => played.method === 'PUT') || !asked.some(({ played }) => played.method === 'GET'))
      return { kind: 'not-played', origin };
    for (const { played, index } of asked) {
      const problem = problemOf(played);
      if (problem !== undefined) return { kind: 'refused', origin, index, message: problem };
    }
    // Uploads name their content type: leave that was given to a preflight without it is no leave for them.
    if (!asked.some(({ played }) => played.method === 'PUT' && asksForType(played))) return { kind: 'not-played', origin };
  }
  const shown = wanted.map((origin) => requests.find((request) => request.origin === origin));
  return { kind: 'works', origins: wanted, exposesEtag: shown.every((request) => request !== undefined && showsEtag(request)) };
}

const asksForType = ({ requestHeaders = [] }: Played): boolean =>
  requestHeaders.some((name) => name.toLowerCase() === 'content-type');

const playedFor = (origin: string): string => (origin === '*' ? arbitraryOrigin : exampleOf(origin));

const listOf = (header: string | undefined): readonly string[] =>
  (header ?? '').split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim().toLowerCase()]));

const admitsOrigin = ({ allowOrigin, origin }: Played): boolean => allowOrigin === '*' || allowOrigin === origin;

/** The methods that a browser sends whatever the answer lists. */
const safelisted = new Set(['GET', 'HEAD', 'POST']);

function problemOf(played: Played): string | undefined {
  const { method, origin, status, allowOrigin, requestHeaders = [] } = played;
  const from = origin === arbitraryOrigin ? 'an arbitrary origin' : printable(origin, 100);
  const head = `the preflight of ${method} from ${from}`;
  if (allowOrigin === undefined) return `${head} is answered with ${status} and without Access-Control-Allow-Origin`;
  if (!admitsOrigin(played)) return `${head} is answered for another origin: ${printable(allowOrigin, 100)}`;
  if (status < 200 || status > 299) return `${head} is answered with ${status}`;
  const methods = listOf(played.allowMethods);
  if (!safelisted.has(method) && !methods.includes(method.toLowerCase()) && !methods.includes('*'))
    return `${head} is answered without ${method} in Access-Control-Allow-Methods`;
  const headers = listOf(played.allowHeaders);
  const missing = requestHeaders.filter((header) => !headers.includes(header.toLowerCase()) && !headers.includes('*'));
  return missing.length === 0
    ? undefined
    : `${head} is answered without ${printable(missing.join(', '), 100)} in Access-Control-Allow-Headers`;
}

function showsEtag(request: Played): boolean {
  const exposed = listOf(request.exposeHeaders);
  return admitsOrigin(request) && (exposed.includes('etag') || exposed.includes('*'));
}
