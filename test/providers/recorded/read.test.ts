import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceError, readEvidence, type RecordedEvidence } from '../../../src/providers/recorded/index.ts';
import { sample } from './support.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byob-audit-read-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const put = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
};
const all = async (path: string): Promise<RecordedEvidence[]> => {
  const found: RecordedEvidence[] = [];
  for await (const recorded of readEvidence(path)) found.push(recorded);
  return found;
};
const names = (found: readonly RecordedEvidence[]): string[] => found.map(({ evidence }) => evidence.target.bucket);
const text = (bucket: string): string => JSON.stringify(sample(bucket));

describe('a recording of an earlier version', () => {
  const earlier = (provider: string, facets: object) => ({ ...sample('old'), provider, facets });
  const denied = { state: 'unreadable', cause: 'access-denied' };
  const retired: readonly (readonly [string, object])[] = [
    ['aws', { tagging: { state: 'present', value: { TagSet: [{ Key: 'owner', Value: 'someone@acme.example' }] } } }],
    ['s3-compatible', { encryption: denied, policyStatus: denied, tagging: { state: 'absent', code: 'NoSuchTagSet' } }],
    ['coreweave', { location: denied, versioning: { state: 'present', value: { Status: 'Enabled' } }, tagging: denied }],
    ['azure-ai', { projects: { state: 'absent', code: 'NotNamed' }, accountProjects: denied }],
  ];

  it.each(retired)('of %s is read without the facets that are no more', async (provider, facets) => {
    const headBucket = { state: 'absent', code: 'NotFound' };
    const kept = provider === 'azure-ai' ? {} : { headBucket };
    const lines = [0, 1, 2].map(() => JSON.stringify(earlier(provider, { ...facets, ...kept })));
    const found = await all(await put(`earlier-${provider}.ndjson`, lines.join('\n')));
    expect(found.map(({ evidence }) => evidence.facets)).toEqual([kept, kept, kept]);
    expect((await all(await put(`earlier-${provider}.json`, lines[0] ?? '')))[0]?.evidence.facets).toEqual(kept);
  });

  it('cannot hold facets that never were', async () => {
    const path = await put('never.json', JSON.stringify(earlier('aws', { neverWas: denied })));
    await expect(all(path)).rejects.toThrow('neverWas');
    const other = await put('other.json', JSON.stringify(earlier('gcs', { tagging: denied })));
    await expect(all(other)).rejects.toThrow('tagging');
  });
});

describe('recorded evidence', () => {
  it('is read from one file, with or without a byte order mark', async () => {
    const path = await put('one/any-name.json', `\uFEFF${JSON.stringify(sample('one'), null, 2)}\n`);
    expect(await all(path)).toEqual([{ file: path, evidence: sample('one') }]);
  });

  it('is read line by line, blank lines and line ends of Windows aside', async () => {
    const path = await put('lines.ndjson', `\n${text('a')}\r\n\n  \n${text('b')}\n${text('c')}`);
    const found = await all(path);
    expect(names(found)).toEqual(['a', 'b', 'c']);
    expect(found.map(({ line }) => line)).toEqual([2, 5, 6]);
  });

  it('is put together from pieces: lines and characters longer than a chunk of the file', async () => {
    const long = { ...sample('long'), declared: { origins: [`https://ü${'é'.repeat(400_000)}.example`] } };
    const lines = [...Array.from({ length: 500 }, (_, index) => text(`bucket-${index}`)), JSON.stringify(long), text('last')];
    const found = await all(await put('long.ndjson', lines.join('\n')));
    expect(found).toHaveLength(502);
    expect(found[500]?.evidence).toEqual(long);
    expect(found.at(-1)?.evidence.target.bucket).toBe('last');
  });

  it('is found in a folder and one level below, by name, reports and other files aside', async () => {
    await put('mixed/b.evidence.json', text('b'));
    await put('mixed/a/evidence.json', text('a'));
    await put('mixed/c.ndjson', `${text('c1')}\n${text('c2')}\n`);
    await put('mixed/other.json', text('named-otherwise'));
    await put('mixed/report.json', JSON.stringify({ kind: 'byob-audit/report' }));
    await put('mixed/package.json', '{"name":"x"}');
    await put('mixed/notes.txt', 'x');
    await put('mixed/a/deep/evidence.json', text('too-deep'));
    expect(names(await all(join(folder, 'mixed')))).toEqual(['a', 'b', 'c1', 'c2', 'named-otherwise']);
  });

  it('does not pass over broken JSON in a folder, whatever its name', async () => {
    await put('torn/a.evidence.json', text('a'));
    await put('torn/bucket.json', text('b').slice(0, -20));
    await expect(all(join(folder, 'torn'))).rejects.toThrow(/bucket\.json: the JSON (breaks off|is broken)/);
  });
});

describe('what is not evidence', () => {
  const newer = { ...sample('x'), schemaVersion: 99 };
  it.each([
    ['a report', 'report.json', JSON.stringify({ kind: 'byob-audit/report' }), /this is a byob-audit report, not evidence/],
    ['another document', 'package.json', '{"name":"x"}', /this is not byob-audit evidence/],
    ['a newer version', 'newer.json', JSON.stringify(newer), /schema version 99 and this byob-audit reads up to 1/],
    [
      'a facet of another shape',
      'shape.json',
      JSON.stringify({ ...sample('x'), facets: { versioning: { state: 'present', value: { Status: 1 } } } }),
      /versioning.*expected/,
    ],
    ['JSON that breaks off', 'cut.json', text('x').slice(0, -20), /the JSON (breaks off|is broken)/],
    [
      'JSON that breaks off after a member',
      'cut2.json',
      '{\n  "kind": "byob-audit/evidence",\n',
      /breaks off (at line 3, column 1|after \d+ bytes)/,
    ],
    ['broken JSON', 'broken.json', '{\n  "kind": nope\n}', /the JSON is broken at line 2, column 12|this is not JSON/],
    ['an empty file', 'empty.json', '', /the file is empty/],
    ['an empty list', 'empty.ndjson', '\n\n', /the file is empty/],
    ['something else', 'else.json', 'hello', /this is not JSON|the JSON is broken/],
  ])('%s', async (_name, file, content, expected) => {
    const path = await put(`bad/${file}`, content);
    const error: unknown = await all(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EvidenceError);
    expect(error).toMatchObject({ file: path, message: expect.stringMatching(expected) as string });
    expect((error as Error).message.split('\n')).toHaveLength(1);
  });

  it('names the line of a list', async () => {
    const path = await put('bad/line.ndjson', `${text('a')}\n\n${text('b').slice(0, 50)}\n`);
    await expect(all(path)).rejects.toMatchObject({
      file: path,
      line: 3,
      message: expect.stringContaining(`${path}:3: `) as string,
    });
  });

  it('a missing file', async () => {
    await expect(all(join(folder, 'missing.json'))).rejects.toThrow(
      /missing\.json: there is no such file or folder; expected files written by `byob-audit record`/,
    );
  });

  it('a folder without evidence', async () => {
    await put('nothing/package.json', '{}');
    const path = join(folder, 'nothing');
    await expect(all(path)).rejects.toThrow(`no evidence in ${path}: expected files written by \`byob-audit record\``);
  });

  it('a broken file in a folder, when its name says that it is evidence', async () => {
    await put('half/evidence.json', text('x').slice(0, 80));
    await expect(all(join(folder, 'half'))).rejects.toBeInstanceOf(EvidenceError);
  });
});
