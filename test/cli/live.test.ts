import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFakeAws, type FakeAws } from '../support/fake-aws/index.ts';
import { runCli } from '../support/run-cli.ts';
import { onlyVersioning, versioned } from './recording.ts';

const names = ['acme-one', 'acme-two', 'acme-three', 'acme-four', 'acme-five'];
const account = '111122223333';
let fake: FakeAws;
let cwd = '';

beforeAll(async () => {
  const credentials = {
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing-secret',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  for (const [name, value] of Object.entries({ ...credentials, AWS_REGION: 'eu-central-1' })) vi.stubEnv(name, value);
  const buckets = names.map((name) => ({ name, region: 'eu-central-1', account, versioning: 'Enabled' as const }));
  fake = await startFakeAws({ buckets });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'byob-audit-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const endpoint = (): readonly string[] => ['--provider', 'aws', '--endpoint', fake.url];
const targetsOf = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { readonly targets: readonly { readonly uri: string }[] }).targets.map(({ uri }) => uri);

describe('several targets', () => {
  it.each(['1', '2', '10'])('are reported in their order, recordings among them, with --concurrency %s', async (concurrency) => {
    writeFileSync(join(cwd, 'a.json'), versioned);
    const written = [
      ...names.slice(0, 2).map((name) => `s3://${name}`),
      'a.json',
      ...names.slice(2).map((name) => `s3://${name}`),
    ];
    const argv = ['check', ...written, ...endpoint(), ...onlyVersioning, '--concurrency', concurrency, '--format', 'json'];
    const { code, stdout } = await runCli(argv, { cwd });
    expect(targetsOf(stdout)).toEqual(written.map((target) => (target === 'a.json' ? 's3://acme-wandb' : target)));
    expect(code).toBe(0);
  });

  it('end early when interrupted, and what was collected is reported', async () => {
    const interrupt = new AbortController();
    let looked = 0;
    const now = (): Date => {
      looked += 1;
      // The clock is asked once for the report and once for each piece of evidence.
      if (looked === 3) interrupt.abort();
      return new Date('2026-11-01T00:00:00.000Z');
    };
    const argv = [
      'check',
      ...names.map((name) => `s3://${name}`),
      ...endpoint(),
      ...onlyVersioning,
      '--concurrency',
      '1',
      '--format',
      'json',
    ];
    const { code, stdout } = await runCli(argv, { cwd, now, signal: interrupt.signal });
    expect(code).toBe(130);
    expect(targetsOf(stdout)).toEqual(['s3://acme-one', 's3://acme-two']);
  });

  it('take what the configuration says about each of them', async () => {
    writeFileSync(
      join(cwd, 'byob-audit.yaml'),
      `targets: [{ target: s3://acme-one, endpoint: "${fake.url}", provider: aws, level: team }]`,
    );
    const { stdout } = await runCli(['check', ...onlyVersioning, '--format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      targets: [{ uri: 's3://acme-one', declared: { level: 'team' } }],
      exit: { code: 0 },
    });
  });
});

describe('record', () => {
  it('writes one file a target, says where, and keeps stdout empty', async () => {
    const { code, stdout, stderr } = await runCli(
      ['record', 's3://acme-one', 's3://acme-two', ...endpoint(), '--output', 'new/out'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^byob-audit: recorded s3:\/\/acme-one to .*\nbyob-audit: recorded s3:\/\/acme-two to .*\n$/);
    expect(readdirSync(join(cwd, 'new/out'))).toHaveLength(2);
  });

  it('masks account ids when asked', async () => {
    await runCli(['record', 's3://acme-one', ...endpoint(), '--account', account, '--output', 'out', '--mask-accounts'], { cwd });
    const texts = readdirSync(join(cwd, 'out')).map((name) => readFileSync(join(cwd, 'out', name), 'utf8'));
    expect(texts).toHaveLength(1);
    expect(texts.join('')).not.toContain(account);
  });

  it('exits 3 when nothing at all could be read', async () => {
    const argv = [
      'record',
      's3://acme-one',
      '--provider',
      'aws',
      '--endpoint',
      'http://127.0.0.1:1',
      '--timeout',
      '1',
      '--output',
      'out',
    ];
    const { code, stderr } = await runCli(argv, { cwd });
    expect(stderr).toContain('nothing at all could be read');
    expect(code).toBe(3);
  });

  it('refuses a folder that is a file', async () => {
    writeFileSync(join(cwd, 'out'), 'x');
    const { code, stderr } = await runCli(['record', 's3://acme-one', ...endpoint(), '--output', 'out'], { cwd });
    expect(stderr).toMatch(/^byob-audit: --output out: [^\n]+\n$/);
    expect(code).toBe(2);
  });
});
