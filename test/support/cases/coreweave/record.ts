import type { Evidence } from '../../../../src/evidence/index.ts';
import { coreweaveFacets } from '../../../../src/evidence/s3-compatible.ts';
import { connect } from '../../../../src/providers/coreweave/index.ts';
import { startFakeAws } from '../../fake-aws/index.ts';
import { bucketsOf, namedIn, recordingIo, type StoreCase } from '../s3-compatible/record.ts';

/** Reads every facet of the case's bucket from the fake server, through the real SDK client. */
export async function recordCoreweave(given: StoreCase): Promise<Evidence<'coreweave'>> {
  const { declared, endpoint, server } = given;
  const fake = await startFakeAws({ buckets: bucketsOf(given), ...server });
  const provider = connect({ endpoint: fake.url, timeout: 5000, concurrency: 1 }, recordingIo);
  try {
    const target = { ...namedIn('cw', given), endpoint };
    return await provider.collect({ target, declared, facets: Object.keys(coreweaveFacets) });
  } finally {
    provider.close();
    await fake.close();
  }
}
