import type { Declared } from '../../evidence/declared.ts';
import { unreadable, type Observation } from '../../evidence/observation.ts';
import type { LiveObservation } from '../shared/observe.ts';
import { call, type Session } from './call.ts';
import type { AwsObservations } from './evidence.ts';
import { chooseKey, isAlias, regionOfArn } from './kms-key.ts';
import type { CallOptions, KmsFacetName } from './s3.ts';

/** What the first round trip found out. */
export interface KnownOfBucket {
  readonly declared: Declared;
  readonly region: string;
  readonly caller: LiveObservation | undefined;
  readonly signal: AbortSignal | undefined;
}

const accountOf = (caller: LiveObservation | undefined): string | undefined => {
  const known: Observation<{ readonly Account: string }> | undefined = caller;
  return known?.state === 'present' ? known.value.Account : undefined;
};

/** When one address serves everything and S3 got no answer at all there, nobody needs to wait for it again. */
function deadEndpoint({ clients }: Session, bucket: AwsObservations): LiveObservation | undefined {
  const observations = Object.values(bucket);
  const isSilent = (observation: LiveObservation): boolean =>
    observation.state === 'unreadable' && (observation.cause === 'unreachable' || observation.cause === 'timeout');
  return clients.oneEndpoint && observations.every(isSilent) ? observations[0] : undefined;
}

/** The facets of the key that the bucket's encryption names. */
export async function readKey(
  session: Session,
  names: readonly KmsFacetName[],
  bucket: AwsObservations,
  known: KnownOfBucket,
): Promise<AwsObservations> {
  const all = (observation: LiveObservation): AwsObservations => Object.fromEntries(names.map((name) => [name, observation]));
  const choice = chooseKey(bucket.encryption ?? unreadable('interrupted'), known.declared);
  if ('instead' in choice) return all(choice.instead);
  const dead = deadEndpoint(session, bucket);
  if (dead !== undefined) return all(dead);
  const region = regionOfArn(choice.key) ?? known.region;
  const read = async (name: KmsFacetName, key: string): Promise<LiveObservation> => {
    const context = { keyArn: key, callerAccount: accountOf(known.caller), host: session.clients.host };
    const ask = async (options: CallOptions): Promise<unknown> => (await session.clients.kms(region)).read(name, key, options);
    return (await call(name, known.signal, ask, context)).observation;
  };
  const observations: AwsObservations = {};
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
export async function readAccount(
  session: Session,
  bucketName: string,
  bucket: AwsObservations,
  { declared, region, caller, signal }: KnownOfBucket,
): Promise<AwsObservations> {
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
