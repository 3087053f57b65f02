import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../src/audit/baseline.ts';
import type { Io } from '../../src/cli/output/io.ts';
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

/** What the baseline says, after the recordings were written into a folder. */
async function baselineOf(recordings: Readonly<Record<string, unknown>>, about: Evidence, path = '.') {
  const cwd = mkdtempSync(join(tmpdir(), 'byob-audit-baseline-'));
  let stderr = '';
  const nothing = { write: () => undefined };
  const io: Io = { stdout: nothing, stderr: { write: (text) => void (stderr += text) }, env: {}, now: () => new Date(0), cwd };
  try {
    for (const [name, content] of Object.entries(recordings)) writeFileSync(join(cwd, name), JSON.stringify(content));
    return { baseline: (await readBaseline(path, io))(about), stderr };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

describe('--baseline', () => {
  it('tells the key that a hub had, and a project of it the same', async () => {
    const hub = await record(serviceSideHub());
    const project = await record(projectOf(serviceSideHub()));
    const recordings = { 'hub.evidence.json': hub, 'project.evidence.json': project };
    const expected = { keyVault: ids.vault, keyIdentifier: `https://${vaultHost}/keys/ai/${keyVersion}` };
    expect((await baselineOf(recordings, hub)).baseline).toEqual(expected);
    expect((await baselineOf(recordings, project)).baseline).toEqual(expected);
  });

  it('tells the key that an account had', async () => {
    const account = await record(foundryAccount());
    expect((await baselineOf({ 'a.evidence.json': account }, account, 'a.evidence.json')).baseline).toEqual({
      keyVault: `https://${vaultHost}/`,
      keyIdentifier: `https://${vaultHost}/keys/ai`,
    });
  });

  it('tells that there was none', async () => {
    const world = foundryAccount({ encryption: { keySource: 'Microsoft.CognitiveServices' } });
    const account = await record(world);
    expect((await baselineOf({ 'a.evidence.json': account }, account)).baseline).toEqual({});
  });

  it('says that it does not know a target', async () => {
    const { baseline, stderr } = await baselineOf(
      { 'a.evidence.json': await record(foundryAccount()) },
      await record(serviceSideHub()),
    );
    expect(baseline).toBeUndefined();
    expect(stderr).toBe(`byob-audit: --baseline . has no recording of ${ids.hub}\n`);
  });

  it('knows a target whatever the case of its id', async () => {
    const hub = await record(serviceSideHub());
    const uri = ids.hub.toUpperCase();
    const other: Evidence = { ...hub, target: { ...hub.target, uri, resourceId: uri } };
    expect((await baselineOf({ 'a.evidence.json': hub }, other)).baseline).toMatchObject({ keyVault: ids.vault });
  });

  it('refuses a recording in which nobody could look', async () => {
    const blind = await record(serviceSideHub(), '*');
    await expect(baselineOf({ 'a.evidence.json': blind }, blind)).rejects.toThrow(
      `--baseline .: the key of ${ids.hub} could not be read when that was recorded`,
    );
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
