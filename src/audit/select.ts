import { severities, severityOf, type CheckInfo, type Severity } from '../core/check.ts';
import type { Edition } from '../evidence/declared.ts';

export interface Selection {
  /** Patterns of which one must match: an id, a glob, a tag or `>=severity`. Empty means every check. */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  /** Checks of this severity and graver ones. */
  readonly severity?: Severity | undefined;
  readonly provider?: string | undefined;
}

/** Why a selection is refused. */
export type SelectionProblem =
  /** `>=` and no severity after it. */
  | { readonly kind: 'unknown-severity'; readonly pattern: string; readonly severity: string }
  /** `tag:` and no tag after it. @property known the tags that there are */
  | { readonly kind: 'unknown-tag'; readonly tag: string; readonly known: readonly string[] }
  /** A severity without `>=` in front of it. */
  | { readonly kind: 'bare-severity'; readonly severity: Severity }
  /** @property known the ids and tags that there are */
  | { readonly kind: 'unmatched-pattern'; readonly pattern: string; readonly known: readonly string[] }
  /** Every pattern matches, and together they exclude all checks. */
  | { readonly kind: 'nothing-selected' }
  /** What is left judges documents, and there are none. @property ids of those checks */
  | { readonly kind: 'only-documents'; readonly ids: readonly string[] };

/** The checks that a selection leaves, in report order, or why it is refused. */
export type Selected<C> =
  { readonly ok: true; readonly checks: readonly C[] } | { readonly ok: false; readonly problem: SelectionProblem };

type Matches = (check: CheckInfo) => boolean;

const atLeast = (check: CheckInfo, edition: Edition, severity: Severity): boolean =>
  severities.indexOf(severityOf(check, edition)) <= severities.indexOf(severity);

const isSeverity = (word: string): word is Severity => (severities as readonly string[]).includes(word);

const globbed = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );

function matcher(pattern: string, checks: readonly CheckInfo[], edition: Edition): Matches | SelectionProblem {
  if (pattern.startsWith('>=')) {
    const severity = pattern.slice(2).trim();
    return isSeverity(severity) ? (check) => atLeast(check, edition, severity) : { kind: 'unknown-severity', pattern, severity };
  }
  const tags = [...new Set(checks.flatMap((check) => check.tags))];
  if (pattern.startsWith('tag:') || tags.includes(pattern)) {
    const tag = pattern.replace(/^tag:/, '');
    return tags.includes(tag) ? (check) => check.tags.includes(tag) : { kind: 'unknown-tag', tag, known: tags };
  }
  const expression = globbed(pattern);
  if (checks.some(({ id }) => expression.test(id))) return ({ id }) => expression.test(id);
  if (isSeverity(pattern)) return { kind: 'bare-severity', severity: pattern };
  return { kind: 'unmatched-pattern', pattern, known: [...checks.map(({ id }) => id), ...tags] };
}

/** The checks that a selection leaves, in report order. A pattern that matches nothing is a problem, not an empty answer. */
export function selectChecks<C extends CheckInfo>(
  checks: readonly C[],
  { select, ignore, severity, provider }: Selection,
  edition: Edition,
): Selected<C> {
  const wanted: Matches[] = [];
  const unwanted: Matches[] = [];
  for (const [patterns, matchers] of [
    [select, wanted],
    [ignore, unwanted],
  ] as const) {
    for (const pattern of patterns) {
      const found = matcher(pattern, checks, edition);
      if (typeof found !== 'function') return { ok: false, problem: found };
      matchers.push(found);
    }
  }
  const selected = checks.filter(
    (check) =>
      (wanted.length === 0 || wanted.some((matches) => matches(check))) &&
      !unwanted.some((matches) => matches(check)) &&
      (severity === undefined || atLeast(check, edition, severity)) &&
      (provider === undefined || check.provider === provider),
  );
  return selected.length === 0 ? { ok: false, problem: { kind: 'nothing-selected' } } : { ok: true, checks: selected };
}
