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
  uri: async () => (await import('./uri-list.ts')).uriChecks,
};

/** Of documents alone: no run over buckets loads them, unless a pattern may name one. */
const documentLists: { readonly [P in ProviderName]?: () => Promise<readonly Check[]> } = {
  aws: async () => (await import('./aws-documents-list.ts')).awsDocumentChecks,
  gcs: async () => (await import('./gcs-documents-list.ts')).gcsDocumentChecks,
  coreweave: async () => (await import('./coreweave-documents-list.ts')).coreweaveDocumentChecks,
  azure: async () => (await import('./azure-documents-list.ts')).azureDocumentChecks,
};

/**
 * The checks of the named providers, by default every check, in report order.
 * @param withDocuments those of documents alone as well
 */
export async function loadChecks(
  wanted: readonly ProviderName[] = providerNames,
  withDocuments = wanted === providerNames,
): Promise<readonly Check[]> {
  const loaded = await Promise.all(
    providerNames
      .filter((name) => wanted.includes(name))
      .map(async (name) => [...(await lists[name]()), ...(withDocuments ? ((await documentLists[name]?.()) ?? []) : [])]),
  );
  return loaded.flat();
}
