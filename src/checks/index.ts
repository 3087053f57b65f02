import type { Check } from '../core/check.ts';
import { providerNames, type ProviderName } from '../evidence/index.ts';

/** Lazy on purpose: a run seldom meets two providers, and what it does not meet costs it nothing. */
const lists: { readonly [P in ProviderName]: () => Promise<readonly Check[]> } = {
  aws: async () => (await import('./aws-list.ts')).awsChecks,
  gcs: async () => (await import('./gcs-list.ts')).gcsChecks,
  's3-compatible': async () => (await import('./s3-compatible-list.ts')).s3CompatibleChecks,
  coreweave: async () => (await import('./coreweave-list.ts')).coreweaveChecks,
  azure: async () => (await import('./azure-list.ts')).azureChecks,
  'azure-ai': async () => (await import('./azure-ai-list.ts')).azureAiChecks,
};

/** The checks of the named providers, by default of all, in report order. */
export async function loadChecks(wanted: readonly ProviderName[] = providerNames): Promise<readonly Check[]> {
  const loaded = await Promise.all(providerNames.filter((name) => wanted.includes(name)).map(async (name) => lists[name]()));
  return loaded.flat();
}
