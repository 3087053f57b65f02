import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obstacleOf } from '../../../src/core/obstacle.ts';
import type { CollectRequest, ConnectOptions, Provider } from '../../../src/core/provider.ts';
import type { ProviderName } from '../../../src/evidence/index.ts';
import type { Observation } from '../../../src/evidence/observation.ts';
import { connect as connectAws } from '../../../src/providers/aws/index.ts';
import { openHttp } from '../../../src/providers/azure/transport.ts';
import { connect as connectCoreweave } from '../../../src/providers/coreweave/index.ts';
import { connect as connectGcs } from '../../../src/providers/gcs/index.ts';
import { connect as connectCompatible } from '../../../src/providers/s3-compatible/index.ts';
import { startDeadHost, type DeadHost } from '../../support/dead-host.ts';
import { account, io, keyArn } from '../aws/support.ts';
import '../gcs/support.ts';

const timeout = 400;

interface Server {
  readonly url: string;
  readonly requests: string[];
  readonly close: () => void;
}

/** Headers at once, then a byte now and then, without end; S3 itself denies where only the other services drip. */
async function startDrip(drips: (request: IncomingMessage) => boolean): Promise<Server> {
  const requests: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    if (!drips(request)) {
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end('<Error><Code>AccessDenied</Code><Message>denied</Message></Error>');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100_000 });
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 9}`,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Connect = (options: ConnectOptions, tool: typeof io) => Provider<ProviderName>;

interface Collected {
  readonly facets: Readonly<Record<string, Observation<unknown> | undefined>>;
  readonly milliseconds: number;
}

async function collect(provider: Provider<ProviderName>, uri: string, more: Partial<CollectRequest>): Promise<Collected> {
  const begin = performance.now();
  const evidence = await provider.collect({ target: { uri, bucket: 'acme-wandb' }, declared: {}, facets: [], ...more });
  return { facets: evidence.facets, milliseconds: performance.now() - begin };
}

describe('a body that drips without end', () => {
  it.each<[string, Connect, string, readonly string[]]>([
    ['S3', connectAws, 's3://acme-wandb', ['versioning', 'policy', 'encryption']],
    ['a server that speaks the S3 API', connectCompatible, 's3://acme-wandb', ['versioning', 'cors']],
    ['CoreWeave', connectCoreweave, 'cw://acme-wandb', ['cors', 'policy']],
    ['Cloud Storage', connectGcs, 'gs://acme-wandb', ['bucket', 'iamPolicy']],
  ])('is left after the time-out of a call: %s', async (_, connect, uri, facets) => {
    const server = await startDrip(() => true);
    const provider = connect({ endpoint: server.url, region: 'eu-central-1', timeout, concurrency: 1 }, io);
    try {
      const { facets: told, milliseconds } = await collect(provider, uri, { facets });
      expect(Object.values(told)).toEqual(facets.map(() => ({ state: 'unreadable', cause: 'timeout' })));
      expect(server.requests).toHaveLength(facets.length);
      expect(milliseconds).toBeLessThan(timeout * 3);
    } finally {
      provider.close();
      server.close();
    }
  });

  it.each<[string, string, (request: IncomingMessage) => boolean]>([
    ['KMS', 'kmsKey', ({ headers }) => headers['x-amz-target'] !== undefined],
    ['STS', 'caller', ({ method, headers }) => method === 'POST' && headers['x-amz-target'] === undefined],
    ['S3 Control', 'accountPublicAccessBlock', ({ url }) => url?.includes('configuration/publicAccessBlock') === true],
  ])('is left by %s as well', async (_, facet, drips) => {
    const server = await startDrip(drips);
    const provider = connectAws({ endpoint: server.url, region: 'eu-central-1', timeout, concurrency: 1 }, io);
    try {
      const more = { facets: [facet, 'versioning'], declared: { kmsKey: keyArn, account } };
      const { facets: told, milliseconds } = await collect(provider, 's3://acme-wandb', more);
      expect(told[facet]).toEqual({ state: 'unreadable', cause: 'timeout' });
      expect(told['versioning']).toMatchObject({ cause: 'access-denied' });
      expect(milliseconds).toBeLessThan(timeout * 3);
    } finally {
      provider.close();
      server.close();
    }
  });

  it('is left by the assumption of a role', async () => {
    const server = await startDrip(({ method }) => method === 'POST');
    const roleArn = `arn:aws:iam::${account}:role/audit`;
    const provider = connectAws({ endpoint: server.url, region: 'eu-central-1', roleArn, timeout, concurrency: 1 }, io);
    try {
      const { facets: told, milliseconds } = await collect(provider, 's3://acme-wandb', { facets: ['versioning'] });
      expect(told['versioning']).toMatchObject({ state: 'unreadable', cause: 'no-credentials' });
      expect(milliseconds).toBeLessThan(timeout * 3);
    } finally {
      provider.close();
      server.close();
    }
  });

  it('is left by the client of every Azure library', async () => {
    const server = await startDrip(() => true);
    const request = createPipelineRequest({ url: server.url, headers: createHttpHeaders(), allowInsecureConnection: true });
    await expect(openHttp(timeout).sendRequest(request)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.requests).toHaveLength(1);
    server.close();
  });

  it('is told in words', () => {
    const { message } = obstacleOf('aws', 'versioning', { state: 'unreadable', cause: 'timeout' });
    expect(message).toMatch(/time/);
  });
});

describe('a server that is busy', () => {
  const targets: readonly (readonly [string, Connect, string, string])[] = [
    ['S3', connectAws, 's3://acme-wandb', 'versioning'],
    ['a server that speaks the S3 API', connectCompatible, 's3://acme-wandb', 'versioning'],
    ['CoreWeave', connectCoreweave, 'cw://acme-wandb', 'cors'],
    ['Cloud Storage', connectGcs, 'gs://acme-wandb', 'bucket'],
  ];
  const ask = async (connect: Connect, uri: string, facet: string, retryAfter: string) => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.writeHead(429, { 'content-type': 'application/xml', 'retry-after': retryAfter });
      response.end('<Error><Code>SlowDown</Code><Message>slow down</Message></Error>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const endpoint = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 9}`;
    const provider = connect({ endpoint, region: 'eu-central-1', timeout: 5000, concurrency: 1 }, io);
    try {
      const { facets, milliseconds } = await collect(provider, uri, { facets: [facet] });
      return { observation: facets[facet], milliseconds, requests };
    } finally {
      provider.close();
      server.close();
    }
  };

  it.each(targets)('is left alone for as long as it asks: %s', async (_, connect, uri, facet) => {
    const { observation, milliseconds, requests } = await ask(connect, uri, facet, '1');
    expect(observation).toMatchObject({ state: 'unreadable', cause: 'throttled' });
    expect(requests).toBe(3);
    // The SDK makes a date of the seconds, which a request takes a little off.
    expect(milliseconds).toBeGreaterThan(1700);
  });

  it.each(targets)('is not waited for when it asks for an hour: %s', async (_, connect, uri, facet) => {
    const { observation, requests } = await ask(connect, uri, facet, '3600');
    expect(observation).toMatchObject({ state: 'unreadable', cause: 'throttled' });
    expect(requests).toBe(1);
  });
});

describe('a host that takes no connection', () => {
  let host: DeadHost;
  beforeAll(async () => {
    host = await startDeadHost();
  });
  afterAll(() => host.close());

  it.each<[string, Connect, string, readonly string[]]>([
    [
      'S3, KMS, STS and S3 Control',
      connectAws,
      's3://acme-wandb',
      ['versioning', 'kmsKey', 'caller', 'accountPublicAccessBlock'],
    ],
    ['a server that speaks the S3 API', connectCompatible, 's3://acme-wandb', ['versioning', 'server', 'preflight']],
    ['CoreWeave', connectCoreweave, 'cw://acme-wandb', ['cors', 'policy']],
    ['Cloud Storage', connectGcs, 'gs://acme-wandb', ['bucket', 'iamPolicy']],
  ])('costs a run one time-out: %s', async (_, connect, uri, facets) => {
    const provider = connect({ endpoint: host.url, region: 'eu-central-1', timeout, concurrency: 1 }, io);
    try {
      const first = await collect(provider, uri, { facets, declared: { kmsKey: keyArn } });
      const silent = { state: 'unreadable', cause: 'timeout', detail: 'no connection came about' };
      expect(first.facets[facets[0] ?? '']).toEqual(silent);
      expect(first.milliseconds).toBeLessThan(timeout * 2);
      const second = await collect(provider, uri, { facets, declared: { kmsKey: keyArn } });
      expect(second.facets).toEqual(first.facets);
      expect(second.milliseconds).toBeLessThan(timeout / 2);
    } finally {
      provider.close();
    }
  });

  it('costs the client of the Azure libraries one time-out', async () => {
    const http = openHttp(timeout);
    const ask = async (): Promise<number> => {
      const begin = performance.now();
      const request = createPipelineRequest({ url: host.url, headers: createHttpHeaders(), allowInsecureConnection: true });
      await expect(http.sendRequest(request)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
      return performance.now() - begin;
    };
    expect(await ask()).toBeLessThan(timeout * 2);
    expect(await ask()).toBeLessThan(timeout / 2);
  });
});
