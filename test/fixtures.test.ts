import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cases } from './support/cases/index.ts';
import { recordCase, recordedAt } from './support/cases/record.ts';
import { runCli } from './support/run-cli.ts';

const root = join(import.meta.dirname, '..');
const update = process.env['UPDATE'] === '1';
const folder = (name: string): string => join('fixtures/aws', name);
const now = (): Date => new Date(recordedAt);

/** Compares with a golden file, or writes it under UPDATE=1. */
function golden(file: string, text: string): void {
  const path = join(root, file);
  // What is true already is not touched: the test of the pages reads these files at the same time.
  if (update && (!existsSync(path) || readFileSync(path, 'utf8') !== text)) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text, `${file} differs; UPDATE=1 writes it anew`).toBe(readFileSync(path, 'utf8'));
}

interface Report {
  readonly findings: readonly {
    readonly check: string;
    readonly status: string;
    readonly severity: string;
    readonly message: string;
  }[];
  readonly exit: { readonly code: number };
}

beforeAll(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'testing');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'testing-secret');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterAll(() => vi.unstubAllEnvs());

describe.each(cases)('fixtures/aws/$name', (given) => {
  const directory = folder(given.name);

  it('is what the real provider records of the fake server', async () => {
    golden(join(directory, 'evidence.json'), `${JSON.stringify(await recordCase(given), null, 2)}\n`);
  });

  it(`exits ${given.exit} and fails exactly ${given.fails.join(', ') || 'nothing'}`, async () => {
    const { stdout, code } = await runCli(['check', directory, '--format', 'json'], { cwd: root, now });
    const { findings, exit } = JSON.parse(stdout) as Report;
    const fails = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
    expect(fails.toSorted()).toEqual(given.fails.toSorted());
    expect([code, exit.code]).toEqual([given.exit, given.exit]);
    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
    golden(join(directory, 'report.json'), stdout);
  });

  it('gives its golden table', async () => {
    const { stdout, stderr, code } = await runCli(['check', directory], { cwd: root, now });
    golden(join(directory, 'report.txt'), `$ byob-audit check ${directory}\n${stdout}exit ${code}\n`);
    expect(stderr).toBe('');
  });

  it('gives its golden JUnit report', async () => {
    const { stdout, code } = await runCli(['check', directory, '--format', 'junit'], { cwd: root, now });
    golden(join(directory, 'report.xml'), stdout);
    expect(code).toBe(given.exit);
  });
});

it('has no fixture without a case', () => {
  expect(readdirSync(join(root, 'fixtures/aws')).toSorted()).toEqual(cases.map(({ name }) => name).toSorted());
});

it("does not fail the bucket of W&B's own Terraform module at severity high", async () => {
  const { stdout } = await runCli(['check', folder('official-terraform-module'), '--format', 'json'], { cwd: root, now });
  const { findings } = JSON.parse(stdout) as Report;
  expect(findings.filter(({ status, severity }) => status === 'fail' && severity === 'high')).toEqual([]);
});

it('tells a locked-out auditor every permission that is missing, and passes nothing that it could not read', async () => {
  const { stdout, code } = await runCli(['check', folder('locked-out')], { cwd: root, now });
  for (const permission of [
    's3:GetBucketVersioning',
    's3:GetBucketPolicy',
    's3:GetBucketCORS',
    's3:GetEncryptionConfiguration',
  ]) {
    expect(stdout).toContain(permission);
  }
  expect(code).toBe(3);
});

// The published schemas are reference data beside the repository; where they are not there, the shape of the XML
// is still held by the golden reports, which were validated when they were written.
const schemas = join(root, '../shared/data/schemas');
if (existsSync(schemas)) {
  it.each(['junit-10.xsd', 'junit-windy.xsd'])(
    'every golden JUnit report is valid by %s',
    async (name) => {
      const xml = cases.map((given) => ({
        fileName: `${given.name}.xml`,
        contents: readFileSync(join(root, folder(given.name), 'report.xml'), 'utf8'),
      }));
      const { valid, errors } = await validateXML({
        xml,
        schema: [{ fileName: name, contents: readFileSync(join(schemas, name), 'utf8') }],
      });
      expect(errors.map(({ message }) => message)).toEqual([]);
      expect(valid).toBe(true);
    },
    60_000,
  );
}
