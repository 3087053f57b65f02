import { awsFacets, type AwsFacetName } from '../../evidence/aws.ts';
import type { Observation } from '../../evidence/observation.ts';

/** What a live run knows: a value got its type from the schema in `observe`, which is why `never` is enough here. */
export type Observations = Partial<Record<AwsFacetName, Observation<never>>>;

export const facetNames = Object.keys(awsFacets) as readonly AwsFacetName[];

/** Facets in the order of the table, so that a recording does not depend on which checks asked for them. */
export function inTableOrder(observations: Observations): Observations {
  const ordered: Observations = {};
  for (const name of facetNames) {
    const observation = observations[name];
    if (observation !== undefined) ordered[name] = observation;
  }
  return ordered;
}
