import type { CheckInfo } from '../core/check.ts';
import { azureAiLeads } from '../evidence/azure-ai.ts';
import { facetDefinition, type ProviderName } from '../evidence/index.ts';

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

/** The facet that names what facets of other scopes are about: the key of a bucket, and with Google its project. */
const namedBy: { readonly [P in ProviderName]?: { readonly facet: string; readonly scopes: readonly string[] } } = {
  aws: { facet: 'encryption', scopes: ['key'] },
  gcs: { facet: 'bucket', scopes: ['key', 'account'] },
};

/** Facets that are read on the way to others: what keeps one of them back keeps the others back. */
function withLeads(provider: ProviderName, facets: readonly string[]): string[] {
  if (provider !== 'azure-ai') return [...facets];
  const leads: Readonly<Record<string, readonly string[] | undefined>> = azureAiLeads;
  return [...new Set(facets.flatMap((name) => [...(leads[name] ?? []), name]))];
}

/** The facets of a provider's checks, and what must be read to find the key or project that they ask about. */
export function planFacets(provider: ProviderName, checks: readonly CheckInfo[]): string[] {
  const facets = withLeads(provider, facetsFor(provider, checks));
  const first = namedBy[provider];
  if (first === undefined || facets.includes(first.facet)) return facets;
  const isNeeded = facets.some((name) => first.scopes.includes(facetDefinition(provider, name)?.scope ?? ''));
  return isNeeded ? [first.facet, ...facets] : facets;
}
