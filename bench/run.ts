import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import * as nodeModule from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases } from '../test/support/cases/index.ts';
import { recordCase } from '../test/support/cases/record.ts';
import { interleaved, median, ratio, type Contender, type Row } from './measure.ts';
import { policies } from './policy.ts';

// Each step beside its floor. Nothing here fails: a shared machine is too noisy for a verdict, and the goals are printed beside.

const root = join(import.meta.dirname, '..');
const cli = join(root, 'bin/byob-audit.js');
const fixture = join(root, 'fixtures/aws/compliant-dedicated/evidence.json');
const rounds = Math.max(5, Number(process.env['BENCH_ROUNDS'] ?? '11'));
const buckets = 1000;
const latency = 80;

const folder = await mkdtemp(join(tmpdir(), 'byob-audit-bench-'));

/** A user who has run the program before: the warm-up fills the compile cache, which CI and a first run do without. */
const cached = 'enableCompileCache' in nodeModule;
const atHome = { HOME: folder, LOCALAPPDATA: folder, XDG_CACHE_HOME: '', CI: '' };
const uncached = { NODE_DISABLE_COMPILE_CACHE: '1' };

const program = (name: string, args: readonly string[], env: Contender['env'] = {}): Contender => ({
  name,
  args: [cli, ...args],
  codes: [0, 1, 3],
  env: { ...atHome, ...env },
});

/** Times the steps beside one floor. */
async function beside(
  floor: Contender,
  steps: readonly (Contender & { readonly goal?: number })[],
  times: number,
): Promise<Row[]> {
  const measured = await interleaved([floor, ...steps], times);
  const base = measured[floor.name] ?? [];
  const row = (step: Contender, goal: string): Row => {
    const own = measured[step.name] ?? [];
    return { step: step.name, milliseconds: median(own), floor: floor.name, ratio: ratio(own, base), goal };
  };
  return [row(floor, ''), ...steps.map((step) => row(step, step.goal === undefined ? '' : `<= ${step.goal}`))];
}

const emptyNode: Contender = { name: 'node -e 0', args: ['-e', '0'] };

/** The goals of a short run: of the first one, and of the later ones where Node.js keeps what it compiled. */
const goals = {
  help: { first: 1.25, later: 1.25 },
  list: { first: 1.35, later: 1.35 },
  explain: { first: 1.35, later: 1.35 },
  json: { first: 1.8, later: 1.5 },
  table: { first: 1.9, later: 1.6 },
  live: { first: 3.4, later: 2.7 },
} as const;

type Step = Contender & { readonly goal: number };

/** A step as the first run does it and, where that differs, as the later ones do. */
const firstAndLater = (
  name: string,
  args: readonly string[],
  goal: { readonly first: number; readonly later: number },
  env: Readonly<Record<string, string>> = {},
): readonly Step[] => [
  { ...program(name, args, { ...env, ...uncached }), goal: goal.first },
  ...(cached ? [{ ...program(`${name}, compiled before`, args, env), goal: goal.later }] : []),
];

const start = (recorded: string): Promise<Row[]> =>
  beside(
    emptyNode,
    [
      ...firstAndLater('--help', ['--help'], goals.help),
      ...firstAndLater('list', ['list'], goals.list),
      ...firstAndLater('explain', ['explain', 'aws/versioning'], goals.explain),
      ...firstAndLater('one recorded bucket, JSON', ['check', recorded, '--format', 'json'], goals.json),
      ...firstAndLater('one recorded bucket, table', ['check', recorded, '--format', 'table'], goals.table),
      // What one provider brings along is paid for by its own targets only: the rows above do not grow with these.
      ...(['gcs/compliant-dedicated', 'azure/compliant-team', 'azure-ai/compliant-service-side'] as const).flatMap((name) => {
        const path = join(root, 'fixtures', name);
        return existsSync(path) ? firstAndLater(`fixtures/${name}, JSON`, ['check', path, '--format', 'json'], goals.json) : [];
      }),
    ],
    rounds,
  );

/**
 * A thousand buckets whose policies are the same texts, as one template and one key make them, and a thousand in whose
 * policies and ARNs the bucket is named, so that no two texts are the same and nothing that was judged can be repeated.
 */
async function manyRecorded(recorded: string, folder: string): Promise<Row[]> {
  const evidence = JSON.parse(await readFile(recorded, 'utf8')) as { readonly target: { readonly bucket: string } };
  const text = JSON.stringify(evidence);
  const written = async (name: string, line: (index: number) => string): Promise<string> => {
    const file = join(folder, `${name}.ndjson`);
    await writeFile(file, `${Array.from({ length: buckets }, (_, index) => line(index)).join('\n')}\n`);
    return file;
  };
  const alike = await written('alike', () => text);
  const distinct = await written('distinct', (index) => text.replaceAll(evidence.target.bucket, `acme-wandb-${index}`));
  const size = Math.round((await stat(distinct)).size / buckets / 100) / 10;
  const floor: Contender = {
    name: `parse ${buckets} lines of ${size} KB`,
    args: [join(root, 'bench/parse-lines.mjs'), distinct],
  };
  return beside(
    floor,
    [
      { ...program(`${buckets} recorded buckets, alike, NDJSON`, ['check', alike, '--format', 'ndjson']), goal: 3 },
      { ...program(`${buckets} recorded buckets, alike, JUnit`, ['check', alike, '--format', 'junit']), goal: 3.5 },
      { ...program(`${buckets} recorded buckets, all distinct, NDJSON`, ['check', distinct, '--format', 'ndjson']), goal: 3 },
    ],
    7,
  );
}

async function withStub<T>(use: (url: string) => Promise<T>): Promise<T> {
  const stub = spawn(process.execPath, [join(root, 'scripts/run-ts.mjs'), 'bench/stub.ts', String(latency)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      stub.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim()));
      stub.once('exit', (code) => reject(new Error(`the stub ended with exit code ${code}`)));
    });
    return await use(url);
  } finally {
    stub.kill();
  }
}

const credentials = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** What a live run costs beyond the empty process and the two round trips that nobody can save. */
async function oneLive(): Promise<Row[]> {
  return withStub(async (url) => {
    const argv = ['check', 's3://acme-wandb', '--deployment', 'dedicated', '--format', 'json'];
    const env = { ...credentials, AWS_ENDPOINT_URL: url };
    const steps = firstAndLater('one live bucket, beyond two round trips', argv, goals.live, env);
    const measured = await interleaved([emptyNode, ...steps], rounds);
    const base = measured[emptyNode.name] ?? [];
    const floor = `${emptyNode.name}, and two round trips of ${latency} ms`;
    return steps.map(({ name, goal }): Row => {
      const own = (measured[name] ?? []).map((time) => time - 2 * latency);
      return { step: name, milliseconds: median(own), floor, ratio: ratio(own, base), goal: `<= ${goal}` };
    });
  });
}

const print = (rows: readonly Row[]): void => {
  for (const { step, milliseconds, ratio: times, goal } of rows) {
    process.stdout.write(
      `${step.padEnd(52)} ${milliseconds.toFixed(2).padStart(9)} ms ${times.toFixed(2).padStart(7)} x  ${goal}\n`,
    );
  }
};

const results: Row[] = [];
try {
  const recorded = existsSync(fixture) ? fixture : join(folder, 'evidence.json');
  const compliant = cases.find(({ name }) => name === 'compliant-dedicated');
  if (recorded !== fixture && compliant !== undefined) await writeFile(recorded, JSON.stringify(await recordCase(compliant)));
  for (const [title, measure] of [
    ['start, against an empty node', () => start(recorded)],
    ['many recorded buckets, against JSON.parse of the same lines', () => manyRecorded(recorded, folder)],
    ['policies, against JSON.parse of the same text', () => policies(rounds)],
    ['live, against an empty node', oneLive],
  ] as const) {
    process.stdout.write(`\n${title}\n`);
    const rows = await measure();
    print(rows);
    results.push(...rows);
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
await writeFile(join(root, 'bench/results.json'), `${JSON.stringify({ machine, rounds, results }, null, 2)}\n`);
