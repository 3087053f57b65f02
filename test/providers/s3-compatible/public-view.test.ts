import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { undeclaredOrigin } from '../../../src/evidence/s3-compatible.ts';
import { arbitraryOrigin } from '../../../src/policy/cors/origins.ts';
import { bucketUrl } from '../../../src/providers/s3-compatible/address.ts';
import { familyOf } from '../../../src/providers/s3-compatible/family.ts';
import { certificate } from '../../../src/checks/s3-compatible/certificate.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import { contextOf } from '../../support/describe-check.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { run } from './support.ts';

const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** A server of our own; its URL. */
async function listen(server: Server): Promise<string> {
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const facets = ['server', 'preflight'] as const;

describe('what anybody can see', () => {
  it('is asked without credentials, and changes nothing', async () => {
    const { fake } = await run({ facets });
    expect(fake.requests).toHaveLength(4);
    expect(fake.requests.filter(({ accessKey }) => accessKey !== '')).toEqual([]);
    expect(fake.requests.map(({ method }) => method).toSorted()).toEqual(['GET', 'HEAD', 'OPTIONS', 'OPTIONS']);
  });

  it('plays an origin that nobody lists where none is declared, the one that is judged', async () => {
    expect(undeclaredOrigin).toBe(arbitraryOrigin);
    const { evidence } = await run({ facets });
    expect(evidence.facets.preflight).toMatchObject({
      value: {
        preflights: [
          {
            method: 'PUT',
            origin: undeclaredOrigin,
            status: 200,
            allowOrigin: '*',
            requestHeaders: ['content-type', 'content-md5'],
          },
          { method: 'GET', origin: undeclaredOrigin, status: 200 },
        ],
        requests: [{ method: 'GET', origin: undeclaredOrigin, status: 403, exposeHeaders: 'ETag' }],
      },
    });
  });

  it('plays every declared origin, at most five, patterns by an example', async () => {
    const origins = ['https://*.acme.example', ...[1, 2, 3, 4, 5, 6].map((n) => `https://w${n}.example`)];
    const { evidence } = await run({ facets, declared: { origins } });
    const { preflight } = evidence.facets;
    const played = preflight?.state === 'present' ? preflight.value.requests.map(({ origin }) => origin) : [];
    expect(played).toEqual([
      'https://a.acme.example',
      'https://w1.example',
      'https://w2.example',
      'https://w3.example',
      'https://w4.example',
    ]);
  });

  it('is unreadable as a whole when one of the preflights gets no real answer', async () => {
    const { evidence } = await run({ facets, fake: { faults: { Preflight: { status: 503 } } } });
    expect(evidence.facets.preflight).toEqual({ state: 'unreadable', cause: 'server-error', status: 503 });
    const throttled = await run({ facets, fake: { faults: { Preflight: { status: 429 } } } });
    expect(throttled.evidence.facets.preflight).toMatchObject({ cause: 'throttled' });
    const reset = await run({ facets, fake: { faults: { Preflight: { reset: true } } } });
    expect(reset.evidence.facets.preflight).toMatchObject({ cause: 'unreachable', code: 'ECONNRESET' });
  });

  it('does not take trouble of the server for an answer', async () => {
    const { evidence } = await run({ facets: ['server'], fake: { faults: { HeadBucket: { status: 503 } } } });
    expect(evidence.facets.server).toEqual({ state: 'unreadable', cause: 'server-error', status: 503 });
  });

  it('does not follow a redirect', async () => {
    let elsewhere = 0;
    const other = await listen(createServer((_, response) => void ((elsewhere += 1), response.end())));
    const endpoint = await listen(
      createServer((_, response) => response.writeHead(307, { location: `${other}/acme-wandb` }).end()),
    );
    const { evidence } = await run({ facets, connect: { endpoint } });
    expect(evidence.facets.preflight).toMatchObject({ value: { preflights: [{ status: 307 }, { status: 307 }] } });
    expect(evidence.facets.server).toMatchObject({ value: { status: 307 } });
    expect(elsewhere).toBe(0);
  });

  it('does not wait for a body that never ends, nor keep a long header', async () => {
    const endpoint = await listen(
      createServer(({ method }, response) => {
        response.writeHead(200, { server: 'x'.repeat(9000), 'access-control-allow-headers': 'y'.repeat(5000) });
        if (method === 'HEAD') {
          response.end();
          return;
        }
        const more = setInterval(() => response.write('z'.repeat(1000)), 5);
        response.on('close', () => clearInterval(more));
      }),
    );
    const { evidence, milliseconds } = await run({ facets, connect: { endpoint } });
    expect(JSON.stringify(evidence.facets).length).toBeLessThan(30_000);
    expect(milliseconds).toBeLessThan(1500);
  });

  it.each([
    ['nothing that is HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'not-understood'],
    ['headers without end', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}`, 'not-understood'],
  ])('copes with %s', async (_, bytes, cause) => {
    const endpoint = await listen(createTcpServer((socket) => void socket.on('error', () => undefined).end(bytes)));
    const { evidence } = await run({ facets, connect: { endpoint } });
    expect(evidence.facets.server).toMatchObject({ state: 'unreadable', cause });
    expect(evidence.facets.preflight).toMatchObject({ state: 'unreadable', cause });
  });

  it('does not accept a certificate that nobody vouches for, and the check says so', async () => {
    let asked = 0;
    const server = createTlsServer(selfSigned(), (_, response) => {
      asked += 1;
      response.end();
    });
    const endpoint = (await listen(server)).replace('http:', 'https:');
    const { evidence } = await run({ facets, connect: { endpoint } });
    expect(evidence.facets.server).toMatchObject({ cause: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(asked).toBe(0);
    const target = { ...evidence.target, endpoint };
    const [finding] = evaluate({ ...evidence, target }, [certificate], contextOf({ target }, 's3-compatible'));
    expect(finding).toMatchObject({ status: 'fail', message: expect.stringContaining('self-signed') as string });
  });

  it('cleans what the server calls itself', async () => {
    const endpoint = await listen(
      createServer((_, response) =>
        response.writeHead(403, { server: 'MinIO \u00a0 //user:secret@host AKIAABCDEFGHIJKLMNOP' }).end(),
      ),
    );
    const { evidence } = await run({ facets: ['server'], connect: { endpoint } });
    expect(evidence.facets.server).toMatchObject({ value: { family: 'minio' } });
    expect(JSON.stringify(evidence)).not.toMatch(/secret|AKIA/);
  });
});

describe('the address of a bucket', () => {
  const options = { timeout: 1, concurrency: 1 };
  it.each([
    [{ endpoint: 'https://s3.acme.example' }, 'key', 'https://s3.acme.example/acme/key'],
    [{ endpoint: 'https://s3.acme.example:9000/' }, '', 'https://s3.acme.example:9000/acme'],
    [{ endpoint: 'https://acme.example/store/' }, 'key', 'https://acme.example/store/acme/key'],
    [{ endpoint: 'https://s3.acme.example', virtualHostStyle: true }, 'key', 'https://acme.s3.acme.example/key'],
    [{ endpoint: 'https://user:pass@s3.acme.example?x=1' }, 'key', 'https://s3.acme.example/acme/key'],
  ])('%j %s is %s', (more, key, expected) => {
    expect(bucketUrl({ ...options, ...more }, 'acme', key).href).toBe(expected);
  });
});

describe('the program behind the answers', () => {
  it.each([
    [{ server: 'MinIO' }, 'minio'],
    [{ server: 'MinIO AIStor/RELEASE.2026' }, 'aistor'],
    [{ server: 'Ceph Object Gateway (squid)' }, 'ceph'],
    [{ 'x-amz-request-id': 'tx000000818639c5205e90b-006b015c7b-102b-default' }, 'ceph'],
    [{ 'x-amz-request-id': 'tx000000818639c5205e90b-006b015c7b', 'x-trans-id': 'tx1' }, 'swift'],
    [{ server: 'SeaweedFS 3.80' }, 'seaweedfs'],
    [{ server: 'nginx' }, undefined],
    [{ server: 'not MinIO' }, undefined],
    [{ 'x-amz-request-id': '4442587FB7D0A2F9' }, undefined],
    [{}, undefined],
  ])('%j is %s', (headers, family) => {
    expect(familyOf(headers, 's3.acme.example')).toBe(family);
  });

  it('is R2 by its host', () => {
    expect(familyOf({ server: 'cloudflare' }, 'abc.r2.cloudflarestorage.com')).toBe('r2');
    expect(familyOf({}, 'r2.cloudflarestorage.com.evil.example')).toBeUndefined();
  });
});
