import { facetDefinition, type Evidence, type ProviderName } from './index.ts';
import { unreadable, type Observation } from './observation.ts';

type Observations = Readonly<Record<string, Observation<unknown> | undefined>>;

/** What everything else is part of, where facets have a "there is none" of their own; the checks of Azure ask for the container. */
const containers: { readonly [P in ProviderName]?: string } = {
  aws: 'headBucket',
  's3-compatible': 'headBucket',
  coreweave: 'headBucket',
};

const noBucket = unreadable('no-such-bucket', { detail: 'an answer about what does not exist is none' });
const noPolicy = unreadable('not-understood', { detail: 'asked for a policy, the server answered JSON without Statement' });

/**
 * The observations as far as they can be believed, the same for evidence of this minute and for a recording: "there is
 * none" of a bucket that does not exist is no answer, and nothing without a `Statement` was ever stored as a policy.
 * @returns the facets themselves where there is nothing to correct, so that equal ones stay the same objects
 */
export function believedFacets({ provider, facets, document }: Evidence): Observations {
  const given: Observations = facets;
  // What somebody wrote is judged for what it is.
  if (document !== undefined) return given;
  const corrected: Record<string, Observation<unknown>> = {};
  const container = containers[provider];
  const isGone = container !== undefined && given[container]?.state === 'absent';
  for (const [name, observation] of Object.entries(given)) {
    if (observation === undefined) continue;
    if (isGone && observation.state === 'absent' && name !== container && facetDefinition(provider, name)?.scope === 'bucket')
      corrected[name] = noBucket;
    if ((name === 'policy' || name === 'kmsKeyPolicy') && observation.state === 'present' && !holdsPolicy(observation.value))
      corrected[name] = noPolicy;
  }
  return Object.keys(corrected).length === 0 ? given : { ...given, ...corrected };
}

/** Text that is not JSON is left to the checks, which say what is wrong with it. */
function holdsPolicy(value: unknown): boolean {
  const document: unknown = typeof value === 'object' && value !== null && 'document' in value ? value.document : undefined;
  return typeof document !== 'object' || document === null || isPolicy(document);
}

/** Whether S3 or KMS can have stored a JSON object as a policy: without `Statement` it is refused as malformed. */
export const isPolicy = (document: object): boolean => 'Statement' in document;
