const kind = 'byob-audit/evidence';
/** How deep an object may lie that claims to be evidence: in a list, or in a member of something else. */
const depth = 3;

/** What a JSON value has to do with evidence: it is some, looks like some, is a report of ours, or something else. */
export type EvidenceClaim = 'evidence' | 'looks-like-evidence' | 'report' | 'other';

/** What a JSON value of a folder claims to be. Mistyped or wrapped evidence must not be passed over. */
export function claimOf(value: unknown): EvidenceClaim {
  const own = member(value, 'kind');
  if (own === kind) return 'evidence';
  if (own === 'byob-audit/report') return 'report';
  return resembles(value, depth) ? 'looks-like-evidence' : 'other';
}

function resembles(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const facets = member(value, 'facets');
  if ((typeof facets === 'object' && facets !== null) || isNearly(member(value, 'kind'))) return true;
  return left > 0 && Object.values(value).some((inner: unknown) => resembles(inner, left - 1));
}

const member = (value: unknown, name: 'kind' | 'facets'): unknown =>
  typeof value === 'object' && value !== null && name in value ? value[name as keyof typeof value] : undefined;

/** Whether a word is the kind of evidence but for one letter that is missing, added, exchanged or in another case. */
function isNearly(found: unknown): boolean {
  if (typeof found !== 'string' || Math.abs(found.length - kind.length) > 1) return false;
  const word = found.toLowerCase();
  let start = 0;
  while (start < word.length && word[start] === kind[start]) start += 1;
  let end = 0;
  while (end < Math.min(word.length, kind.length) - start && word.at(-1 - end) === kind.at(-1 - end)) end += 1;
  return Math.max(word.length, kind.length) - start - end <= 1;
}
