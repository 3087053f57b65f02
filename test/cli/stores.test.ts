import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortUploads, account, documentedCors } from '../support/cases/base.ts';
import { startFakeAws, type FakeAws } from '../support/fake-aws/index.ts';
import { runCli } from '../support/run-cli.ts';

const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
let fake: FakeAws;
let cwd = '';

beforeAll(async () => {
  const env = { AWS_ACCESS_KEY_ID: 'AKIASTORESTORESTORE1', AWS_SECRET_ACCESS_KEY: secret, AWS_EC2_METADATA_DISABLED: 'true' };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const bucket = { name: 'acme-wandb', region: 'us-east-1', account, cors: [documentedCors], lifecycle: [abortUploads()] };
  fake = await startFakeAws({ profile: 'ceph', buckets: [{ ...bucket, versioning: 'Enabled' }] });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'byob-audit-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

interface Report {
  readonly targets: readonly { readonly provider: string; readonly declared: Readonly<Record<string, unknown>> }[];
  readonly findings: readonly { readonly check: string; readonly status: string; readonly message: string }[];
}
const report = async (...argv: readonly string[]): Promise<Report> => {
  const { stdout, stderr } = await runCli([...argv, '--endpoint', fake.url, '--format', 'json'], { cwd });
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/wJalr|AKIASTORE/);
  return JSON.parse(stdout) as Report;
};

describe('an S3-compatible store', () => {
  it('is what an s3:// target with an endpoint elsewhere is', async () => {
    const { targets, findings } = await report('check', 's3://acme-wandb', '--deployment', 'self-managed');
    expect(targets[0]?.provider).toBe('s3-compatible');
    expect(new Set(findings.map(({ check }) => check.split('/')[0]))).toEqual(new Set(['s3-compatible']));
    const failed = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
    // The fake is on this machine and without TLS.
    expect(failed.toSorted()).toEqual(['s3-compatible/endpoint-reachable', 's3-compatible/endpoint-tls']);
  });

  it('plays the declared origins', async () => {
    const origin = 'https://wandb.acme.example';
    const { findings } = await report('check', 's3://acme-wandb', '--origin', origin, '--select', 's3-compatible/cors-works');
    expect(findings).toMatchObject([{ status: 'pass', message: expect.stringContaining(origin) as string }]);
  });

  it('needs the permissions of its calls, and none for what anybody can see', async () => {
    const { stdout, code } = await runCli(['permissions', '--provider', 's3-compatible'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('s3:GetBucketVersioning');
    expect(stdout).not.toMatch(/Put|Delete|kms:/);
  });

  it('is recorded without a credential, and judged from the recording alike', async () => {
    const { code } = await runCli(['record', 's3://acme-wandb', '--endpoint', fake.url, '--output', 'out'], { cwd });
    const [name = ''] = readdirSync(join(cwd, 'out'));
    const text = readFileSync(join(cwd, 'out', name), 'utf8');
    expect(code).toBe(0);
    expect(text).not.toMatch(/wJalr|AKIASTORE/);
    expect(JSON.parse(text)).toMatchObject({ provider: 's3-compatible', target: { endpoint: fake.url } });
    const { stdout } = await runCli(['check', 'out', '--format', 'json'], { cwd });
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.find(({ check }) => check === 's3-compatible/cors-works')?.status).toBe('pass');
  });
});

describe('a CoreWeave bucket', () => {
  it('is read over the S3 API, with the organization that a flag declares', async () => {
    const { targets, findings } = await report('check', 'cw://acme-wandb', '--deployment', 'dedicated', '--org-id', 'acme');
    expect(targets).toMatchObject([{ provider: 'coreweave', declared: { orgId: 'acme' } }]);
    expect(findings.find(({ check }) => check === 'coreweave/bucket-policy-grants')).toMatchObject({ status: 'fail' });
    expect(findings.find(({ check }) => check === 'coreweave/cors-works')).toMatchObject({ status: 'pass' });
  });

  it('takes the organization from the configuration as well', async () => {
    writeFileSync(join(cwd, 'byob-audit.yaml'), `targets: [{ target: cw://acme-wandb, endpoint: "${fake.url}", orgId: acme }]`);
    const { stdout } = await runCli(['check', '--select', 'coreweave/bucket-exists', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ targets: [{ declared: { orgId: 'acme' } }] });
  });
});
