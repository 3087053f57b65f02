import type { CollectRequest } from '../../core/provider.ts';
import { awsFacets, type AwsFacetName } from '../../evidence/aws.ts';
import { inTableOrder } from '../shared/envelope.ts';
import { readBucket } from './bucket-reads.ts';
import type { LiveObservation } from '../shared/observe.ts';
import { call, nextTurn, type Session } from './call.ts';
import { facetNames, type AwsObservations } from './evidence.ts';
import { readAccount, readKey } from './named-reads.ts';
import { isS3Facet, type KmsFacetName, type S3FacetName } from './s3.ts';

type Wanted = ReadonlySet<AwsFacetName>;
const isKmsFacet = (name: AwsFacetName): name is KmsFacetName => name.startsWith('kms');

/**
 * Reads the named facets and nothing else, in two round trips: everything about the bucket and the caller at
 * once, then the key and the account, whose names are known by then.
 */
export async function collectFacets(session: Session, request: CollectRequest): Promise<AwsObservations> {
  const { declared, signal, target } = request;
  const wanted: Wanted = new Set(facetNames.filter((name) => request.facets.includes(name)));
  const s3Names = facetNames.filter((name): name is S3FacetName => isS3Facet(name) && wanted.has(name));
  const kmsNames = facetNames.filter((name): name is KmsFacetName => isKmsFacet(name) && wanted.has(name));
  // The key is known from the bucket's encryption only, whether or not a check asked for that.
  if (kmsNames.length > 0 && !wanted.has('encryption')) s3Names.push('encryption');
  const needsAccount = wanted.has('accountPublicAccessBlock');
  const needsCaller = wanted.has('caller') || (needsAccount && declared.account === undefined);

  const start = session.regions.get(target.bucket) ?? (await session.clients.startRegion(declared.region));
  const callerRead = needsCaller ? readCaller(session, start, signal) : undefined;
  const bucketRead = readBucket(session, target.bucket, start, s3Names, signal);
  void warmUp([
    ...(kmsNames.length === 0 ? [] : [() => session.clients.kms(start)]),
    ...(needsAccount ? [() => session.clients.s3Control(start)] : []),
  ]);
  const [soon, caller] = await Promise.all([bucketRead.soon, callerRead]);
  const { observations: known, region } = soon ?? (await bucketRead.all);
  const [{ observations }, key, account] = await Promise.all([
    bucketRead.all,
    kmsNames.length === 0 ? {} : readKey(session, kmsNames, known, { declared, region, caller, signal }),
    needsAccount ? readAccount(session, target.bucket, known, { declared, region, caller, signal }) : {},
  ]);
  const all: AwsObservations = { ...observations, ...(caller === undefined ? {} : { caller }), ...key, ...account };
  return inTableOrder(awsFacets, all, request.facets);
}

/** Loads the clients of the second round trip, one a turn of the event loop, while the answers of the first are on their way. */
async function warmUp(clients: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const open of clients) {
    await nextTurn();
    // Whoever uses the client sees what is wrong with it.
    await open().catch(() => undefined);
  }
}

const readCaller = async ({ clients }: Session, region: string, signal: AbortSignal | undefined): Promise<LiveObservation> =>
  (await call('caller', signal, async (options) => (await clients.sts(region)).caller(options), { host: clients.host }))
    .observation;
