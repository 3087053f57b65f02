import type { AzureAiFacetName } from '../../evidence/azure-ai.ts';
import { absent, unreadable, type Observation, type Unreadable } from '../../evidence/observation.ts';
import type { LiveObservation } from '../shared/observe.ts';

/** Reads by facet; each is made when it is first asked for, and once. */
export type Reads<F extends AzureAiFacetName = AzureAiFacetName> = { readonly [N in F]: () => Promise<LiveObservation> };

export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= work();
    return known;
  };
}

/** The target is of another kind, or names no such resource. */
export const notNamed = absent('NotNamed');
export const needs = (facet: AzureAiFacetName): Unreadable => unreadable('prerequisite', { needs: facet });
export const valueOf = <T>(observation: Observation<T>): T | undefined =>
  observation.state === 'present' ? observation.value : undefined;
