import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { suites, type SuiteCase } from './support/cases/index.ts';
import { recordedAt } from './support/cases/record.ts';
import { broken, type Report } from './support/cases/verdict.ts';
import { golden, update, withoutTallies } from './support/golden.ts';
import { runCli } from './support/run-cli.ts';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'byob-audit-fixtures-'));
const now = (): Date => new Date(recordedAt);

beforeAll(() => {
  for (const { env } of suites) for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true });
});

/** What a case gives today: the recording of the fake server, and what the program says of it. */
interface Told {
  readonly evidence: string;
  /** What stdout shows, with the command in front and the exit code behind. */
  readonly transcript: string;
  readonly json: string;
  readonly junit: string;
  readonly stderr: string;
  readonly code: number;
}

const folder = (provider: string, name: string): string => join('fixtures', provider, name);
/** Why cases were not written, all of them told at once. */
const refused: string[] = [];
const told = new Map<string, Promise<Told>>();

/** Records a case and checks the recording, once, away from the files that are compared with it. */
async function tell(provider: string, given: SuiteCase): Promise<Told> {
  const directory = folder(provider, given.name);
  const known = told.get(directory);
  if (known !== undefined) return known;
  const fresh = (async () => {
    const evidence = `${JSON.stringify(await given.record(), null, 2)}\n`;
    const file = (name: string): string => join(scratch, directory, name);
    mkdirSync(dirname(file('evidence.json')), { recursive: true });
    writeFileSync(file('evidence.json'), evidence);
    const formats = ['table', `json=${file('json')}`, `junit=${file('junit')}`].flatMap((format) => ['--format', format]);
    const { stdout, stderr, code } = await runCli(['check', directory, ...formats], { cwd: scratch, now });
    const [json, junit] = [readFileSync(file('json'), 'utf8'), readFileSync(file('junit'), 'utf8')];
    return { evidence, transcript: `$ byob-audit check ${directory}\n${stdout}exit ${code}\n`, json, junit, stderr, code };
  })();
  told.set(directory, fresh);
  return fresh;
}

const reportOf = async (provider: string, given: SuiteCase): Promise<Report> =>
  JSON.parse((await tell(provider, given)).json) as Report;

describe.each(suites)('fixtures/$provider', ({ provider, cases, lockedOut, reports }) => {
  describe.each(cases)('$name', (given) => {
    const directory = folder(provider, given.name);

    it(`exits ${given.exit} and fails exactly ${given.fails.join(', ') || 'nothing'}, as its files tell`, async () => {
      const { evidence, transcript, json, junit, stderr, code } = await tell(provider, given);
      // Whoever reads the files trusts the case: what it declares has to hold before any of them is written.
      const wrong = broken(provider, given, JSON.parse(json) as Report);
      if (update && wrong.length > 0) {
        refused.push(...wrong);
        return;
      }
      expect(wrong, wrong.join('\n')).toEqual([]);
      expect({ code, stderr }).toEqual({ code: given.exit, stderr: '' });
      golden(join(directory, 'evidence.json'), evidence);
      golden(join(directory, 'report.txt'), withoutTallies(transcript));
      if (!reports.includes(given.name)) return;
      golden(join(directory, 'report.json'), json);
      golden(join(directory, 'report.xml'), junit);
    });
  });

  // A case that is refused has no files yet.
  it.skipIf(update)('has no file without a case', () => {
    const files = readdirSync(join(root, 'fixtures', provider), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const expected = cases.flatMap(({ name }) =>
      ['evidence.json', 'report.txt', ...(reports.includes(name) ? ['report.json', 'report.xml'] : [])].map((file) =>
        join(root, folder(provider, name), file),
      ),
    );
    expect(files.toSorted()).toEqual(expected.toSorted());
  });

  it('keeps reports in every format that together show each status', async () => {
    const statuses = async (of: readonly SuiteCase[]): Promise<string[]> => {
      const shown = await Promise.all(of.map(async (given) => (await reportOf(provider, given)).findings));
      return [...new Set(shown.flat().map(({ status }) => status))].toSorted();
    };
    expect(await statuses(cases.filter(({ name }) => reports.includes(name)))).toEqual(await statuses(cases));
  });

  it('tells a locked-out auditor every permission that is missing, and passes nothing that it could not read', async () => {
    const given = cases.find(({ name }) => name === 'locked-out');
    if (given === undefined) throw new Error('there is no case locked-out');
    const { transcript, code } = await tell(provider, given);
    expect(lockedOut.filter((permission) => !transcript.includes(permission))).toEqual([]);
    expect(code).toBe(3);
  });
});

if (update)
  it('writes no case whose declaration does not hold', () => {
    expect(refused).toEqual([]);
  });

it.each(
  suites.flatMap(({ provider, cases }) =>
    cases.filter(({ name }) => name === 'official-terraform-module').map((given) => ({ provider, given })),
  ),
)("does not fail the bucket of W&B's own Terraform module at severity high: $provider", async ({ provider, given }) => {
  const { findings } = await reportOf(provider, given);
  expect(findings.filter(({ status, severity }) => status === 'fail' && severity === 'high')).toEqual([]);
});

describe('what a report may not say of its case', () => {
  const good = { name: 'compliant-saas', fails: [], exit: 0 } as const;
  const faulty = { name: 'versioning-off', fails: ['aws/versioning'], exit: 1 } as const;
  const report = (code: number, ...said: readonly (readonly [check: string, status: string])[]): Report => ({
    findings: said.map(([check, status]) => ({ check, status, severity: 'medium', message: 'it is so' })),
    exit: { code },
  });

  it.each<readonly [Parameters<typeof broken>[1], Report, readonly string[]]>([
    [good, report(0, ['aws/versioning', 'pass']), []],
    [faulty, report(1, ['aws/versioning', 'fail'], ['aws/mfa-delete', 'pass']), []],
    [
      good,
      report(0, ['aws/versioning', 'pass'], ['aws/mfa-delete', 'fail']),
      ['aws/compliant-saas: a compliant bucket now fails your check aws/mfa-delete'],
    ],
    [
      faulty,
      report(1, ['aws/versioning', 'unknown'], ['aws/mfa-delete', 'fail']),
      [
        'aws/versioning-off: a bucket whose fault is aws/versioning now fails your check aws/mfa-delete',
        'aws/versioning-off: the bucket no longer fails aws/versioning, as its case declares: it is unknown',
      ],
    ],
    [
      good,
      report(3, ['aws/versioning', 'error']),
      [
        'aws/compliant-saas: the check aws/versioning threw: it is so',
        'aws/compliant-saas: the run exits 3, and its case declares 0',
      ],
    ],
  ])('%j', (given, said, wrong) => {
    expect(broken('aws', given, said)).toEqual(wrong);
  });
});

// The published schemas are reference data beside the repository; where they are not there, the shape of the XML
// is still held by the golden reports, which were validated when they were written.
const schemas = join(root, '../shared/data/schemas');
if (existsSync(schemas)) {
  it.each(['junit-10.xsd', 'junit-windy.xsd'])(
    'the JUnit report of every case is valid by %s',
    async (name) => {
      const xml = await Promise.all(
        suites.flatMap(({ provider, cases }) =>
          cases.map(async (given) => ({
            fileName: `${provider}-${given.name}.xml`,
            contents: (await tell(provider, given)).junit,
          })),
        ),
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
