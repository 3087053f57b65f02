import { describe, expect, it } from 'vitest';
import { coreweaveFacets } from '../../../src/evidence/s3-compatible.ts';
import { connect } from '../../../src/providers/coreweave/index.ts';
import { startFakeAws, type FakeAwsOptions } from '../../support/fake-aws/index.ts';
import { io } from '../aws/support.ts';
import { bucket } from '../s3-compatible/support.ts';

async function run(fakeOptions: Partial<FakeAwsOptions> = {}) {
  const fake = await startFakeAws({ buckets: [bucket], profile: 'aws-before-2023', ...fakeOptions });
  const provider = connect({ endpoint: fake.url, timeout: 2000, concurrency: 4 }, io);
  try {
    const evidence = await provider.collect({
      target: { uri: 'cw://acme-wandb', bucket: 'acme-wandb' },
      declared: { orgId: 'acme' },
      facets: Object.keys(coreweaveFacets),
    });
    return { evidence, fake };
  } finally {
    provider.close();
    await fake.close();
  }
}

describe('CoreWeave', () => {
  it('is not said to lack the bucket by a page of a web server', async () => {
    const { evidence } = await run({ faults: { '*': { status: 404, nonXml: true } } });
    expect(evidence.facets.headBucket).toMatchObject({ state: 'unreadable', cause: 'not-understood', status: 404 });
  });

  it('is read completely over the S3 API, with signed reads alone', async () => {
    const { evidence, fake } = await run();
    expect(evidence).toMatchObject({
      provider: 'coreweave',
      declared: { orgId: 'acme' },
      facets: {
        headBucket: { state: 'present' },
        cors: { state: 'present' },
        policy: { state: 'absent', code: 'NoSuchBucketPolicy' },
        lifecycle: { state: 'present' },
      },
    });
    expect(fake.requests.filter(({ accessKey, method }) => accessKey === '' || !['GET', 'HEAD'].includes(method))).toEqual([]);
  });

  it.each([
    ['cors', { denied: ['s3:GetBucketCORS'] }, 'access-denied'],
    ['cors', { profile: 'listing' }, 'not-supported'],
    ['policy', { faults: { GetBucketPolicy: { listing: true } } }, 'not-supported'],
    ['lifecycle', { faults: { GetBucketLifecycleConfiguration: { cut: true } } }, 'not-understood'],
  ] as const)('does not guess %s with %j', async (facet, options, cause) => {
    const { evidence } = await run(options);
    expect(evidence.facets[facet]).toMatchObject({ state: 'unreadable', cause });
  });
});
