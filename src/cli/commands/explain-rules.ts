import { debatableIds, debatableRules, stances, type DebatableRule } from '../../requirements/debatable.ts';

/** For every debatable rule that touches the check: what is asked and who says what, the default, and each switch. */
export function debatableLines(check: string): string[] {
  return debatableIds.flatMap((id) => {
    const rule: DebatableRule = debatableRules[id];
    if (!rule.checks.includes(check)) return [];
    const sources = rule.sources.map(
      ({ document, edition, says }) => `${edition === undefined ? document : `${document} (${edition})`}: ${says}`,
    );
    const switches = stances.flatMap((stance) => (rule[stance] === undefined ? [] : [`--rule ${id}=${stance}: ${rule[stance]}`]));
    return [
      `${rule.question} ${sources.join('; ')}`,
      `default: ${rule.default}${switches.length === 0 ? ` (${id} is fixed)` : ''}`,
      ...switches,
    ];
  });
}
