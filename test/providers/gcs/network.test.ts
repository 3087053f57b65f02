import { createServer as createHttpServer } from 'node:http';
import { connect as connectTo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/evidence/observation.ts';
import { startFakeGcs } from '../../support/fake-gcs/index.ts';
import { fullBucket, run } from './support.ts';

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
  it('says at once that a connection is refused', async () => {
    const port = await freePort();
    const { evidence, milliseconds } = await run(fullBucket, { connect: { endpoint: `http://127.0.0.1:${port}` } });
    expect(causes(evidence.facets)).toEqual(['unreachable', 'prerequisite']);
    expect(evidence.facets.bucket).toEqual({
      state: 'unreadable',
      cause: 'unreachable',
      code: 'ECONNREFUSED',
      detail: `127.0.0.1:${port}: connection refused`,
    });
    expect(milliseconds).toBeLessThan(1000);
  });

  it('does not retry a host name that does not exist, and repeats no secret of the URL', async () => {
    const { evidence } = await run(fullBucket, { connect: { endpoint: 'http://user:secret@nowhere.invalid:1' } });
    expect(evidence.facets.bucket).toMatchObject({
      cause: 'unreachable',
      code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string,
    });
    expect(JSON.stringify(evidence)).not.toContain('secret');
  });

  it('waits one time-out for a server that never answers', async () => {
    const { evidence, fake, milliseconds } = await run(fullBucket, {
      connect: { timeout: 300 },
      fake: { faults: { '*': { timeout: true } } },
    });
    expect(causes(evidence.facets)).toEqual(['timeout', 'prerequisite']);
    expect(fake.requests).toHaveLength(3);
    expect(milliseconds).toBeLessThan(900);
  });

  it('understands a server that does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('220 mail.acme.example ESMTP\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 9;
    const { evidence } = await run(fullBucket, { connect: { endpoint: `http://127.0.0.1:${port}` }, facets: ['bucket'] });
    server.close();
    expect(evidence.facets.bucket).toMatchObject({ cause: 'not-understood', detail: 'the server does not speak HTTP' });
  });

  it.each([
    ['throttled', { throttle: 1 }],
    ['told that the rate is too high', { rateLimit: 2 }],
    ['hung up on', { reset: 1 }],
    ['cut off', { truncate: 1 }],
    ['told of an internal error', { status: 503, times: 2 }],
  ])('goes on after being %s', async (_, fault) => {
    const { evidence, fake } = await run(fullBucket, { facets: ['bucket'], fake: { faults: { 'buckets.get': fault } } });
    expect(evidence.facets.bucket?.state).toBe('present');
    expect(fake.requests.length).toBeGreaterThan(1);
    expect(fake.requests.length).toBeLessThanOrEqual(3);
  });

  it.each([
    ['throttling', { throttle: true }, 'throttled'],
    ['errors', { status: 500 }, 'server-error'],
    ['broken connections', { reset: true }, 'unreachable'],
    ['broken answers', { truncate: true }, 'not-understood'],
  ] as const)('gives up on %s after three calls', async (_, fault, cause) => {
    const { evidence, fake } = await run(fullBucket, { facets: ['iamPolicy'], fake: { faults: { '*': fault } } });
    expect(evidence.facets.iamPolicy).toMatchObject({ cause });
    expect(fake.requests).toHaveLength(3);
  });

  it('goes through the proxy of the environment, except to this machine and where NO_PROXY says so', async () => {
    const fake = await startFakeGcs({ buckets: [fullBucket] });
    const tunnels: string[] = [];
    const proxy = createHttpServer().on('connect', ({ url = '' }, client) => {
      tunnels.push(url);
      const server = connectTo(Number(new URL(fake.url).port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        server.pipe(client).pipe(server);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 9}`;
    try {
      const elsewhere = { connect: { endpoint: 'http://storage.invalid' }, facets: ['bucket'] };
      const through = await run(fullBucket, elsewhere);
      expect(through.evidence.facets.bucket?.state).toBe('present');
      expect(tunnels).toEqual(['storage.invalid:80']);
      const here = await run(fullBucket, { facets: ['bucket'] });
      expect(here.evidence.facets.bucket?.state).toBe('present');
      process.env['NO_PROXY'] = 'storage.invalid';
      const around = await run(fullBucket, elsewhere);
      expect(around.evidence.facets.bucket).toMatchObject({ cause: 'unreachable' });
      expect(tunnels).toHaveLength(1);
    } finally {
      delete process.env['HTTPS_PROXY'];
      delete process.env['NO_PROXY'];
      proxy.close();
      proxy.closeAllConnections();
      await fake.close();
    }
  });

  it('never follows a redirect', async () => {
    const { evidence, fake } = await run(fullBucket, {
      facets: ['bucket'],
      fake: { faults: { 'buckets.get': { redirect: '/storage/v1/b/acme-wandb/iam' } } },
    });
    expect(evidence.facets.bucket).toMatchObject({
      cause: 'not-understood',
      detail: 'the server redirects to another address, which is not followed',
    });
    expect(fake.requests).toHaveLength(1);
  });

  it('stops reading an answer that has no end', async () => {
    const { evidence, milliseconds } = await run(fullBucket, {
      facets: ['bucket'],
      fake: { faults: { 'buckets.get': { endless: true } } },
    });
    expect(evidence.facets.bucket).toMatchObject({ detail: 'the answer is larger than 16 MB' });
    expect(milliseconds).toBeLessThan(2000);
  });

  it('leaves what was not read yet interrupted', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    const { evidence, fake, milliseconds } = await run(fullBucket, { fake: { delay: 400 }, signal: controller.signal });
    expect(evidence.facets.bucket).toEqual({ state: 'unreadable', cause: 'interrupted' });
    expect(evidence.facets.iamPolicy).toEqual({ state: 'unreadable', cause: 'interrupted' });
    expect(fake.requests).toHaveLength(3);
    expect(milliseconds).toBeLessThan(390);
  });

  it('reads nothing after an abort, and does not wait for a pause to end', async () => {
    const nothing = await run(fullBucket, { signal: AbortSignal.abort() });
    expect(nothing.fake.requests).toEqual([]);
    expect(causes(nothing.evidence.facets)).toEqual(['interrupted', 'prerequisite']);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const { evidence } = await run(fullBucket, {
      facets: ['bucket'],
      fake: { faults: { '*': { throttle: true } } },
      signal: controller.signal,
    });
    expect(evidence.facets.bucket).toEqual({ state: 'unreadable', cause: 'interrupted' });
  });
});
