import type { AzureFacetName } from '../../evidence/azure.ts';
import type { FacetValue } from '../../evidence/index.ts';
import type { Observation, Unreadable } from '../../evidence/observation.ts';
import type { AccountId } from './storage.ts';

export type Answered = Observation<never>;
export type Observations = Partial<Record<AzureFacetName, Answered>>;
export type Identity = Observation<FacetValue<'azure', 'identity'>>;

export type Call = (name: AzureFacetName, ask: () => Promise<unknown>) => Promise<Answered>;

/** The account, or what every facet that needs it is instead. */
export type Located = { readonly id: AccountId } | { readonly instead: (name: AzureFacetName) => Unreadable };
