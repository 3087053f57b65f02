import type { ProviderName } from '../evidence/index.ts';
import type { CheckInfo } from '../core/check.ts';

/** The union of the facets that the checks of a provider require or consult, each once, in the checks' order. */
export function facetsFor(provider: ProviderName, checks: readonly CheckInfo[]): string[] {
  const names = new Set<string>();
  for (const check of checks) {
    if (check.provider !== provider) continue;
    for (const name of check.requires) names.add(name);
    for (const name of check.consults) names.add(name);
  }
  return [...names];
}
