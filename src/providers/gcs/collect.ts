import type { CollectRequest } from '../../core/provider.ts';
import type { Declared } from '../../evidence/declared.ts';
import { gcsFacets, type GcsFacetName } from '../../evidence/gcs.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { absent, unreadable, type Absent, type Observation, type Unreadable } from '../../evidence/observation.ts';
import { gcsSchemas } from '../../evidence/gcs-schema.ts';
import { facetNamesOf, inTableOrder } from '../shared/envelope.ts';
import { observeCall, type LiveObservation } from '../shared/observe.ts';
import type { GcsClient } from './client.ts';
import { failureOf } from './errors.ts';

/** What a live run knows of a bucket, its project and its key. */
type Observations = Partial<Record<GcsFacetName, LiveObservation>>;
type Bucket = Observation<FacetValue<'gcs', 'bucket'>>;
/** What to ask for in the second round, or what its facets are when there is nothing to ask for. */
type Choice = { readonly name: string } | { readonly instead: Absent | Unreadable };

const facetNames = facetNamesOf(gcsFacets);

/**
 * Reads the named facets and nothing else, in two round trips: the bucket and its policy at once, then the project and
 * the key, whose names the bucket tells.
 */
export async function collectFacets(client: GcsClient, request: CollectRequest): Promise<Observations> {
  const { target, signal, declared } = request;
  const isWanted = (name: GcsFacetName): boolean => request.facets.includes(name);
  const second = facetNames.filter((name) => gcsFacets[name].scope !== 'bucket' && isWanted(name));
  // The project and the key are known from the bucket only, whether or not a check asked for that.
  const first = facetNames.filter(
    (name) => gcsFacets[name].scope === 'bucket' && (isWanted(name) || (name === 'bucket' && second.length > 0)),
  );
  const all: Observations = {};
  const store = (names: readonly GcsFacetName[], answers: readonly LiveObservation[]): void => {
    for (const [index, name] of names.entries()) all[name] = answers[index] ?? unreadable('interrupted');
  };
  store(first, await Promise.all(first.map((name) => call(client, name, target.bucket, signal))));
  const bucket: Bucket = all.bucket ?? unreadable('interrupted');
  store(
    second,
    await Promise.all(
      second.map(async (name): Promise<LiveObservation> => {
        const choice = name === 'projectIamPolicy' ? projectOf(bucket) : keyOf(bucket, declared);
        return 'instead' in choice ? choice.instead : call(client, name, choice.name, signal);
      }),
    ),
  );
  return inTableOrder(gcsFacets, all, request.facets);
}

/** Without the bucket nobody knows its project; a bucket that does not exist has none. */
const withoutBucket = ({ state }: Exclude<Bucket, { readonly state: 'present' }>): Unreadable =>
  state === 'absent' ? unreadable('no-such-bucket') : unreadable('prerequisite', { needs: 'bucket' });

function projectOf(bucket: Bucket): Choice {
  if (bucket.state !== 'present') return { instead: withoutBucket(bucket) };
  const number = bucket.value.projectNumber;
  // The number becomes part of a path.
  if (number === undefined || !/^\d{1,20}$/.test(number))
    return { instead: unreadable('not-understood', { detail: 'the project number of the bucket is not a number' }) };
  return { name: number };
}

/** Source: "Resource names" of Cloud KMS. The name becomes part of a path, so it must be nothing but a key. */
const keyName =
  /^projects\/[a-z0-9][a-z0-9.:-]{0,100}\/locations\/[a-z0-9-]{1,63}\/keyRings\/[\w-]{1,63}\/cryptoKeys\/[\w-]{1,63}$/;

/** The key that the bucket names, else the one that is declared, where the bucket could not be read. */
function keyOf(bucket: Bucket, declared: Declared): Choice {
  if (bucket.state !== 'present')
    return bucket.state === 'unreadable' && declared.kmsKey !== undefined && keyName.test(declared.kmsKey)
      ? { name: declared.kmsKey }
      : { instead: withoutBucket(bucket) };
  const named = bucket.value.encryption?.defaultKmsKeyName;
  if (named === undefined) return { instead: absent() };
  if (!keyName.test(named))
    return { instead: unreadable('not-understood', { detail: 'the name of the key is not one of Cloud KMS' }) };
  return { name: named };
}

async function call(
  client: GcsClient,
  name: GcsFacetName,
  of: string,
  signal: AbortSignal | undefined,
): Promise<LiveObservation> {
  const base = baseOf(client, name);
  // The command line takes URLs only, so it is the environment that names no host.
  if (!URL.canParse(base)) return unreadable('unreachable', { detail: 'STORAGE_EMULATOR_HOST is neither a host nor a URL' });
  const context = { host: new URL(base).host, authenticated: client.hosts.authenticated };
  return observeCall(gcsSchemas, name, () => client.read(name, of, signal), {
    signal,
    failureOf: (error) => failureOf(name, error, context),
  });
}

function baseOf({ hosts }: GcsClient, name: GcsFacetName): string {
  const { scope } = gcsFacets[name];
  return scope === 'bucket' ? hosts.storage : scope === 'key' ? hosts.kms : hosts.resourceManager;
}
