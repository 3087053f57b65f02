import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from './support/run-cli.ts';

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly message: string;
}

const corsXml = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule></CORSConfiguration>`;

/** A real server of another make, in this process: it has few of the calls, and asks nobody for credentials. */
describe('s3rver', () => {
  const directory = mkdtempSync(join(tmpdir(), 'byob-s3rver-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'acme-wandb', configs: [corsXml] }, { name: 'acme-bare' }],
  });
  let endpoint = '';

  beforeAll(async () => {
    for (const [name, value] of Object.entries({
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_EC2_METADATA_DISABLED: 'true',
    }))
      vi.stubEnv(name, value);
    const { port } = await server.run();
    endpoint = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server.close();
    rmSync(directory, { recursive: true });
  });

  const check = async (
    bucket: string,
    ...more: readonly string[]
  ): Promise<{ readonly code: number; readonly findings: readonly Finding[] }> => {
    const argv = ['check', `s3://${bucket}`, '--endpoint', endpoint, '--deployment', 'self-managed', '--format', 'json', ...more];
    const { code, stdout, stderr } = await runCli(argv);
    expect(stderr).toBe('');
    return { code, findings: (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings };
  };
  const statuses = (findings: readonly Finding[]): Readonly<Record<string, string>> =>
    Object.fromEntries(findings.map(({ check: id, status }) => [id.replace('s3-compatible/', ''), status]));

  it('is judged by what it has, and what it lacks does not apply', async () => {
    const { code, findings } = await check('acme-wandb');
    expect(statuses(findings)).toEqual({
      'deployment-available': 'pass',
      'bucket-exists': 'pass',
      prefix: 'not-applicable',
      region: 'not-applicable',
      'endpoint-tls': 'fail',
      certificate: 'not-applicable',
      'endpoint-reachable': 'fail',
      'clock-skew': 'pass',
      'minio-maintained': 'not-applicable',
      'cors-works': 'pass',
      'not-public': 'fail',
      'acl-private': 'not-applicable',
      'public-access-block': 'not-applicable',
      versioning: 'not-applicable',
      'lifecycle-current-objects': 'not-applicable',
      'abort-multipart': 'not-applicable',
      'object-lock': 'not-applicable',
    });
    expect(code).toBe(1);
  });

  it('refuses the preflights of a bucket without a CORS rule', async () => {
    const { findings } = await check('acme-bare', '--origin', 'https://wandb.acme.example');
    expect(findings.find(({ check: id }) => id === 's3-compatible/cors-works')).toMatchObject({ status: 'fail' });
  });

  it('does not have another bucket', async () => {
    const { findings } = await check('acme-absent');
    expect(findings.find(({ check: id }) => id === 's3-compatible/bucket-exists')).toMatchObject({ status: 'fail' });
    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
  });
});
