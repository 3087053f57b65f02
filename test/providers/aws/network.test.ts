import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/evidence/observation.ts';
import { fullBucket, keyArn, run } from './support.ts';

const causes = (facets: object): readonly unknown[] => [
  ...new Set(
    Object.values(facets).map((observation: Observation<unknown>) =>
      observation.state === 'unreadable' ? observation.cause : observation.state,
    ),
  ),
];

/** A port on which nobody listens any more. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 9));
    });
  });

describe('the network', () => {
  it('says at once that a connection is refused, once for all services', async () => {
    const port = await freePort();
    const { evidence, milliseconds } = await run(fullBucket, {
      connect: { endpoint: `http://127.0.0.1:${port}` },
      declared: { kmsKey: keyArn },
    });
    expect(causes(evidence.facets)).toEqual(['unreachable', 'prerequisite']);
    expect(evidence.facets.kmsKey).toEqual(evidence.facets.headBucket);
    expect(evidence.facets.headBucket).toEqual({
      state: 'unreadable',
      cause: 'unreachable',
      code: 'ECONNREFUSED',
      detail: `127.0.0.1:${port}: connection refused`,
    });
    expect(milliseconds).toBeLessThan(1500);
  });

  it('does not retry a host name that does not exist', async () => {
    const { evidence } = await run(fullBucket, {
      connect: { endpoint: 'http://user:secret@nowhere.invalid:1' },
      facets: ['versioning'],
    });
    expect(evidence.facets.versioning).toMatchObject({ cause: 'unreachable' });
    expect(JSON.stringify(evidence)).not.toContain('secret');
  });

  it('waits one time-out for a server that never answers', async () => {
    const { evidence, fake, milliseconds } = await run(fullBucket, {
      connect: { timeout: 300 },
      fake: { faults: { '*': { timeout: true } } },
      declared: { kmsKey: keyArn },
      facets: ['headBucket', 'versioning', 'encryption', 'kmsKey', 'kmsGrants'],
    });
    expect(causes(evidence.facets)).toEqual(['timeout']);
    expect(fake.requests).toHaveLength(3);
    expect(milliseconds).toBeLessThan(1500);
  });

  it('backs off when throttled and goes on', async () => {
    const { evidence, fake } = await run(fullBucket, {
      facets: ['versioning'],
      fake: { faults: { GetBucketVersioning: { throttle: 1 } } },
    });
    expect(evidence.facets.versioning).toEqual({ state: 'present', value: { Status: 'Enabled' } });
    expect(fake.requests).toHaveLength(2);
  });

  it.each(['versioning', 'kmsGrants'])('gives up on throttling after three calls: %s', async (facet) => {
    const faults = { GetBucketVersioning: { throttle: true }, ListGrants: { throttle: true } } as const;
    const { evidence, fake } = await run(fullBucket, { facets: [facet], fake: { faults } });
    expect(evidence.facets[facet as 'versioning']).toMatchObject({ cause: 'throttled' });
    expect(fake.requests.filter(({ operation }) => operation in faults)).toHaveLength(3);
  });

  it('tries a broken connection again', async () => {
    const { evidence, fake } = await run(fullBucket, {
      facets: ['versioning'],
      fake: { faults: { GetBucketVersioning: { reset: 1 } } },
    });
    expect(evidence.facets.versioning?.state).toBe('present');
    expect(fake.requests).toHaveLength(2);
  });

  it('leaves what was not read yet interrupted', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    const { evidence, fake, milliseconds } = await run(fullBucket, {
      fake: { delay: 400 },
      signal: controller.signal,
      facets: ['versioning', 'encryption', 'caller', 'kmsKey'],
      declared: { kmsKey: keyArn },
    });
    expect(causes(evidence.facets)).toEqual(['interrupted']);
    expect(fake.requests.map(({ operation }) => operation)).not.toContain('DescribeKey');
    expect(milliseconds).toBeLessThan(390);
  });

  it('reads nothing after an abort', async () => {
    const { evidence, fake } = await run(fullBucket, { signal: AbortSignal.abort(), declared: { kmsKey: keyArn } });
    expect(causes(evidence.facets)).toEqual(['interrupted', 'prerequisite']);
    expect(fake.requests).toEqual([]);
  });
});
