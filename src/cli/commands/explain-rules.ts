import { debatableIds, debatableRules, stances, type DebatableRule } from '../../requirements/debatable.ts';

/** A line for every debatable rule that touches the check: what is asked, the default, and the switches. */
export function debatableLines(check: string): string[] {
  return debatableIds.flatMap((id) => {
    const rule: DebatableRule = debatableRules[id];
    if (!rule.checks.includes(check)) return [];
    const switches = stances.flatMap((stance) => {
      const effect = rule[stance];
      return effect === undefined ? [] : [`--rule ${id}=${stance}: ${effect}`];
    });
    const how = switches.length === 0 ? `${id} is fixed` : switches.join('; ');
    const sources = rule.sources.map(({ document, edition }) => (edition === undefined ? document : `${document} (${edition})`));
    return [`debatable: ${rule.question} default: ${rule.default}; ${how}. Sources: ${sources.join(', ')}`];
  });
}
