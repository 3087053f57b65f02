import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { peekProviders } from '../../../src/providers/recorded/peek.ts';
import { sample } from './support.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'byob-audit-peek-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const { kind, schemaVersion, provider, ...rest } = sample('acme');
const recorded = (name: string = provider): string => JSON.stringify({ kind, schemaVersion, provider: name, ...rest }, null, 2);
const report = '{"schemaVersion": 1,\n"kind": "byob-audit/report",\n"findings": []}';

describe('the providers below a path', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[] | undefined]>([
    ['of one file', { 'a.json': recorded() }, ['aws']],
    ['of several files', { 'a.json': recorded(), 'b.json': recorded('gcs') }, ['aws', 'gcs']],
    ['beside a report and other files', { 'a.json': recorded(), 'report.json': report, 'report.txt': 'x' }, ['aws']],
    [
      'are not known with members in another order',
      { 'a.json': JSON.stringify({ ...rest, kind, schemaVersion, provider }) },
      undefined,
    ],
    [
      'are not known when only some files tell',
      { 'a.json': recorded(), 'b.json': JSON.stringify({ ...rest, kind, schemaVersion, provider: 'gcs' }) },
      undefined,
    ],
    ['are not known beside NDJSON', { 'a.json': recorded(), 'b.ndjson': recorded('gcs') }, undefined],
    ['are not known of nothing', {}, undefined],
  ])('%s', (_, files, expected) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const found = peekProviders(folder);
    expect(found === undefined ? undefined : [...found].toSorted()).toEqual(expected);
  });

  it('are not looked for in a pipe, which can be read only once', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(peekProviders(pipe)).toBeUndefined();
  });
});
