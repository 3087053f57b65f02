import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { suites } from './support/cases/index.ts';
import { recordedAt } from './support/cases/record.ts';
import { runCli } from './support/run-cli.ts';

const root = join(import.meta.dirname, '..');
const update = process.env['UPDATE'] === '1';
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

const reportOf = async (directory: string): Promise<Report> => {
  const { stdout } = await runCli(['check', directory, '--format', 'json'], { cwd: root, now });
  return JSON.parse(stdout) as Report;
};

beforeAll(() => {
  for (const { env } of suites) for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterAll(() => vi.unstubAllEnvs());

describe.each(suites)('fixtures/$provider', ({ provider, cases, lockedOut }) => {
  const folder = (name: string): string => join('fixtures', provider, name);

  describe.each(cases)('$name', (given) => {
    const directory = folder(given.name);

    it('is what the real provider records of the fake server', async () => {
      golden(join(directory, 'evidence.json'), `${JSON.stringify(await given.record(), null, 2)}\n`);
    });

    it(`exits ${given.exit} and fails exactly ${given.fails.join(', ') || 'nothing'}`, async () => {
      const { stdout, code } = await runCli(['check', directory, '--format', 'json'], { cwd: root, now });
      const { findings, exit } = JSON.parse(stdout) as Report;
      const fails = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
      golden(join(directory, 'report.json'), stdout);
      expect(fails.toSorted()).toEqual(given.fails.toSorted());
      expect([code, exit.code]).toEqual([given.exit, given.exit]);
      expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
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
    expect(readdirSync(join(root, 'fixtures', provider)).toSorted()).toEqual(cases.map(({ name }) => name).toSorted());
  });

  it('tells a locked-out auditor every permission that is missing, and passes nothing that it could not read', async () => {
    const { stdout, code } = await runCli(['check', folder('locked-out')], { cwd: root, now });
    expect(lockedOut.filter((permission) => !stdout.includes(permission))).toEqual([]);
    expect(code).toBe(3);
  });
});

it.each(
  suites.flatMap(({ provider, cases }) =>
    cases.filter(({ name }) => name === 'official-terraform-module').map(({ name }) => join('fixtures', provider, name)),
  ),
)("does not fail the bucket of W&B's own Terraform module at severity high: %s", async (directory) => {
  const { findings } = await reportOf(directory);
  expect(findings.filter(({ status, severity }) => status === 'fail' && severity === 'high')).toEqual([]);
});

// The published schemas are reference data beside the repository; where they are not there, the shape of the XML
// is still held by the golden reports, which were validated when they were written.
const schemas = join(root, '../shared/data/schemas');
if (existsSync(schemas)) {
  it.each(['junit-10.xsd', 'junit-windy.xsd'])(
    'every golden JUnit report is valid by %s',
    async (name) => {
      const xml = suites.flatMap(({ provider, cases }) =>
        cases.map((given) => ({
          fileName: `${provider}-${given.name}.xml`,
          contents: readFileSync(join(root, 'fixtures', provider, given.name, 'report.xml'), 'utf8'),
        })),
      );
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
