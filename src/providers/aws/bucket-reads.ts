import { unreadable, type Absent, type Observation } from '../../evidence/observation.ts';
import { call, nextTurn, type CallOutcome, type Session } from './call.ts';
import type { AwsObservations } from './evidence.ts';
import { failureOf } from './errors.ts';
import type { S3Api, S3FacetName } from './s3.ts';
import { answerOf, type LiveObservation } from '../shared/observe.ts';

export interface BucketAnswers {
  readonly observations: AwsObservations;
  readonly region: string;
}

type OutcomesByFacet = readonly (readonly [S3FacetName, CallOutcome])[];

export interface BucketRead {
  /** What the second round trip asks with, when the first answers tell it; undefined when it has to wait for all. */
  readonly soon: Promise<BucketAnswers | undefined>;
  readonly all: Promise<BucketAnswers>;
}

/** Asked first: making a request takes a millisecond, and what follows from these is asked while the others are on their way. */
const leading: readonly S3FacetName[] = ['encryption', 'headBucket'];

/** All reads of the bucket at once; a second time, once, when the server says that it is in another region. */
export function readBucket(
  session: Session,
  bucket: string,
  start: string,
  names: readonly S3FacetName[],
  signal: AbortSignal | undefined,
): BucketRead {
  const { host } = session.clients;
  const ask = async (region: string, wanted: readonly S3FacetName[]): Promise<OutcomesByFacet> => {
    const s3 = session.clients.s3(region);
    return Promise.all(
      wanted.map(
        async (name) => [name, await call(name, signal, (options) => s3.read(name, bucket, options), { host })] as const,
      ),
    );
  };
  const [first, others] = [names.filter((name) => leading.includes(name)), names.filter((name) => !leading.includes(name))];
  const leaders = ask(start, first);
  const rest = nextTurn().then(async () => ask(start, others));
  const confirmed = async (answers: BucketAnswers, region: string): Promise<BucketAnswers> => {
    await confirmAbsence(answers.observations, { s3: session.clients.s3(region), bucket, host, signal });
    return answers;
  };
  const everything = async (): Promise<BucketAnswers> => {
    const asked = (await Promise.all([leaders, rest])).flat();
    const named = asked.find(([, { region }]) => region !== undefined)?.[1].region;
    if (named === undefined || named === start) return confirmed(answersOf(asked, start), start);
    session.regions.set(bucket, named);
    return confirmed(answersOf(await ask(named, names), named), named);
  };
  const enough = async (): Promise<BucketAnswers | undefined> => {
    const { observations } = answersOf(await leaders, start);
    const region = bucketRegion(observations);
    const isKnown = region !== undefined && (observations.encryption?.state ?? 'unreadable') !== 'unreadable';
    return isKnown ? { observations, region } : undefined;
  };
  const all = everything();
  // Who waits for the first answers sees the same failure there.
  all.catch(() => undefined);
  return { soon: enough(), all };
}

function answersOf(asked: OutcomesByFacet, region: string): BucketAnswers {
  const observations: AwsObservations = Object.fromEntries(asked.map(([name, { observation }]) => [name, observation]));
  explainHead(observations);
  return { observations, region: bucketRegion(observations) ?? region };
}

export interface BucketCall {
  readonly s3: S3Api;
  readonly bucket: string;
  /** Host and port of the endpoint, for messages. */
  readonly host: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * A HEAD has no body: 404 is what S3 says of a bucket that does not exist, and what a proxy, a portal or a wrong port says
 * of anything. It counts when another call says `NoSuchBucket`; where none does, the location is asked for once.
 */
export async function confirmAbsence(observations: AwsObservations, { s3, bucket, host, signal }: BucketCall): Promise<void> {
  if (observations.headBucket?.state !== 'absent' || Object.values(observations).some(saysNoSuchBucket)) return;
  const location = observations.location ?? (await askLocation());
  if (saysNoSuchBucket(location)) return;
  observations.headBucket = unreadable('not-understood', {
    status: 404,
    detail: '404, which a proxy or a wrong port answers as well, and no other call says NoSuchBucket',
  });

  async function askLocation(): Promise<LiveObservation | Absent> {
    const options = signal === undefined ? {} : { abortSignal: signal };
    const handling = { signal, failureOf: (error: unknown) => failureOf('location', error, { host }) };
    const outcome = await answerOf(() => s3.read('location', bucket, options), handling);
    return 'answer' in outcome ? unreadable('not-understood') : outcome;
  }
}

const saysNoSuchBucket = (observation: LiveObservation): boolean =>
  observation.state === 'unreadable' && observation.code === 'NoSuchBucket';

/** A HEAD answers 403 for bad credentials and for a missing permission alike; the other answers say which. */
export function explainHead(observations: AwsObservations): void {
  const rejected = Object.values(observations).find(
    (observation) => observation.state === 'unreadable' && observation.cause === 'no-credentials',
  );
  if (rejected !== undefined && observations.headBucket?.state === 'unreadable') observations.headBucket = rejected;
}

/** The region in the server's own words, where they are a region: some servers name a zone group. */
function bucketRegion({ headBucket, location }: AwsObservations): string | undefined {
  const head: Observation<{ readonly BucketRegion?: string | undefined }> | undefined = headBucket;
  const place: Observation<{ readonly LocationConstraint: string | null }> | undefined = location;
  const named =
    (head?.state === 'present' ? head.value.BucketRegion : undefined) ??
    (place?.state === 'present' ? place.value.LocationConstraint : undefined);
  if (named === 'EU') return 'eu-west-1';
  return named !== undefined && named !== null && /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(named) ? named : undefined;
}
