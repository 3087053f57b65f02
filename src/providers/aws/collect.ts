import type { CollectRequest } from '../../core/provider.ts';
import type { AwsFacetName } from '../../evidence/aws.ts';
import type { Declared } from '../../evidence/context.ts';
import { unreadable, type Observation } from '../../evidence/observation.ts';
import { awsSchemas } from '../../evidence/aws-schema.ts';
import { observe } from '../../evidence/observe.ts';
import type { AwsClients } from './clients.ts';
import { failureOf, regionNamedBy, type CallContext } from './errors.ts';
import { facetNames, type Observations } from './evidence.ts';
import { chooseKey, isAlias, regionOfArn } from './kms-key.ts';
import { isS3Facet, type CallOptions, type KmsFacetName, type S3FacetName } from './s3.ts';

export interface Session {
  readonly clients: AwsClients;
  /** Regions of buckets as they were found out, shared by all targets of a run. */
  readonly regions: Map<string, string>;
}

type Wanted = ReadonlySet<AwsFacetName>;
type Answered = Observation<never>;

/** One call, and the region that the server named when the request went to the wrong one. */
interface Outcome {
  readonly observation: Answered;
  readonly region?: string | undefined;
}

const isKmsFacet = (name: AwsFacetName): name is KmsFacetName => name.startsWith('kms');

/**
 * Reads the named facets and nothing else, in two round trips: everything about the bucket and the caller at
 * once, then the key and the account, whose names are known by then.
 */
export async function collectFacets(session: Session, request: CollectRequest): Promise<Observations> {
  const { declared, signal, target } = request;
  const wanted: Wanted = new Set(facetNames.filter((name) => request.facets.includes(name)));
  const s3Names = facetNames.filter((name): name is S3FacetName => isS3Facet(name) && wanted.has(name));
  const kmsNames = facetNames.filter((name): name is KmsFacetName => isKmsFacet(name) && wanted.has(name));
  // The key is known from the bucket's encryption only, whether or not a check asked for that.
  if (kmsNames.length > 0 && !wanted.has('encryption')) s3Names.push('encryption');
  const needsCaller = wanted.has('caller') || (wanted.has('accountPublicAccessBlock') && declared.account === undefined);

  const start = session.regions.get(target.bucket) ?? (await session.clients.startRegion(declared.region));
  const bucketReads = readBucket(session, target.bucket, start, s3Names, signal);
  const callerRead = needsCaller ? readCaller(session, start, signal) : undefined;
  void warmUp([
    ...(kmsNames.length === 0 ? [] : [() => session.clients.kms(start)]),
    ...(wanted.has('accountPublicAccessBlock') ? [() => session.clients.s3Control(start)] : []),
  ]);
  const [{ observations, region }, caller] = await Promise.all([bucketReads, callerRead]);
  const [key, account] = await Promise.all([
    kmsNames.length === 0 ? {} : readKey(session, kmsNames, observations, { declared, region, caller, signal }),
    wanted.has('accountPublicAccessBlock')
      ? readAccount(session, target.bucket, observations, { declared, region, caller, signal })
      : {},
  ]);
  const all: Observations = { ...observations, ...(caller === undefined ? {} : { caller }), ...key, ...account };
  return Object.fromEntries(Object.entries(all).filter(([name]) => request.facets.includes(name)));
}

/** Loads the clients of the second round trip, one a turn of the event loop, while the answers of the first are on their way. */
async function warmUp(clients: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const open of clients) {
    await new Promise((resolve) => void setImmediate(resolve));
    // Whoever uses the client sees what is wrong with it.
    await open().catch(() => undefined);
  }
}

/** All reads of the bucket at once; a second time, once, when the server says that it is in another region. */
async function readBucket(
  session: Session,
  bucket: string,
  start: string,
  names: readonly S3FacetName[],
  signal: AbortSignal | undefined,
): Promise<{ observations: Observations; region: string }> {
  const readIn = async (region: string): Promise<{ observations: Observations; named: string | undefined }> => {
    const s3 = session.clients.s3(region);
    const outcomes = await Promise.all(
      names.map((name) => call(name, signal, (options) => s3.read(name, bucket, options), { host: session.clients.host })),
    );
    const observations: Observations = {};
    for (const [index, name] of names.entries()) observations[name] = outcomes[index]?.observation ?? unreadable('interrupted');
    explainHead(observations);
    return { observations, named: outcomes.find((outcome) => outcome.region !== undefined)?.region };
  };
  const first = await readIn(start);
  if (first.named === undefined || first.named === start)
    return { observations: first.observations, region: bucketRegion(first.observations) ?? start };
  session.regions.set(bucket, first.named);
  const second = await readIn(first.named);
  return { observations: second.observations, region: bucketRegion(second.observations) ?? first.named };
}

/** A HEAD answers 403 for bad credentials and for a missing permission alike; the other answers say which. */
export function explainHead(observations: Observations): void {
  const rejected = Object.values(observations).find(
    (observation) => observation.state === 'unreadable' && observation.cause === 'no-credentials',
  );
  if (rejected !== undefined && observations.headBucket?.state === 'unreadable') observations.headBucket = rejected;
}

/** The region in the server's own words, where they are a region: some servers name a zone group. */
function bucketRegion({ headBucket, location }: Observations): string | undefined {
  const head: Observation<{ readonly BucketRegion?: string | undefined }> | undefined = headBucket;
  const place: Observation<{ readonly LocationConstraint: string | null }> | undefined = location;
  const named =
    (head?.state === 'present' ? head.value.BucketRegion : undefined) ??
    (place?.state === 'present' ? place.value.LocationConstraint : undefined);
  if (named === 'EU') return 'eu-west-1';
  return named !== undefined && named !== null && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(named) ? named : undefined;
}

const readCaller = async ({ clients }: Session, region: string, signal: AbortSignal | undefined): Promise<Answered> =>
  (await call('caller', signal, async (options) => (await clients.sts(region)).caller(options), { host: clients.host }))
    .observation;

interface Known {
  readonly declared: Declared;
  readonly region: string;
  readonly caller: Answered | undefined;
  readonly signal: AbortSignal | undefined;
}

const accountOf = (caller: Answered | undefined): string | undefined => {
  const known: Observation<{ readonly Account: string }> | undefined = caller;
  return known?.state === 'present' ? known.value.Account : undefined;
};

/** When one address serves everything and S3 got no answer at all there, nobody needs to wait for it again. */
function deadEndpoint({ clients }: Session, bucket: Observations): Answered | undefined {
  const observations = Object.values(bucket);
  const isSilent = (observation: Answered): boolean =>
    observation.state === 'unreadable' && (observation.cause === 'unreachable' || observation.cause === 'timeout');
  return clients.oneEndpoint && observations.every(isSilent) ? observations[0] : undefined;
}

async function readKey(
  session: Session,
  names: readonly KmsFacetName[],
  bucket: Observations,
  known: Known,
): Promise<Observations> {
  const all = (observation: Answered): Observations => Object.fromEntries(names.map((name) => [name, observation]));
  const choice = chooseKey(bucket.encryption ?? unreadable('interrupted'), known.declared);
  if ('instead' in choice) return all(choice.instead);
  const dead = deadEndpoint(session, bucket);
  if (dead !== undefined) return all(dead);
  const region = regionOfArn(choice.key) ?? known.region;
  const read = async (name: KmsFacetName, key: string): Promise<Answered> => {
    const context = { keyArn: key, callerAccount: accountOf(known.caller), host: session.clients.host };
    const ask = async (options: CallOptions): Promise<unknown> => (await session.clients.kms(region)).read(name, key, options);
    return (await call(name, known.signal, ask, context)).observation;
  };
  const observations: Observations = {};
  let key = choice.key;
  let rest = names;
  if (isAlias(key)) {
    const described = await read('kmsKey', key);
    observations.kmsKey = described;
    rest = names.filter((name) => name !== 'kmsKey');
    const metadata: Observation<{ readonly KeyMetadata: { readonly Arn: string } }> = described;
    if (metadata.state !== 'present') {
      for (const name of rest) observations[name] = unreadable('prerequisite', { needs: 'kmsKey' });
      return observations;
    }
    key = metadata.value.KeyMetadata.Arn;
  }
  const answers = await Promise.all(rest.map((name) => read(name, key)));
  for (const [index, name] of rest.entries()) observations[name] = answers[index] ?? unreadable('interrupted');
  return observations;
}

/**
 * The public access block of the account that owns the bucket. Who owns it is confirmed by S3 itself: the block of
 * the caller's account says nothing about a bucket of another one.
 */
async function readAccount(
  session: Session,
  bucketName: string,
  bucket: Observations,
  { declared, region, caller, signal }: Known,
): Promise<Observations> {
  const account = declared.account ?? accountOf(caller);
  if (account === undefined) return { accountPublicAccessBlock: unreadable('prerequisite', { needs: 'caller' }) };
  const dead = deadEndpoint(session, bucket);
  if (dead !== undefined) return { accountPublicAccessBlock: dead };
  const { clients } = session;
  const context = { host: clients.host };
  const [block, owned] = await Promise.all([
    call(
      'accountPublicAccessBlock',
      signal,
      async (options) => (await clients.s3Control(region)).accountPublicAccessBlock(account, options),
      context,
    ),
    call('headBucket', signal, (options) => clients.s3(region).confirmOwner(bucketName, account, options), context),
  ]);
  if (block.observation.state === 'unreadable' || owned.observation.state === 'present')
    return { accountPublicAccessBlock: block.observation };
  const detail = `S3 does not confirm that account ${account} owns the bucket`;
  return { accountPublicAccessBlock: unreadable('prerequisite', { needs: 'headBucket', detail }) };
}

/** A function, because a signal changes between two looks at it. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** The one place where a call becomes an observation: nothing that a service says gets past it as an exception. */
async function call(
  name: AwsFacetName,
  signal: AbortSignal | undefined,
  ask: (options: CallOptions) => Promise<unknown>,
  context: CallContext,
): Promise<Outcome> {
  if (isAborted(signal)) return { observation: unreadable('interrupted') };
  try {
    return { observation: observe(awsSchemas, name, await ask(signal === undefined ? {} : { abortSignal: signal })) };
  } catch (error) {
    if (isAborted(signal)) return { observation: unreadable('interrupted') };
    return { observation: failureOf(name, error, context), region: isS3Facet(name) ? regionNamedBy(error) : undefined };
  }
}
