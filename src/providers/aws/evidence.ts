import { awsFacets, type AwsFacetName } from '../../evidence/aws.ts';
import { facetNamesOf } from '../shared/envelope.ts';
import type { LiveObservation } from '../shared/observe.ts';

/** What a live run knows of a bucket, its key and its account. */
export type AwsObservations = Partial<Record<AwsFacetName, LiveObservation>>;

export const facetNames = facetNamesOf(awsFacets);
