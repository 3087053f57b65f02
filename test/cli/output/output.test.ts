import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Io } from '../../../src/cli/output/io.ts';
import { main } from '../../../src/cli/main.ts';
import { runCli } from '../../support/run-cli.ts';
import { denied, onlyVersioning, recording, unversioned, versioned } from '../recording.ts';

const escape = '\u001b';
let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'byob-audit-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

describe('where reports go', () => {
  it.each([
    ['check', ['check', 'a.json']],
    ['policy check', ['policy', 'check', 's3-cors', 'a.json']],
    ['uri check', ['uri', 'check', 'a.json', '--env', 'STORES']],
  ])('never over what %s reads, by another name neither', async (_, argv) => {
    const text = argv[0] === 'check' ? unversioned : argv[0] === 'uri' ? '{"STORES":"s3://acme-wandb"}' : '{"CORSRules":[]}';
    for (const file of ['a.json', './a.json', 'link.json']) {
      writeFileSync(join(cwd, 'a.json'), text);
      rmSync(join(cwd, 'link.json'), { force: true });
      symlinkSync('a.json', join(cwd, 'link.json'));
      const { code, stderr } = await runCli([...argv, '--format', `json=${file}`], { cwd });
      expect([code, stderr.includes('a report would be written over')]).toEqual([2, true]);
      expect(read('a.json')).toBe(text);
    }
  });

  it('a table on stdout by default, without colour when it is no terminal', async () => {
    const { stdout, stderr } = await runCli(['check', 'a.json', ...onlyVersioning], { cwd, files: { 'a.json': unversioned } });
    expect(stdout).toContain('FAIL medium  aws/versioning');
    expect(stdout).not.toContain(escape);
    expect(stderr).toBe('');
  });

  it.each([
    ['--color paints a pipe', ['--color'], {}, undefined, true],
    ['a terminal is painted', [], {}, 100, true],
    ['NO_COLOR is honoured', [], { NO_COLOR: '1' }, 100, false],
    ['--no-color is honoured', ['--no-color'], {}, 100, false],
    ['--color beats NO_COLOR', ['--color'], { NO_COLOR: '1' }, 100, true],
    ['FORCE_COLOR paints a pipe', [], { FORCE_COLOR: '1' }, undefined, true],
    ['a dumb terminal is not painted', [], { TERM: 'dumb' }, 100, false],
  ])('%s', async (_, argv, env, columns, painted) => {
    const { stdout } = await runCli(['check', 'a.json', ...argv], {
      cwd,
      env,
      files: { 'a.json': unversioned },
      ...(columns === undefined ? {} : { columns }),
    });
    expect(stdout.includes(escape)).toBe(painted);
  });

  it('several formats, each in its file, and one on stdout', async () => {
    const argv = [
      'check',
      'a.json',
      ...onlyVersioning,
      '--format',
      'junit=r.xml',
      '--format',
      'json=r.json',
      '--format',
      'ndjson=r.ndjson',
      '--format',
      'table',
    ];
    const { stdout, stderr } = await runCli(argv, { cwd, files: { 'a.json': unversioned }, env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('aws/versioning');
    expect(stderr).toBe('');
    expect(read('r.xml')).toContain('<testsuites>');
    expect(JSON.parse(read('r.json'))).toMatchObject({ kind: 'byob-audit/report', exit: { code: 1 } });
    expect(read('r.ndjson').trimEnd().split('\n')).toHaveLength(4);
    expect(readdirSync(cwd).toSorted()).toEqual(['a.json', 'r.json', 'r.ndjson', 'r.xml']);
  });

  it('says on stderr how it ended when stdout carries nothing', async () => {
    const { stdout, stderr } = await runCli(['check', 'a.json', ...onlyVersioning, '--output', 'r.txt'], {
      cwd,
      files: { 'a.json': unversioned },
    });
    expect(stdout).toBe('');
    expect(stderr).toBe('byob-audit: exit 1: 1 failure at or above medium; written: r.txt\n');
    expect(read('r.txt')).toContain('aws/versioning');
  });

  it('leaves an older report alone when the input is bad, and replaces it otherwise, through a link as well', async () => {
    writeFileSync(join(cwd, 'real.json'), 'old');
    symlinkSync(join(cwd, 'real.json'), join(cwd, 'link.json'));
    const argv = ['check', 'a.json', ...onlyVersioning, '--format', 'json', '--output', 'link.json'];
    expect((await runCli(argv, { cwd, files: { 'a.json': '{' } })).code).toBe(2);
    expect(read('real.json')).toBe('old');
    expect((await runCli(argv, { cwd, files: { 'a.json': versioned } })).code).toBe(0);
    expect(JSON.parse(read('real.json'))).toMatchObject({ exit: { code: 0 } });
  });

  it('streams every recording of a folder', async () => {
    const files = { 'all/a.json': versioned, 'all/b.json': unversioned, 'all/c.json': denied };
    const { stdout } = await runCli(['check', 'all', ...onlyVersioning, '--format', 'json'], { cwd, files });
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly status: string }[] };
    expect(findings.map(({ status }) => status)).toEqual(['pass', 'fail', 'unknown']);
  });
});

describe('the table', () => {
  it('--quiet prints the summary only', async () => {
    const { stdout } = await runCli(['check', 'a.json', ...onlyVersioning, '--quiet'], { cwd, files: { 'a.json': unversioned } });
    expect(stdout).toBe(
      '1 target: 1 failed (1 medium), 0 passed\nexit 1 (failed): 1 failure at or above medium\nnext: byob-audit explain aws/versioning\n',
    );
  });

  it('--verbose shows what passed', async () => {
    const argv = ['check', 'a.json', ...onlyVersioning];
    expect((await runCli(argv, { cwd, files: { 'a.json': versioned } })).stdout).not.toContain('versioning is Enabled');
    expect((await runCli([...argv, '--verbose'], { cwd })).stdout).toMatch(/pass\s+aws\/versioning\s+versioning is Enabled/);
  });

  it('names the missing permission and the command that prints the policy', async () => {
    const { stdout } = await runCli(['check', 'a.json', ...onlyVersioning], { cwd, files: { 'a.json': denied } });
    expect(stdout).toContain('missing permissions: s3:GetBucketVersioning\n');
    expect(stdout).toContain('next: byob-audit permissions s3://acme-wandb');
  });
});

it.each(['table', 'json', 'ndjson', 'junit'])('%s shows nothing of a bucket that could act on a terminal', async (format) => {
  const hostile = `${escape}]0;owned\u0007${escape}[2J\u009b31m\u202e</failure>]]>"&\u0000`;
  const target = { uri: `s3://acme${hostile}`, bucket: `acme${hostile}` };
  const text = recording(
    { versioning: { state: 'unreadable', cause: 'server-error', code: hostile, detail: hostile } },
    { target },
  );
  const argv = ['check', 'a.json', '--format', format, '--verbose'];
  const { stdout, stderr } = await runCli(argv, { cwd, files: { 'a.json': text } });
  expect(stdout).toContain('acme');
  // oxlint-disable-next-line no-control-regex
  expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(stdout).not.toContain('<failure>]]>');
});

describe('a reader that is slow', () => {
  it('is waited for after each target, so that the reports of many do not pile up', async () => {
    const lines = Array.from({ length: 5 }, (_, index) =>
      JSON.stringify({ ...(JSON.parse(versioned) as object), target: { uri: `s3://acme-${index}`, bucket: `acme-${index}` } }),
    );
    writeFileSync(join(cwd, 'many.ndjson'), `${lines.join('\n')}\n`);
    let asked = 0;
    let release: () => void = () => undefined;
    const io: Io = {
      stdout: {
        write: () => undefined,
        taken: () => {
          asked += 1;
          return asked === 3 ? new Promise((resolve) => (release = resolve)) : undefined;
        },
      },
      stderr: { write: () => undefined },
      env: {},
      now: () => new Date('2026-11-02'),
      cwd,
    };
    const run = main(['check', 'many.ndjson', ...onlyVersioning, '--format', 'ndjson'], io);
    await vi.waitFor(() => expect(asked).toBe(3));
    expect(await Promise.race([run, new Promise((resolve) => setTimeout(() => resolve('waiting'), 50))])).toBe('waiting');
    expect(asked).toBe(3);
    release();
    expect(await run).toBe(0);
    expect(asked).toBe(5);
  });
});
