import { gcsFacets } from '../../../src/evidence/gcs.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { connect } from '../../../src/providers/gcs/index.ts';
import { recordedAt } from '../cases/record.ts';
import { startFakeGcs } from './index.ts';
import type { GcsCase } from './types.ts';

const tool = { name: 'byob-audit', version: '0.0.0-fixture' };

/** Reads every facet of the case's bucket from the fake server, through the real client. */
export async function recordGcsCase(given: GcsCase): Promise<Evidence<'gcs'>> {
  const fake = await startFakeGcs({
    buckets: given.isMissing ? [] : [given.bucket],
    ...(given.denied === undefined ? {} : { denied: given.denied }),
  });
  const { name: bucket } = given.bucket;
  const provider = connect({ endpoint: fake.url, timeout: 5000, concurrency: 1 }, { now: () => new Date(recordedAt), tool });
  try {
    return await provider.collect({
      target:
        given.prefix === undefined
          ? { uri: `gs://${bucket}`, bucket }
          : { uri: `gs://${bucket}/${given.prefix}`, bucket, prefix: given.prefix },
      declared: given.declared,
      facets: Object.keys(gcsFacets),
    });
  } finally {
    provider.close();
    await fake.close();
  }
}
