import { planFacets } from '../audit/plan.ts';
import type { CheckInfo } from '../core/check.ts';
import { facetDefinition, facetTables, type ProviderName } from '../evidence/index.ts';
import type { FacetDefinition } from '../evidence/observation.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The permissions that a provider's checks need, by what they are granted on; sorted. */
export function neededPermissions(
  provider: ProviderName,
  checks: readonly CheckInfo[],
): { readonly [S in FacetDefinition['scope']]: readonly string[] } {
  const planned = planFacets(provider, checks);
  const of = (scope: FacetDefinition['scope']): string[] => {
    const definitions = Object.entries<FacetDefinition>(facetTables[provider]).filter(
      ([name, facet]) => planned.includes(name) && facet.scope === scope,
    );
    return [...new Set(definitions.flatMap(([, { permission }]) => permission ?? []))].toSorted(compare);
  };
  return { bucket: of('bucket'), key: of('key'), account: of('account'), none: [] };
}

/** All permissions of one check, sorted. */
export function permissionsOf(check: CheckInfo): string[] {
  const { provider } = check;
  const permissions = planFacets(provider, [check]).flatMap((name) => facetDefinition(provider, name)?.permission ?? []);
  return [...new Set(permissions)].toSorted(compare);
}
