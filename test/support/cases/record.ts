import { awsFacets } from '../../../src/evidence/aws.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { connect } from '../../../src/providers/aws/index.ts';
import type { Case } from '../bucket-state.ts';
import { targetOf } from './flags.ts';
import { startFakeAws } from '../fake-aws/index.ts';

/** A recording must not change because the clock or the version does. */
export const recordedAt = '2026-11-01T00:00:00.000Z';
const tool = { name: 'byob-audit', version: '0.0.0-fixture' };

/** Reads every facet of the case's bucket from the fake server, through the real SDK clients. */
export async function recordCase(given: Case): Promise<Evidence<'aws'>> {
  const fake = await startFakeAws({
    buckets: given.isMissing ? [] : [given.bucket],
    ...(given.denied === undefined ? {} : { denied: given.denied }),
  });
  const { name: bucket, region } = given.bucket;
  const provider = connect(
    { endpoint: fake.url, region, timeout: 5000, concurrency: 1 },
    { now: () => new Date(recordedAt), tool },
  );
  try {
    return await provider.collect({
      target: { uri: targetOf(given), bucket, ...(given.prefix === undefined ? {} : { prefix: given.prefix }) },
      declared: given.declared,
      facets: Object.keys(awsFacets),
    });
  } finally {
    provider.close();
    await fake.close();
  }
}
