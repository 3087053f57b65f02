import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Case } from './support/bucket-state.ts';
import { flagsOf, targetOf } from './support/cases/flags.ts';
import { cases } from './support/cases/index.ts';
import { startFakeAws, type FakeAws } from './support/fake-aws/index.ts';
import { runCli } from './support/run-cli.ts';

interface Report {
  readonly findings: readonly { readonly check: string; readonly status: string }[];
}

const directory = mkdtempSync(join(tmpdir(), 'byob-audit-'));
const environment = {
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing-secret',
  AWS_REGION: 'eu-central-1',
  AWS_EC2_METADATA_DISABLED: 'true',
};

beforeAll(() => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

async function withFake<T>(given: Case, work: (fake: FakeAws) => Promise<T>): Promise<T> {
  const fake = await startFakeAws({
    buckets: given.isMissing ? [] : [given.bucket],
    ...(given.denied === undefined ? {} : { denied: given.denied }),
  });
  try {
    return await work(fake);
  } finally {
    await fake.close();
  }
}

const run = async (argv: readonly string[]) => runCli(argv, { cwd: directory, env: environment });
/** The two times of a report, which are all that may differ between a live run and a replay of it. */
const timeless = (report: string): string => report.replaceAll(/"(collectedAt|startedAt)": ?"[^"]*"/g, '"$1": ""');

describe.each(cases)('$name', (given) => {
  const target = targetOf(given);

  it(`live: exits ${given.exit} and fails exactly ${given.fails.join(', ') || 'nothing'}`, async () => {
    const ended = await withFake(given, async ({ url }) =>
      run(['check', target, '--provider', 'aws', '--endpoint', url, ...flagsOf(given), '--format', 'json']),
    );
    const { findings } = JSON.parse(ended.stdout) as Report;
    const fails = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
    expect({ fails: fails.toSorted(), code: ended.code }).toEqual({ fails: given.fails.toSorted(), code: given.exit });
    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
  });

  it('a replay of the recording equals the live run', async () => {
    const output = join(directory, given.name);
    const live = await withFake(given, async ({ url }) => {
      const recorded = await run([
        'record',
        target,
        '--provider',
        'aws',
        '--endpoint',
        url,
        ...flagsOf(given),
        '--output',
        output,
      ]);
      expect(recorded.code, recorded.stderr).toBe(0);
      return run(['check', target, '--provider', 'aws', '--endpoint', url, ...flagsOf(given), '--format', 'json']);
    });
    const replayed = await run(['check', output, '--format', 'json']);
    expect(timeless(replayed.stdout)).toBe(timeless(live.stdout));
    expect(replayed.code).toBe(live.code);
  });
});

it('reads only: no request of a whole run changes anything', async () => {
  const [given] = cases;
  if (given === undefined) throw new Error('there are no cases');
  const methods = await withFake(given, async ({ url, requests }) => {
    await run(['check', targetOf(given), '--provider', 'aws', '--endpoint', url, ...flagsOf(given)]);
    return requests.map(({ method, path }) => ({ method, path }));
  });
  expect(methods.length).toBeGreaterThan(10);
  // KMS and STS take every call by POST; S3 does not.
  expect(methods.filter(({ method, path }) => !['GET', 'HEAD'].includes(method) && path !== '/')).toEqual([]);
});
