import { severities, severityOf, type CheckInfo, type Severity } from '../core/check.ts';
import type { Edition } from '../evidence/declared.ts';
import { didYouMean } from '../cli/suggest.ts';
import { UsageError } from '../cli/usage-error.ts';

export interface Selection {
  /** Patterns of which one must match; empty means every check. */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  /** Checks of this severity and graver ones. */
  readonly severity?: Severity | undefined;
  readonly provider?: string | undefined;
}

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

function matcher(pattern: string, checks: readonly CheckInfo[], edition: Edition): (check: CheckInfo) => boolean {
  if (pattern.startsWith('>=')) {
    const severity = pattern.slice(2).trim();
    if (!isSeverity(severity)) {
      const meant = didYouMean(severity, severities);
      throw new UsageError(
        `${meant === '' ? 'a selection by severity' : JSON.stringify(pattern)}: expected >= and one of ${severities.join(', ')}${meant}`,
      );
    }
    return (check) => atLeast(check, edition, severity);
  }
  const tags = [...new Set(checks.flatMap((check) => check.tags))];
  if (pattern.startsWith('tag:') || tags.includes(pattern)) {
    const tag = pattern.replace(/^tag:/, '');
    if (tags.includes(tag)) return (check) => check.tags.includes(tag);
    const meant = didYouMean(tag, tags);
    const found = meant === '' ? 'this tag' : `the tag ${JSON.stringify(tag)}${meant}`;
    throw new UsageError(`no check has ${found}; tags are ${tags.toSorted().join(', ')}`);
  }
  const expression = globbed(pattern);
  if (checks.some(({ id }) => expression.test(id))) return ({ id }) => expression.test(id);
  if (isSeverity(pattern)) throw new UsageError(`${JSON.stringify(pattern)} is a severity; write '>=${pattern}'`);
  const known = [...checks.map(({ id }) => id), ...tags];
  throw new UsageError(
    `no check matches ${JSON.stringify(pattern)}${didYouMean(pattern, known)}; \`byob-audit list\` shows the ids and tags`,
  );
}

/** The checks that a selection leaves, in report order. A pattern that matches nothing is a usage error. */
export function selectChecks<C extends CheckInfo>(checks: readonly C[], selection: Selection, edition: Edition): C[] {
  const { severity, provider } = selection;
  const wanted = selection.select.map((pattern) => matcher(pattern, checks, edition));
  const unwanted = selection.ignore.map((pattern) => matcher(pattern, checks, edition));
  const selected = checks.filter(
    (check) =>
      (wanted.length === 0 || wanted.some((matches) => matches(check))) &&
      !unwanted.some((matches) => matches(check)) &&
      (severity === undefined || atLeast(check, edition, severity)) &&
      (provider === undefined || check.provider === provider),
  );
  if (selected.length === 0)
    throw new UsageError('the selection leaves no check: --select, --ignore, --severity and --provider exclude all of them');
  return selected;
}
