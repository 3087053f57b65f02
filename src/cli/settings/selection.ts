import type { Selected, Selection, SelectionProblem } from '../../audit/select.ts';
import { severities } from '../../core/check.ts';
import { shown } from '../../core/shown.ts';
import type { SelectionFlags } from '../flags/selection.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';
import type { Config } from './schema.ts';

/** What flags and configuration select. Flags stand in for `select:` and are added to `ignore:`. */
export const selectionOf = (
  { select, ignore, severity, provider }: SelectionFlags,
  config: Pick<Config, 'select' | 'ignore'>,
): Selection => ({
  select: select?.length ? select : (config.select ?? []),
  ignore: [...(config.ignore ?? []), ...(ignore ?? [])],
  severity,
  provider,
});

/** The checks of a selection; a {@link UsageError} when it is refused. */
export function selectedOf<C>(selected: Selected<C>): readonly C[] {
  if (!selected.ok) throw new UsageError(selectionWords(selected.problem));
  return selected.checks;
}

/** Why a selection is refused, in the words of the command line. */
export function selectionWords(problem: SelectionProblem): string {
  switch (problem.kind) {
    case 'unknown-severity': {
      const meant = didYouMean(problem.severity, severities);
      const found = meant === '' ? 'a selection by severity' : JSON.stringify(problem.pattern);
      return `${found}: expected >= and one of ${severities.join(', ')}${meant}`;
    }
    case 'unknown-tag': {
      const meant = didYouMean(problem.tag, problem.known);
      const found = meant === '' ? 'this tag' : `the tag ${JSON.stringify(problem.tag)}${meant}`;
      return `no check has ${found}; tags are ${problem.known.toSorted().join(', ')}`;
    }
    case 'bare-severity':
      return `${JSON.stringify(problem.severity)} is a severity; write '>=${problem.severity}'`;
    case 'unmatched-pattern':
      return `no check matches ${shown(problem.pattern)}${didYouMean(problem.pattern, problem.known)}; \`byob-audit list\` shows the ids and tags`;
    case 'only-documents':
      return `the selection leaves checks of documents only, which \`byob-audit policy check\` and \`uri check\` run: ${problem.ids.join(', ')}`;
    case 'nothing-selected':
      return 'the selection leaves no check: --select, --ignore, --severity and --provider exclude all of them';
  }
}
