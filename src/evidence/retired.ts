import type { ProviderName } from './index.ts';

/**
 * Facets of earlier versions that nothing reads any more. A recording that holds one stays readable: what it says there
 * is dropped unread. No name in this list may come back with another meaning.
 */
const retired: { readonly [P in ProviderName]?: readonly string[] } = {
  aws: ['tagging'],
  's3-compatible': ['encryption', 'policyStatus', 'tagging'],
  coreweave: ['location', 'versioning', 'tagging'],
  'azure-ai': ['projects', 'accountProjects'],
};

/** Evidence without its retired facets; the same object where it has none. */
export function withoutRetired(provider: ProviderName, evidence: object): object {
  const facets = 'facets' in evidence ? evidence.facets : undefined;
  const names = retired[provider] ?? [];
  if (typeof facets !== 'object' || facets === null || !names.some((name) => Object.hasOwn(facets, name))) return evidence;
  return { ...evidence, facets: Object.fromEntries(Object.entries(facets).filter(([name]) => !names.includes(name))) };
}
