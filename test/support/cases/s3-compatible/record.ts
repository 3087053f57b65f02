import type { Declared } from '../../../../src/evidence/declared.ts';
import type { Evidence, TargetRef } from '../../../../src/evidence/index.ts';
import { s3CompatibleFacets } from '../../../../src/evidence/s3-compatible.ts';
import { connect } from '../../../../src/providers/s3-compatible/index.ts';
import type { BucketState } from '../../bucket-state.ts';
import { startFakeAws, type FakeAwsOptions } from '../../fake-aws/index.ts';
import { recordedAt } from '../record.ts';

/** A bucket on a server that is not Amazon's, what the user declares, and the checks that must fail (exactly these). */
export interface StoreCase {
  readonly name: string;
  readonly about: string;
  readonly bucket: BucketState;
  /** How the server behaves. */
  readonly server: Omit<FakeAwsOptions, 'buckets'>;
  /** Endpoint under which the server is known to its users; the fake itself has another one. */
  readonly endpoint?: string;
  readonly declared: Declared;
  /** The path inside the bucket that the target names. */
  readonly prefix?: string;
  /** The server knows no such bucket. */
  readonly isMissing?: true;
  /** The certificate of the endpoint is of no authority that clients trust, and this program was told not to verify it. */
  readonly isUntrusted?: true;
  readonly fails: readonly string[];
  readonly exit: 0 | 1 | 3;
}

export const recordingIo = { now: () => new Date(recordedAt), tool: { name: 'byob-audit', version: '0.0.0-fixture' } };

/** The servers' clock, equal to that of the recording. */
export const sameTime = new Date(recordedAt).toUTCString();

export const bucketsOf = ({ bucket, isMissing }: StoreCase): readonly BucketState[] => (isMissing ? [] : [bucket]);

/** What is audited. @param scheme of its URI */
export function namedIn(scheme: string, { bucket: { name }, prefix }: StoreCase): TargetRef {
  return prefix === undefined
    ? { uri: `${scheme}://${name}`, bucket: name }
    : { uri: `${scheme}://${name}/${prefix}`, bucket: name, prefix };
}

/** Reads every facet of the case's bucket from the fake server, through the real SDK client and real preflights. */
export async function recordStore(given: StoreCase): Promise<Evidence<'s3-compatible'>> {
  const { declared, endpoint = 'https://s3.acme.example' } = given;
  const fake = await startFakeAws({ buckets: bucketsOf(given), date: sameTime, ...given.server });
  const provider = connect({ endpoint: fake.url, timeout: 5000, concurrency: 1 }, recordingIo);
  try {
    const target = { ...namedIn('s3', given), endpoint };
    const evidence = await provider.collect({ target, declared, facets: Object.keys(s3CompatibleFacets) });
    return endpoint.startsWith('https:') ? overTls(evidence, given.isUntrusted !== true) : evidence;
  } finally {
    provider.close();
    await fake.close();
  }
}

/** The fake speaks plain HTTP; what a TLS connection would have added stands here in its place. */
function overTls(evidence: Evidence<'s3-compatible'>, authorized: boolean): Evidence<'s3-compatible'> {
  const { server } = evidence.facets;
  if (server?.state !== 'present') return evidence;
  const value = { ...server.value, tls: { authorized, protocol: 'TLSv1.3' } };
  return { ...evidence, facets: { ...evidence.facets, server: { state: 'present', value } } };
}
