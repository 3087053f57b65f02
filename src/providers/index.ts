import type { ProviderModule } from '../core/provider.ts';
import type { CloudProvider } from '../evidence/index.ts';

/** Lazy on purpose: a replay never loads an SDK, and a live run only that of its own provider. */
export const providers: { readonly [P in CloudProvider]: () => Promise<ProviderModule<P>> } = {
  aws: () => import('./aws/index.ts'),
  gcs: () => import('./gcs/index.ts'),
  's3-compatible': () => import('./s3-compatible/index.ts'),
  coreweave: () => import('./coreweave/index.ts'),
  azure: () => import('./azure/index.ts'),
  'azure-ai': () => import('./azure-ai/index.ts'),
};
