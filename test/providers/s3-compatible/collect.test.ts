import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { bucket, run } from './support.ts';

describe('an S3-compatible server', () => {
  it('is not said to lack the bucket by a page of a web server', async () => {
    const { evidence } = await run({ fake: { faults: { '*': { status: 404, nonXml: true } } } });
    expect(evidence.facets.headBucket).toMatchObject({ state: 'unreadable', cause: 'not-understood', status: 404 });
  });

  it('is read completely, and the evidence is valid', async () => {
    const { evidence } = await run({ fake: { server: 'Ceph Object Gateway (squid)' } });
    expect(await parseEvidence(JSON.parse(JSON.stringify(evidence)))).toMatchObject({ ok: true });
    expect(evidence.target.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(evidence.facets).toMatchObject({
      headBucket: { state: 'present' },
      versioning: { value: { Status: 'Enabled' } },
      cors: { value: { CORSRules: [{ AllowedOrigins: ['*'] }] } },
      policy: { state: 'absent' },
      server: { value: { status: 403, family: 'ceph', receivedAt: '2026-11-21T12:00:00.000Z' } },
    });
  });

  it('is asked with the bucket in the path, in the declared region or in us-east-1, and never for another one', async () => {
    const usual = await run();
    expect(new Set(usual.fake.requests.map(({ region }) => region))).toEqual(new Set(['us-east-1', '']));
    expect(usual.fake.requests.every(({ path }) => path.startsWith('/acme-wandb'))).toBe(true);
    const declared = await run({ declared: { region: 'eu-west-9' } });
    expect(new Set(declared.fake.requests.map(({ region }) => region))).toEqual(new Set(['eu-west-9', '']));
    const flag = await run({ declared: { region: 'eu-west-9' }, connect: { region: 'garage' } });
    expect(new Set(flag.fake.requests.map(({ region }) => region))).toEqual(new Set(['garage', '']));
  });

  it('gets the facets that were asked for, and no other request', async () => {
    const { evidence, fake } = await run({ facets: ['versioning', 'server'] });
    expect(Object.keys(evidence.facets).toSorted()).toEqual(['server', 'versioning']);
    expect(fake.requests.map(({ operation }) => operation).toSorted()).toEqual(['GetBucketVersioning', 'HeadBucket']);
  });

  it.each([
    ['minio', 'cors', { state: 'unreadable', cause: 'not-supported', code: 'NotImplemented' }],
    [
      'listing',
      'cors',
      {
        state: 'unreadable',
        cause: 'not-supported',
        status: 200,
        detail: 'asked for CORSConfiguration, the server answered ListBucketResult',
      },
    ],
    ['listing', 'objectLock', { state: 'unreadable', cause: 'not-supported' }],
    ['listing', 'publicAccessBlock', { state: 'unreadable', cause: 'not-supported' }],
    ['ceph', 'location', { state: 'present', value: { LocationConstraint: 'default' } }],
  ] as const)('with the habits of %s answers %s as it does', async (profile, facet, expected) => {
    const { evidence } = await run({ fake: { profile }, facets: [facet] });
    expect(evidence.facets[facet]).toMatchObject(expected);
  });

  it.each([
    [{ status: 405, code: 'MethodNotAllowed' }, 'not-allowed'],
    [{ status: 501, code: 'XMinioSomething' }, 'not-supported'],
    [{ status: 400, code: 'NotImplemented' }, 'not-supported'],
    [{ status: 403, code: 'AccessDenied' }, 'access-denied'],
    [{ status: 403, code: 'SignatureDoesNotMatch' }, 'no-credentials'],
    [{ status: 400, code: 'InvalidArgument' }, 'not-understood'],
    [{ nonXml: true }, 'not-understood'],
    [{ cut: true }, 'not-understood'],
    [{ empty: true }, 'not-understood'],
  ] as const)('that answers %j has not told: %s', async (fault, cause) => {
    const { evidence } = await run({ fake: { faults: { GetBucketCors: fault } }, facets: ['cors'] });
    expect(evidence.facets.cors).toMatchObject({ state: 'unreadable', cause });
  });

  it('does not have the bucket: HEAD says so, and nothing else is guessed', async () => {
    const { evidence } = await run({ bucket: 'other' });
    expect(evidence.facets.headBucket).toEqual({ state: 'absent', code: 'NotFound' });
    expect(evidence.facets.versioning).toMatchObject({ state: 'unreadable', cause: 'no-such-bucket' });
  });

  it('is not there: every facet says why, within the time of a call', async () => {
    const { evidence, milliseconds } = await run({ connect: { endpoint: 'http://127.0.0.1:1', timeout: 1000 } });
    const states = Object.values(evidence.facets).map((facet) => (facet.state === 'unreadable' ? facet.cause : facet.state));
    expect(new Set(states)).toEqual(new Set(['unreachable']));
    expect(milliseconds).toBeLessThan(3000);
  });

  it('says nothing: every facet is a time-out', async () => {
    const { evidence, milliseconds } = await run({ fake: { faults: { '*': { timeout: true } } }, connect: { timeout: 300 } });
    expect(evidence.facets.preflight).toMatchObject({ state: 'unreadable', cause: 'timeout' });
    expect(evidence.facets.server).toMatchObject({ state: 'unreadable', cause: 'timeout' });
    expect(evidence.facets.versioning).toMatchObject({ state: 'unreadable', cause: 'timeout' });
    expect(milliseconds).toBeLessThan(3000);
  });

  it('is left when the run is interrupted', async () => {
    const stop = new AbortController();
    stop.abort();
    const { evidence, fake } = await run({ signal: stop.signal });
    const causes = Object.values(evidence.facets).map((facet) => (facet.state === 'unreadable' ? facet.cause : facet.state));
    expect(new Set(causes)).toEqual(new Set(['interrupted']));
    expect(fake.requests).toEqual([]);
  });

  it('never sees a writing request', async () => {
    const { fake } = await run({ declared: { origins: ['https://a.example', 'https://b.example'] } });
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'OPTIONS']));
    expect(bucket.name).toBe('acme-wandb');
  });
});
