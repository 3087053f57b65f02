import { describe, expect, it } from 'vitest';
import { readBaselines } from '../../src/audit/baseline.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../../src/evidence/index.ts';
import { recordAzureAiCase } from '../support/fake-azure/ai-record.ts';
import {
  foundryAccount,
  ids,
  keyVersion,
  projectOf,
  serviceSideHub,
  vaultHost,
  type AiWorld,
} from '../support/fake-azure/ai-world.ts';
import { runCli } from '../support/run-cli.ts';

const record = (world: AiWorld, denied?: '*'): Promise<Evidence> =>
  recordAzureAiCase({
    name: 'x',
    about: 'x',
    world,
    declared: {},
    fails: [],
    exit: 0,
    ...(denied === undefined ? {} : { denied }),
  });

/** Works on recordings that were written into a folder. */
async function withRecordings<T>(
  recordings: Readonly<Record<string, unknown>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'byob-audit-baseline-'));
  try {
    for (const [name, content] of Object.entries(recordings)) writeFileSync(join(folder, name), JSON.stringify(content));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the baseline says of a target. */
const baselineOf = async (recordings: Readonly<Record<string, unknown>>, about: Evidence, path = '.') =>
  withRecordings(recordings, async (folder) => {
    const read = await readBaselines(join(folder, path));
    return read.ok ? read.baselines.of(about) : read.problem;
  });

describe('--baseline', () => {
  it('tells the key that a hub had, and a project of it the same', async () => {
    const hub = await record(serviceSideHub());
    const project = await record(projectOf(serviceSideHub()));
    const recordings = { 'hub.evidence.json': hub, 'project.evidence.json': project };
    const expected = { keyVault: ids.vault, keyIdentifier: `https://${vaultHost}/keys/ai/${keyVersion}` };
    expect(await baselineOf(recordings, hub)).toEqual(expected);
    expect(await baselineOf(recordings, project)).toEqual(expected);
  });

  it('tells the key that an account had', async () => {
    const account = await record(foundryAccount());
    expect(await baselineOf({ 'a.evidence.json': account }, account, 'a.evidence.json')).toEqual({
      keyVault: `https://${vaultHost}/`,
      keyIdentifier: `https://${vaultHost}/keys/ai`,
    });
  });

  it('tells that there was none', async () => {
    const world = foundryAccount({ encryption: { keySource: 'Microsoft.CognitiveServices' } });
    const account = await record(world);
    expect(await baselineOf({ 'a.evidence.json': account }, account)).toEqual({});
  });

  it('says that it does not know a target', async () => {
    const recordings = {
      'old.evidence.json': await record(foundryAccount()),
      'new.evidence.json': await record(serviceSideHub()),
    };
    const { code, stderr } = await withRecordings(recordings, async (cwd) =>
      runCli(['check', 'new.evidence.json', '--baseline', 'old.evidence.json', '--format', 'json'], { cwd }),
    );
    expect(stderr).toBe(`byob-audit: --baseline old.evidence.json has no recording of ${ids.hub}\n`);
    expect(code).not.toBe(2);
  });

  it('knows a target whatever the case of its id', async () => {
    const hub = await record(serviceSideHub());
    const uri = ids.hub.toUpperCase();
    const other: Evidence = { ...hub, target: { ...hub.target, uri, resourceId: uri } };
    expect(await baselineOf({ 'a.evidence.json': hub }, other)).toMatchObject({ keyVault: ids.vault });
  });

  it('refuses a recording in which nobody could look', async () => {
    const blind = await record(serviceSideHub(), '*');
    const recordings = { 'a.evidence.json': blind };
    expect(await baselineOf(recordings, blind)).toEqual({ kind: 'baseline-without-key', uri: ids.hub });
    const { code, stderr } = await withRecordings(recordings, async (cwd) => runCli(['check', '.', '--baseline', '.'], { cwd }));
    expect(stderr).toBe(`byob-audit: --baseline .: the key of ${ids.hub} could not be read when that was recorded\n`);
    expect(code).toBe(2);
  });

  it.each([
    ['a file that is not there', 'nowhere.json', 'there is no such file or folder'],
    ['no name at all', '', '--baseline: the name of the file is missing'],
    ['a bucket', 'bucket.evidence.json', 'expected recordings of Azure AI workspaces or accounts, found none'],
  ])('refuses %s', async (_, path, message) => {
    const bucket = {
      kind: 'byob-audit/evidence',
      schemaVersion: 1,
      provider: 'aws',
      target: { uri: 's3://acme', bucket: 'acme' },
      collectedAt: '2026-11-21T12:00:00.000Z',
      tool: { name: 'byob-audit', version: '0.0.0' },
      facets: {},
    };
    const files = { 'bucket.evidence.json': JSON.stringify(bucket) };
    const { code, stderr } = await runCli(['check', 'bucket.evidence.json', '--baseline', path], { files });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
