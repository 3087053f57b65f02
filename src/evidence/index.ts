import type { AwsFacetValues } from './aws-schema.ts';
import { awsFacets } from './aws.ts';
import type { Declared } from './context.ts';
import type { FacetDefinition, Observation } from './observation.ts';

/** Facet values by provider. A new provider adds one line here and one in `facetTables`. */
export interface FacetValues {
  readonly aws: AwsFacetValues;
}
export type ProviderName = keyof FacetValues;
export type FacetName<P extends ProviderName> = keyof FacetValues[P] & string;
export type FacetValue<P extends ProviderName, F extends FacetName<P>> = FacetValues[P][F];

/** The call, permission and "there is none" codes of every facet, by provider. */
export const facetTables: { readonly [P in ProviderName]: { readonly [F in FacetName<P>]: FacetDefinition } } = {
  aws: awsFacets,
};

/** The definition of a facet whose name is only known at run time; undefined when there is no such facet. */
export const facetDefinition = (provider: ProviderName, name: string): FacetDefinition | undefined =>
  (facetTables[provider] as Readonly<Record<string, FacetDefinition>>)[name];

/** What was audited, as the user wrote it. */
export interface TargetRef {
  /** Canonical form: `s3://bucket` or `s3://bucket/prefix`. */
  readonly uri: string;
  readonly bucket: string;
  readonly prefix?: string | undefined;
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
  readonly facets: Facets<P>;
}

export const evidenceSchemaVersion = 1;
