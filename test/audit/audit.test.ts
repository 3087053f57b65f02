import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { audit, AuditError, defineCheck, parseEvidence, pass, type AuditRequest, type TargetReport } from '../../src/index.ts';
import { cases } from '../support/cases/index.ts';
import { startFakeAws } from '../support/fake-aws/index.ts';
import { runCli } from '../support/run-cli.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const versioningOff = join(fixtures, 'aws/versioning-off/evidence.json');

async function reportsOf(request: AuditRequest): Promise<TargetReport[]> {
  const reports: TargetReport[] = [];
  for await (const report of audit(request)) reports.push(report);
  return reports;
}

async function problemOf(request: AuditRequest) {
  const error: unknown = await reportsOf(request).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AuditError)) throw new Error(`expected an AuditError, found ${String(error)}`);
  expect(error.message).toMatch(/^[^\n]{5,}$/);
  return error.problem;
}

const outcomes = (reports: readonly TargetReport[]) =>
  reports.flatMap(({ findings }) => findings.map(({ check, status, severity, message }) => [check, status, severity, message]));

const own = defineCheck({
  id: 'acme/has-name',
  provider: 'aws',
  title: 'The bucket has a name',
  severity: 'low',
  rationale: '-',
  remediation: '-',
  source: [],
  rows: [],
  tags: ['acme'],
  requires: ['versioning'],
  evaluate: (_, { target, level }) => pass(`${target.bucket} ${level ?? '?'}`),
});

describe('audit', () => {
  it('says of a recording what `check` says of it', async () => {
    const { stdout } = await runCli(['check', versioningOff, '--format', 'json']);
    const said = JSON.parse(stdout) as TargetReport;
    const found = outcomes(await reportsOf({ targets: [versioningOff] }));
    expect(found.length).toBeGreaterThan(30);
    expect(found).toEqual(outcomes([said]));
  });

  it('gives a report for each recording of a folder, in the order of the targets', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'byob-audit-audit-'));
    const text = readFileSync(versioningOff, 'utf8');
    try {
      for (const name of ['b', 'a'])
        writeFileSync(join(folder, `${name}.evidence.json`), text.replaceAll('acme-wandb-versioning-off', name));
      const reports = await reportsOf({ targets: [versioningOff, folder], select: ['aws/versioning'] });
      expect(reports.map(({ target }) => target.uri)).toEqual(['s3://acme-wandb-versioning-off', 's3://a', 's3://b']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes evidence that the program holds', async () => {
    const parsed = await parseEvidence(JSON.parse(readFileSync(versioningOff, 'utf8')));
    if (!parsed.ok) throw new Error(parsed.problem);
    const given = await reportsOf({ targets: [parsed.evidence, { target: parsed.evidence }] });
    const read = await reportsOf({ targets: [versioningOff] });
    expect(given).toEqual([...read, ...read]);
  });

  it("runs the program's own checks beside the others, and tells them what is declared for their target", async () => {
    const reports = await reportsOf({
      targets: [versioningOff, { target: versioningOff, declared: { level: 'team' } }],
      declared: { level: 'instance' },
      select: ['aws/versioning', 'acme/*'],
      checks: [own],
    });
    expect(outcomes(reports)).toEqual([
      ['aws/versioning', 'fail', 'medium', 'versioning was never enabled'],
      ['acme/has-name', 'pass', 'low', 'acme-wandb-versioning-off instance'],
      ['aws/versioning', 'fail', 'medium', 'versioning was never enabled'],
      ['acme/has-name', 'pass', 'low', 'acme-wandb-versioning-off team'],
    ]);
  });

  it('reads live buckets, several at once, and stamps them with the time it is given', async () => {
    const given = cases.find(({ name }) => name === 'versioning-off');
    if (given === undefined) throw new Error('there is no such case');
    const fake = await startFakeAws({ buckets: [given.bucket] });
    const environment = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_REGION: 'eu-central-1' };
    try {
      for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
      const reports = await reportsOf({
        targets: [`s3://${given.bucket.name}`, `s3://${given.bucket.name}/prefix`],
        declared: { deployment: 'dedicated' },
        connection: { endpoint: fake.url, provider: 'aws' },
        select: ['aws/versioning'],
        now: () => new Date('2026-11-21T12:00:00Z'),
      });
      const said = ['aws/versioning', 'fail', 'medium', 'versioning was never enabled'];
      expect(outcomes(reports)).toEqual([said, said]);
      expect(reports.map(({ target }) => target.collectedAt)).toEqual(Array(2).fill('2026-11-21T12:00:00.000Z'));
    } finally {
      vi.unstubAllEnvs();
      await fake.close();
    }
  });

  it('ends without an error when it is aborted', async () => {
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const { target } of audit({ targets: [versioningOff, versioningOff], signal: abort.signal })) {
      seen.push(target.uri);
      abort.abort();
    }
    expect(seen).toEqual(['s3://acme-wandb-versioning-off']);
  });

  it('reads nothing before the first report is asked for', async () => {
    const reports = audit({ targets: [] });
    await expect(reports.next()).rejects.toThrow('no target was given');
  });
});

describe('a request that is wrong', () => {
  it.each<readonly [string, AuditRequest, object]>([
    ['no target', { targets: [] }, { kind: 'no-target' }],
    ['an empty target', { targets: [''] }, { kind: 'empty-target' }],
    ['an unknown scheme', { targets: ['ftp://acme'] }, { kind: 'bad-target', written: 'ftp://acme', why: 'unknown scheme' }],
    ['an impossible name', { targets: ['s3://A'] }, { kind: 'bad-target', written: 's3://A' }],
    ['an impossible account', { targets: ['az://Acme/container'] }, { kind: 'bad-target', written: 'az://Acme/container' }],
    ['an ARN', { targets: ['arn:aws:s3:::acme'] }, { kind: 'other-name', what: 'an ARN', write: 's3://acme' }],
    ['credentials', { targets: ['s3://key:s3cr3t@acme'] }, { kind: 'target-with-credentials' }],
    ['a key of Azure', { targets: ['az://acme:c2VjcmV0@container'] }, { kind: 'target-with-credentials' }],
    [
      'an endpoint for Azure',
      { targets: ['az://acme/data'], connection: { endpoint: 'https://acme.example' } },
      { kind: 'endpoint-for-azure' },
    ],
    [
      'an endpoint that is none',
      { targets: [{ target: 's3://acme', connection: { endpoint: 'https://user:s3cr3t@acme.example' } }] },
      { kind: 'bad-endpoint', target: 's3://acme' },
    ],
    [
      'a fact that is none',
      { targets: [versioningOff], declared: JSON.parse('{"deploymnt":"dedicated"}') as object },
      { kind: 'bad-declared', name: 'deploymnt' },
    ],
    [
      'a word that a fact does not take',
      { targets: [versioningOff], declared: JSON.parse('{"deployment":"s3cr3t"}') as object },
      { kind: 'bad-declared', name: 'deployment', expected: 'one of multi-tenant, dedicated, self-managed, saas' },
    ],
    [
      'a value that is not written as its fact is',
      { targets: [{ target: versioningOff, declared: { account: 's3cr3t' } }] },
      { kind: 'bad-declared', name: 'account', expected: 'a 12-digit AWS account id' },
    ],
    [
      'a list that is none',
      { targets: ['s3://acme'], declared: JSON.parse('{"origins":"*"}') as object },
      { kind: 'bad-declared' },
    ],
    ['no concurrency', { targets: [versioningOff], concurrency: 0 }, { kind: 'bad-number', name: 'concurrency' }],
    ['a timeout of nothing', { targets: [versioningOff], connection: { timeout: 0.5 } }, { kind: 'bad-number', name: 'timeout' }],
    ['a pattern that matches nothing', { targets: [versioningOff], select: ['aws/nothing'] }, { kind: 'unmatched-pattern' }],
    ['an unknown tag', { targets: [versioningOff], ignore: ['tag:nothing'] }, { kind: 'unknown-tag', tag: 'nothing' }],
    ['an unknown severity', { targets: [versioningOff], select: ['>=grave'] }, { kind: 'unknown-severity', severity: 'grave' }],
    ['a severity without a sign', { targets: [versioningOff], select: ['high'] }, { kind: 'bare-severity', severity: 'high' }],
    ['a selection of nothing', { targets: [versioningOff], select: ['aws/*'], provider: 'gcs' }, { kind: 'nothing-selected' }],
    ['a path of nothing', { targets: ['nowhere'] }, { kind: 'bad-evidence', file: 'nowhere' }],
    ['a baseline without keys', { targets: [versioningOff], baseline: versioningOff }, { kind: 'baseline-empty' }],
  ])('%s', async (_, request, problem) => {
    const found = await problemOf(request);
    expect(found).toMatchObject(problem);
    expect(JSON.stringify(found)).not.toMatch(/s3cr3t|c2VjcmV0/);
  });
});
