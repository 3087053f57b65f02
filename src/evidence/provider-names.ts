/** The providers that a service is behind, so that there are targets, permissions and recordings of them. */
export const cloudProviders = ['aws', 'gcs', 's3-compatible', 'coreweave', 'azure', 'azure-ai'] as const;
export type CloudProvider = (typeof cloudProviders)[number];

/** Every provider, in report order. Without the facets, so that `--help` can name them and load nothing. */
export const providerNames = [...cloudProviders, 'uri'] as const;
export type ProviderName = (typeof providerNames)[number];

export const isCloudProvider = (name: ProviderName): name is CloudProvider => name !== 'uri';
