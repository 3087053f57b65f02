import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { denied, onlyVersioning, recording, unversioned, versioned } from './recording.ts';

const question = ['--select', 'aws/deployment-available'];

describe('the exit code', () => {
  it.each([
    ['0 when all is well', versioned, [...onlyVersioning], 0],
    ['1 for a failure at the default threshold', unversioned, [...onlyVersioning], 1],
    ['0 for a failure below the threshold', unversioned, [...onlyVersioning, '--fail-on', 'high'], 0],
    ['0 when only reporting', unversioned, [...onlyVersioning, '--fail-on', 'none'], 0],
    ['3 for what could not be read', denied, [...onlyVersioning], 3],
    ['3 for what was not recorded', recording({ versioning: undefined }), [...onlyVersioning], 3],
    ['0 for the same with --allow-unknown', denied, [...onlyVersioning, '--allow-unknown'], 0],
    ['3 when --fail-on none cannot evaluate', denied, [...onlyVersioning, '--fail-on', 'none'], 3],
    ['3 for questions alone: nothing was evaluated', versioned, question, 3],
    ['1 for a question under --strict', versioned, [...question, ...onlyVersioning, '--strict'], 1],
    ['0 for a question beside a pass', versioned, [...question, ...onlyVersioning], 0],
    ['0 for the answered question', versioned, [...question, '--deployment', 'dedicated'], 0],
  ])('is %s', async (_, text, argv, code) => {
    const ran = await runCli(['check', 'a.json', ...argv, '--format', 'json'], { files: { 'a.json': text } });
    const { exit } = JSON.parse(ran.stdout) as { readonly exit: { readonly code: number; readonly reason: string } };
    expect({ code: ran.code, reported: exit.code, stderr: ran.stderr }).toEqual({ code, reported: code, stderr: '' });
    expect(exit.reason).not.toBe('');
  });

  it('is 1 when one of several targets fails', async () => {
    const files = { 'a.json': versioned, 'b.json': unversioned, 'c.json': denied };
    expect((await runCli(['check', 'a.json', 'b.json', 'c.json', ...onlyVersioning], { files })).code).toBe(1);
  });

  it('is never 0 for evidence that no loaded check looks at', async () => {
    const ofGoogle = { provider: 'gcs', target: { uri: 'gs://acme', bucket: 'acme' }, facets: {} };
    const { kind, schemaVersion, ...rest } = JSON.parse(recording({}, ofGoogle)) as Readonly<Record<string, unknown>>;
    const others = ['--allow-unknown', '--fail-on', 'none'];
    // The first checks of the run would be those of AWS alone.
    const reordered = { 'all/a.json': versioned, 'all/b.json': JSON.stringify({ ...rest, kind, schemaVersion }) };
    const read = await runCli(['check', 'all', ...others, '--format', 'json'], { files: reordered });
    expect(read.stdout).toContain('"gcs/versioning"');
    const lying = recording({}, ofGoogle).replace('"provider":"gcs"', '"provider":"aws","provider":"gcs"');
    const { code, stdout, stderr } = await runCli(['check', 'a.json', 'b.json', ...others], {
      files: { 'a.json': versioned, 'b.json': lying },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^byob-audit: b\.json: the member "provider" is there twice in one object/);
  });

  it('is 2, with a word for other JSON, as soon as a file of a folder looks like evidence and is none', async () => {
    const files = { 'all/a.json': versioned, 'all/x/y/z.json': unversioned, 'all/package.json': '{}', 'all/b.json': '{"a":1}' };
    const good = await runCli(['check', 'all', ...onlyVersioning], { files });
    expect(good.code).toBe(1);
    expect(good.stderr).toBe('byob-audit: all: 2 JSON files are no evidence and not judged\n');
    expect((await runCli(['check', 'all', '--quiet', ...onlyVersioning], { files })).stderr).toBe('');
    const torn = { ...files, 'all/c.json': `[${unversioned}]`, 'all/d.json.gz': 'x' };
    const { code, stdout, stderr } = await runCli(['check', 'all', ...onlyVersioning], { files: torn });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^byob-audit: 2 files look like evidence and cannot be judged: all\/d\.json\.gz: .*; all\/c\.json: /);
  });

  it.each([
    [143, 'terminated'],
    [129, 'hung up'],
  ])('is %i when %s, and what was collected is reported', async (code, word) => {
    const signal = AbortSignal.abort(code);
    const ended = await runCli(['check', 'a.json', '--format', 'json'], { files: { 'a.json': versioned }, signal });
    expect(ended.code).toBe(code);
    expect(JSON.parse(ended.stdout)).toMatchObject({ exit: { code, reason: `${word}; targets read until then: 0` } });
  });

  it('is 130 when interrupted, and what was collected is reported', async () => {
    const interrupt = new AbortController();
    interrupt.abort();
    const { code, stdout } = await runCli(['check', 'a.json', '--format', 'json'], {
      files: { 'a.json': versioned },
      signal: interrupt.signal,
    });
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      exit: { code: 130, reason: 'interrupted; targets read until then: 0' },
    });
  });
});

describe('the selection', () => {
  const checksOf = async (argv: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await runCli(['list', '--format', 'json', ...argv]);
    return (JSON.parse(stdout) as readonly { readonly id: string }[]).map(({ id }) => id);
  };

  it('takes ids, globs, tags and severities, and leaves out what is ignored', async () => {
    const all = await checksOf([]);
    const ofAws = all.filter((id) => id.startsWith('aws/'));
    expect(await checksOf(['--select', 'aws/versioning'])).toEqual(['aws/versioning']);
    expect(await checksOf(['--select', 'aws/*'])).toEqual(ofAws);
    expect(await checksOf(['--select', 'aws/v*ing'])).toEqual(['aws/versioning']);
    expect(await checksOf(['--select', 'tag:data-protection'])).toContain('aws/versioning');
    expect(await checksOf(['--select', 'data-protection'])).toEqual(await checksOf(['--select', 'tag:data-protection']));
    expect(await checksOf(['--ignore', 'aws/versioning'])).toEqual(all.filter((id) => id !== 'aws/versioning'));
    expect(await checksOf(['--select', '>=high'])).toEqual(await checksOf(['--severity', 'high']));
    expect(await checksOf(['--severity', 'info', '--provider', 'aws'])).toEqual(ofAws);
  });

  it('joins several patterns, keeps the order of the report and narrows by severity', async () => {
    const both = await checksOf(['--select', 'aws/versioning', '--select', 'aws/bucket-name']);
    expect(both.toSorted()).toEqual(['aws/bucket-name', 'aws/versioning']);
    expect(both).toEqual((await checksOf([])).filter((id) => both.includes(id)));
    expect(await checksOf(['--select', 'aws/*', '--severity', 'high'])).not.toContain('aws/versioning');
  });
});

describe('a target of another provider than every selected check', () => {
  const google = recording({}, { provider: 'gcs', target: { uri: 'gs://acme-wandb', bucket: 'acme-wandb' }, facets: {} });
  const run = async (...flags: readonly string[]) =>
    runCli(['check', 'a.json', 'g.json', ...onlyVersioning, ...flags], { files: { 'a.json': versioned, 'g.json': google } });

  it('does not look as if it were checked', async () => {
    const { code, stdout } = await run();
    expect(code).toBe(3);
    expect(stdout).toContain('the selection leaves no check for this target, so nothing was evaluated');
    expect(stdout).toContain('2 targets, 1 of them not evaluated: none failed, 1 passed\n');
    expect(stdout).toContain('nothing was evaluated for 1 of 2 targets\n');
  });

  it('is an error of its suite in JUnit, and skipped where that is allowed', async () => {
    expect((await run('--format', 'junit')).stdout).toMatch(
      /tests="1" failures="0" errors="1" skipped="0" time="0">(?:(?!<\/testsuite>)[^])*<error message="nothing was evaluated: /,
    );
    const { code, stdout } = await run('--format', 'junit', '--allow-unknown');
    expect(code).toBe(0);
    expect(stdout).toMatch(/<skipped message="nothing was evaluated: /);
  });

  it('is counted in the summary of JSON', async () => {
    const { stdout } = await run('--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ summary: { targets: 2, undecidedTargets: 1 }, exit: { code: 3 } });
  });
});
