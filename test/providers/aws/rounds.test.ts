import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/providers/aws/index.ts';
import { startFakeAws } from '../../support/fake-aws/index.ts';
import { allFacets, fullBucket, io, run } from './support.ts';

const later = new Set([
  'DescribeKey',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListAliases',
  'GetAccountPublicAccessBlock',
  'HeadBucketOfOwner',
]);

describe('round trips', () => {
  it('asks everything about the bucket before the first answer, then everything about the key', async () => {
    const { fake } = await run(fullBucket, { fake: { delay: 300 } });
    const first = fake.requests.filter(({ operation }) => !later.has(operation));
    const second = fake.requests.filter(({ operation }) => later.has(operation));
    expect(second).toHaveLength(later.size);
    const ended = (requests: typeof first): number[] => requests.map(({ answeredAt }) => answeredAt ?? Infinity);
    expect(Math.max(...first.map(({ at }) => at))).toBeLessThan(Math.min(...ended(first)));
    expect(Math.min(...second.map(({ at }) => at))).toBeGreaterThan(Math.max(...ended(first)));
    expect(Math.max(...second.map(({ at }) => at))).toBeLessThan(Math.min(...ended(second)));
  });

  it('needs a third only for a key that is named by an alias', async () => {
    const encryption = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/wandb' };
    const { fake, evidence } = await run({ ...fullBucket, encryption }, { facets: ['kmsKeyPolicy', 'kmsAliases'] });
    expect(fake.requests.map(({ operation }) => operation)).toEqual([
      'GetBucketEncryption',
      'DescribeKey',
      'GetKeyPolicy',
      'ListAliases',
    ]);
    expect(Object.keys(evidence.facets)).toEqual(['kmsKeyPolicy', 'kmsAliases']);
  });
});

describe.each(['redirect', 'malformed'] as const)('a bucket in another region (%s)', (wrongRegion) => {
  it('is followed once', async () => {
    const { evidence, fake } = await run(fullBucket, { connect: { region: 'us-east-1' }, fake: { wrongRegion } });
    const s3 = fake.requests.filter(({ path, operation }) => path.startsWith(`/${fullBucket.name}`) && !later.has(operation));
    expect(s3.map(({ region }) => region).toSorted()).toEqual([
      ...Array<string>(14).fill('eu-central-1'),
      ...Array<string>(14).fill('us-east-1'),
    ]);
    for (const name of allFacets) expect(evidence.facets[name as 'versioning']?.state, name).toBe('present');
  });

  it('is remembered for the targets that follow', async () => {
    const fake = await startFakeAws({ buckets: [fullBucket], wrongRegion });
    const provider = connect({ endpoint: fake.url, region: 'us-east-1', timeout: 2000, concurrency: 1 }, io);
    const collect = (prefix: string): ReturnType<typeof provider.collect> =>
      provider.collect({
        target: { uri: `s3://acme-wandb/${prefix}`, bucket: 'acme-wandb', prefix },
        declared: {},
        facets: ['versioning'],
      });
    const first = await collect('a');
    const second = await collect('b');
    provider.close();
    await fake.close();
    expect([first.target.prefix, second.target.prefix]).toEqual(['a', 'b']);
    expect(second.facets.versioning?.state).toBe('present');
    expect(fake.requests.map(({ region }) => region)).toEqual(['us-east-1', 'eu-central-1', 'eu-central-1']);
  });
});

describe('a region that leads nowhere', () => {
  it('is not followed twice', async () => {
    // This server names the region it was just asked in.
    const fault = { status: 301, code: 'PermanentRedirect' };
    const { evidence, fake } = await run(fullBucket, {
      connect: { region: 'us-east-1' },
      facets: ['versioning'],
      fake: { faults: { GetBucketVersioning: fault } },
    });
    expect(evidence.facets.versioning).toMatchObject({ cause: 'redirected', detail: 'the server does not say where to' });
    expect(fake.requests).toHaveLength(1);
  });

  it('names the region when the second attempt is sent away as well', async () => {
    const body = '<Error><Code>AuthorizationHeaderMalformed</Code><Message>no</Message><Region>eu-west-3</Region></Error>';
    const { evidence, fake } = await run(fullBucket, {
      facets: ['versioning'],
      fake: { faults: { GetBucketVersioning: { status: 400, body } } },
    });
    expect(evidence.facets.versioning).toMatchObject({ cause: 'wrong-region', detail: 'the bucket is in eu-west-3' });
    expect(fake.requests.map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-3']);
  });

  it('does not follow a region that could be part of another host name', async () => {
    const body = '<Error><Code>AuthorizationHeaderMalformed</Code><Region>evil.example/</Region></Error>';
    const { fake } = await run(fullBucket, {
      facets: ['versioning'],
      fake: { faults: { GetBucketVersioning: { status: 400, body } } },
    });
    expect(fake.requests).toHaveLength(1);
  });
});

describe('the region to begin with', () => {
  afterEach(() => {
    delete process.env['AWS_REGION'];
    delete process.env['AWS_ENDPOINT_URL'];
  });

  it.each([
    ['us-east-1', undefined, undefined, undefined],
    ['eu-west-1', 'eu-west-1', undefined, undefined],
    ['eu-west-2', 'eu-west-1', 'eu-west-2', undefined],
    ['eu-west-3', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ])('is %s', async (expected, environment, declared, told) => {
    if (environment !== undefined) process.env['AWS_REGION'] = environment;
    const { fake } = await run(fullBucket, { connect: { region: told }, declared: { region: declared }, facets: ['versioning'] });
    expect(fake.requests[0]?.region).toBe(expected);
  });

  it('reads AWS_ENDPOINT_URL as the SDK does, path style included', async () => {
    const fake = await startFakeAws({ buckets: [fullBucket] });
    process.env['AWS_ENDPOINT_URL'] = fake.url.replace('127.0.0.1', 'localhost');
    const provider = connect({ region: 'eu-central-1', timeout: 2000, concurrency: 1 }, io);
    const evidence = await provider.collect({
      target: { uri: 's3://acme-wandb', bucket: 'acme-wandb' },
      declared: {},
      facets: allFacets,
    });
    provider.close();
    await fake.close();
    expect(Object.values(evidence.facets).every(({ state }) => state === 'present')).toBe(true);
    const paths = fake.requests.filter(({ operation }) => /Bucket/.test(operation)).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !path.startsWith('/acme-wandb'))).toEqual([]);
  });
});
