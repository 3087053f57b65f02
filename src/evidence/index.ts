import type { AwsFacetValues } from './aws-schema.ts';
import { awsFacets } from './aws.ts';
import type { AzureAiFacetValues } from './azure-ai-schema.ts';
import { azureAiFacets } from './azure-ai.ts';
import type { AzureFacetValues } from './azure-schema.ts';
import { azureFacets } from './azure.ts';
import type { Declared } from './declared.ts';
import type { JudgedDocument } from './document.ts';
import type { GcsFacetValues } from './gcs-schema.ts';
import { gcsFacets } from './gcs.ts';
import type { FacetDefinition, Observation } from './observation.ts';
import type { ProviderName } from './provider-names.ts';
import type { CoreweaveFacetValues, S3CompatibleFacetValues } from './s3-compatible-schema.ts';
import { coreweaveFacets, s3CompatibleFacets } from './s3-compatible.ts';
import { uriFacets, type UriFacetValues } from './uri.ts';

export { cloudProviders, isCloudProvider, providerNames, type CloudProvider, type ProviderName } from './provider-names.ts';

/** Facet values by provider. A new provider adds its name, one line here and one in `facetTables`: the compiler asks for them. */
export interface FacetValues {
  readonly aws: AwsFacetValues;
  readonly gcs: GcsFacetValues;
  readonly 's3-compatible': S3CompatibleFacetValues;
  readonly coreweave: CoreweaveFacetValues;
  readonly azure: AzureFacetValues;
  readonly 'azure-ai': AzureAiFacetValues;
  /** The value of `GORILLA_SUPPORTED_FILE_STORES`, which `uri check` reads. */
  readonly uri: UriFacetValues;
}
export type FacetName<P extends ProviderName> = keyof FacetValues[P] & string;
export type FacetValue<P extends ProviderName, F extends FacetName<P>> = FacetValues[P][F];

/** The call, permission and "there is none" codes of every facet, by provider. */
export const facetTables: { readonly [P in ProviderName]: { readonly [F in FacetName<P>]: FacetDefinition } } = {
  aws: awsFacets,
  gcs: gcsFacets,
  's3-compatible': s3CompatibleFacets,
  coreweave: coreweaveFacets,
  azure: azureFacets,
  'azure-ai': azureAiFacets,
  uri: uriFacets,
};

/** The definition of a facet whose name is only known at run time; undefined when there is no such facet. */
export const facetDefinition = (provider: ProviderName, name: string): FacetDefinition | undefined =>
  (facetTables[provider] as Readonly<Record<string, FacetDefinition>>)[name];

/** What was audited, as the user wrote it. */
export interface TargetRef {
  /** Canonical form: `s3://bucket` or `s3://bucket/prefix`, `gs://…`, `cw://…`, `az://account/container`, `/subscriptions/…`. */
  readonly uri: string;
  /** The bucket; of Azure the container, or the name of the workspace or account. */
  readonly bucket: string;
  readonly prefix?: string | undefined;
  /** URL of the server, for S3-compatible stores and CoreWeave. */
  readonly endpoint?: string | undefined;
  /** Storage account of an Azure container. */
  readonly account?: string | undefined;
  /** Id of the Azure resource: the storage account's once it was found, or the target of `azure-ai` itself. */
  readonly resourceId?: string | undefined;
}

export type Facets<P extends ProviderName> = { readonly [F in FacetName<P>]?: Observation<FacetValue<P, F>> };

/** All observations of one target at one moment. Plain JSON: what is recorded is what is judged. */
export interface Evidence<P extends ProviderName = ProviderName> {
  readonly kind: 'byob-audit/evidence';
  readonly schemaVersion: 1;
  readonly provider: P;
  readonly target: TargetRef;
  /** ISO 8601, UTC. */
  readonly collectedAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** What the user declared when the evidence was collected; flags and configuration override it. */
  readonly declared?: Declared | undefined;
  /** Where the evidence is a document and nothing was read of any service. A recording never has one. */
  readonly document?: JudgedDocument | undefined;
  readonly facets: Facets<P>;
}

export const evidenceSchemaVersion = 1;
