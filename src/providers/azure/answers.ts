import type { AzureFacetName } from '../../evidence/azure.ts';
import type { FacetValue } from '../../evidence/index.ts';
import type { Observation, Unreadable } from '../../evidence/observation.ts';
import type { LiveObservation } from '../shared/observe.ts';
import type { AccountId } from './storage.ts';

/** What a live run knows of a container, its account and the identity. */
export type AzureObservations = Partial<Record<AzureFacetName, LiveObservation>>;
export type IdentityObservation = Observation<FacetValue<'azure', 'identity'>>;

/** One call as an observation of a facet. */
export type Call = (name: AzureFacetName, ask: () => Promise<unknown>) => Promise<LiveObservation>;

/** The account, or what every facet that needs it is instead. */
export type Located = { readonly id: AccountId } | { readonly instead: (name: AzureFacetName) => Unreadable };
