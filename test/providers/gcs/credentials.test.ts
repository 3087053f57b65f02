import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectOptions } from '../../../src/core/provider.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { clientFor } from '../../../src/providers/gcs/client.ts';
import { hostsFor, type Hosts } from '../../../src/providers/gcs/hosts.ts';
import { connect, providerOf } from '../../../src/providers/gcs/index.ts';
import { metadataToken, startFakeGcs, type FakeGcs, type FakeGcsOptions } from '../../support/fake-gcs/index.ts';
import { allFacets, fullBucket, io, run } from './support.ts';

const auditor = 'auditor@acme-audit.iam.gserviceaccount.com';
const auditorToken = 'ya29.auditor-token-that-must-not-leak';

interface Authenticated {
  readonly evidence: Evidence<'gcs'>;
  readonly fake: FakeGcs;
}

/** A run that sends tokens as it does to Google, with one fake server in the place of all of Google's hosts. */
async function asWithGoogle(options: Partial<ConnectOptions>, fakeOptions: Partial<FakeGcsOptions>): Promise<Authenticated> {
  const fake = await startFakeGcs({ buckets: [fullBucket], tokens: [metadataToken], ...fakeOptions });
  process.env['GCE_METADATA_HOST'] = fake.url;
  const hosts: Hosts = { ...hostsFor(fake.url, undefined), authenticated: true };
  const client = clientFor(hosts, { timeout: 2000, concurrency: 1, ...options }, io.tool, fake.url);
  const provider = providerOf(client, io);
  try {
    const target = { uri: 'gs://acme-wandb', bucket: 'acme-wandb' };
    return { evidence: await provider.collect({ target, declared: {}, facets: allFacets }), fake };
  } finally {
    provider.close();
    await fake.close();
  }
}

const saved = { ...process.env };

describe('credentials', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'byob-audit-adc-'));
    delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
    process.env['METADATA_SERVER_DETECTION'] = 'assume-present';
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const name of [
      'GOOGLE_APPLICATION_CREDENTIALS',
      'METADATA_SERVER_DETECTION',
      'GCE_METADATA_HOST',
      'GOOGLE_CLOUD_QUOTA_PROJECT',
    ]) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
  });

  it('come from the metadata server, once for all calls', async () => {
    const { evidence, fake } = await asWithGoogle({}, {});
    expect(Object.values(evidence.facets).every(({ state }) => state === 'present')).toBe(true);
    expect(fake.requests.filter(({ path }) => path.includes('/token'))).toHaveLength(1);
    expect(JSON.stringify(evidence)).not.toContain('must-not-leak');
  });

  it('bill the project that is named for it', async () => {
    process.env['GOOGLE_CLOUD_QUOTA_PROJECT'] = 'acme-billing';
    const { fake } = await asWithGoogle({}, {});
    const billed = fake.requests
      .filter(({ operation }) => operation !== 'metadata')
      .map(({ headers }) => headers['x-goog-user-project']);
    expect(new Set(billed)).toEqual(new Set(['acme-billing']));
  });

  it('impersonate a service account, once for all calls', async () => {
    const { evidence, fake } = await asWithGoogle(
      { impersonateServiceAccount: auditor },
      { tokens: [metadataToken, auditorToken], impersonable: { [auditor]: auditorToken } },
    );
    expect(Object.values(evidence.facets).every(({ state }) => state === 'present')).toBe(true);
    const [request, ...more] = fake.requests.filter(({ operation }) => operation === 'generateAccessToken');
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      method: 'POST',
      path: `/v1/projects/-/serviceAccounts/${auditor}:generateAccessToken`,
      token: metadataToken,
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      delegates: [],
      scope: ['https://www.googleapis.com/auth/cloud-platform'],
      lifetime: '3600s',
    });
    const reads = fake.requests.filter(({ operation }) => !['metadata', 'generateAccessToken'].includes(operation));
    expect(new Set(reads.map(({ token }) => token))).toEqual(new Set([auditorToken]));
    expect(JSON.stringify(evidence)).not.toContain('must-not-leak');
  });

  it('say that a service account may not be impersonated, and read nothing without it', async () => {
    const { evidence, fake } = await asWithGoogle({ impersonateServiceAccount: auditor }, { impersonable: {} });
    expect(evidence.facets.bucket).toEqual({
      state: 'unreadable',
      cause: 'no-credentials',
      detail: `the service account ${auditor} could not be impersonated: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).`,
    });
    expect(fake.requests.filter(({ operation }) => operation.startsWith('buckets'))).toEqual([]);
    expect(fake.requests.filter(({ operation }) => operation === 'generateAccessToken')).toHaveLength(1);
  });

  it('are refused by the server without a word about them', async () => {
    const { evidence } = await asWithGoogle({}, { tokens: ['another'] });
    expect(evidence.facets.bucket).toEqual({ state: 'unreadable', cause: 'no-credentials', code: 'authError', status: 401 });
  });

  it('are missing, which is told at once and asked once', async () => {
    process.env['METADATA_SERVER_DETECTION'] = 'none';
    const begin = performance.now();
    const { evidence, fake } = await asWithGoogle({}, {});
    expect(performance.now() - begin).toBeLessThan(1500);
    for (const name of ['bucket', 'iamPolicy'] as const)
      expect(evidence.facets[name]).toEqual({
        state: 'unreadable',
        cause: 'no-credentials',
        detail: 'no Application Default Credentials; `gcloud auth application-default login` makes them',
      });
    expect(fake.requests).toEqual([]);
  });

  it.each([
    ['is not there', undefined, /does not exist/],
    ['is no JSON', 'not json', /no credentials: /],
    ['is of another kind', '{"type":"something"}', /no credentials: /],
  ])('of a file that %s are told as missing, without its content', async (_, content, reason) => {
    const file = join(folder, 'adc.json');
    if (content !== undefined) writeFileSync(file, content);
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = file;
    const { evidence } = await asWithGoogle({}, {});
    expect(evidence.facets.bucket).toMatchObject({ cause: 'no-credentials', detail: expect.stringMatching(reason) as string });
  });

  it('are looked for without a warning when the metadata server hangs up', async () => {
    process.env['METADATA_SERVER_DETECTION'] = 'ping-only';
    const warnings: string[] = [];
    const listen = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', listen);
    const { evidence } = await asWithGoogle({}, { faults: { metadata: { reset: true } } });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(evidence.facets.bucket).toMatchObject({ cause: 'no-credentials' });
    expect(warnings).toEqual([]);
  });

  it('that take too long are not waited for', async () => {
    const begin = performance.now();
    const { evidence } = await asWithGoogle({ timeout: 300 }, { faults: { metadata: { timeout: true } } });
    expect(evidence.facets.bucket).toMatchObject({ cause: 'no-credentials', detail: 'no credentials: no answer within 0.3 s' });
    expect(performance.now() - begin).toBeLessThan(1200);
  });
});

describe('an endpoint', () => {
  it.each([
    [undefined, undefined, 'https://storage.googleapis.com/storage/v1', 'https://cloudkms.googleapis.com/v1', true],
    [
      'https://storage.me-central2.rep.googleapis.com/',
      undefined,
      'https://storage.me-central2.rep.googleapis.com/storage/v1',
      'https://cloudkms.googleapis.com/v1',
      true,
    ],
    [
      'https://storage-acme.p.googleapis.com',
      'localhost:1',
      'https://storage-acme.p.googleapis.com/storage/v1',
      'https://cloudkms.googleapis.com/v1',
      true,
    ],
    [
      'http://storage.googleapis.com',
      undefined,
      'http://storage.googleapis.com/storage/v1',
      'http://storage.googleapis.com/v1',
      false,
    ],
    [
      'https://storage.googleapis.com:8443',
      undefined,
      'https://storage.googleapis.com:8443/storage/v1',
      'https://storage.googleapis.com:8443/v1',
      false,
    ],
    [
      'https://googleapis.com.evil.example',
      undefined,
      'https://googleapis.com.evil.example/storage/v1',
      'https://googleapis.com.evil.example/v1',
      false,
    ],
    ['https://evilgoogleapis.com', undefined, 'https://evilgoogleapis.com/storage/v1', 'https://evilgoogleapis.com/v1', false],
    [undefined, 'localhost:9023', 'http://localhost:9023/storage/v1', 'http://localhost:9023/v1', false],
    [undefined, 'http://localhost:9023/storage/v1/', 'http://localhost:9023/storage/v1', 'http://localhost:9023/v1', false],
    [
      undefined,
      'https://storage.googleapis.com',
      'https://storage.googleapis.com/storage/v1',
      'https://storage.googleapis.com/v1',
      false,
    ],
    [undefined, '', 'https://storage.googleapis.com/storage/v1', 'https://cloudkms.googleapis.com/v1', true],
  ])('%s with STORAGE_EMULATOR_HOST %s', (endpoint, emulator, storage, kms, authenticated) => {
    expect(hostsFor(endpoint, emulator)).toMatchObject({ storage, kms, authenticated });
  });

  it('that is not one of Google’s gets no token, whatever credentials there are', async () => {
    const { evidence, fake } = await run(fullBucket, { connect: { impersonateServiceAccount: auditor } });
    expect(Object.values(evidence.facets).every(({ state }) => state === 'present')).toBe(true);
    expect(new Set(fake.requests.map(({ token }) => token))).toEqual(new Set(['']));
  });

  it.each([':bad', 'a b'])('that no URL can be made of is unreachable, and no bug: %s', async (host) => {
    process.env['STORAGE_EMULATOR_HOST'] = host;
    const provider = connect({ timeout: 2000, concurrency: 1 }, io);
    delete process.env['STORAGE_EMULATOR_HOST'];
    const target = { uri: 'gs://acme-wandb', bucket: 'acme-wandb' };
    const { facets } = await provider.collect({ target, declared: {}, facets: allFacets });
    provider.close();
    const detail = 'STORAGE_EMULATOR_HOST is neither a host nor a URL';
    expect(facets.bucket).toEqual({ state: 'unreadable', cause: 'unreachable', detail });
  });

  it('of an emulator is found in the environment', async () => {
    const fake = await startFakeGcs({ buckets: [fullBucket] });
    process.env['STORAGE_EMULATOR_HOST'] = fake.url.replace('http://', '');
    const provider = connect({ timeout: 2000, concurrency: 1 }, io);
    delete process.env['STORAGE_EMULATOR_HOST'];
    const target = { uri: 'gs://acme-wandb', bucket: 'acme-wandb' };
    const evidence = await provider.collect({ target, declared: {}, facets: allFacets });
    provider.close();
    await fake.close();
    expect(Object.values(evidence.facets).every(({ state }) => state === 'present')).toBe(true);
    expect(fake.requests).toHaveLength(6);
  });
});
