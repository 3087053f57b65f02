import type { ConnectOptions } from '../../../src/core/provider.ts';
import type { Declared } from '../../../src/evidence/declared.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { s3CompatibleFacets } from '../../../src/evidence/s3-compatible.ts';
import { connect } from '../../../src/providers/s3-compatible/index.ts';
import type { BucketState } from '../../support/bucket-state.ts';
import { abortUploads, account, documentedCors } from '../../support/cases/base.ts';
import { startFakeAws, type FakeAws, type FakeAwsOptions } from '../../support/fake-aws/index.ts';
import { io } from '../aws/support.ts';

export const bucket: BucketState = {
  name: 'acme-wandb',
  region: 'us-east-1',
  account,
  versioning: 'Enabled',
  cors: [documentedCors],
  lifecycle: [abortUploads()],
};

export interface RunOptions {
  readonly fake?: Partial<FakeAwsOptions>;
  readonly connect?: Partial<ConnectOptions>;
  readonly declared?: Declared;
  readonly facets?: readonly string[];
  readonly bucket?: string;
  readonly signal?: AbortSignal;
}

/** One bucket through the real SDK client, real preflights, and HTTP. */
export async function run(
  options: RunOptions = {},
): Promise<{ readonly evidence: Evidence<'s3-compatible'>; readonly fake: FakeAws; readonly milliseconds: number }> {
  const fake = await startFakeAws({ buckets: [bucket], profile: 'ceph', ...options.fake });
  const provider = connect({ endpoint: fake.url, timeout: 2000, concurrency: 4, ...options.connect }, io);
  const name = options.bucket ?? bucket.name;
  const begin = performance.now();
  try {
    const evidence = await provider.collect({
      target: { uri: `s3://${name}`, bucket: name, endpoint: fake.url },
      declared: options.declared ?? {},
      facets: options.facets ?? Object.keys(s3CompatibleFacets),
      signal: options.signal,
    });
    return { evidence, fake, milliseconds: performance.now() - begin };
  } finally {
    provider.close();
    await fake.close();
  }
}
