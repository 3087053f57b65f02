import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doubledMember } from '../../../src/providers/recorded/doubled.ts';
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
  const hub = '/subscriptions/x/resourceGroups/y/providers/Microsoft.MachineLearningServices/workspaces/old';
  const targets: Readonly<Record<string, object>> = {
    gcs: { uri: 'gs://old', bucket: 'old' },
    coreweave: { uri: 'cw://old', bucket: 'old' },
    'azure-ai': { uri: hub, bucket: 'old', resourceId: hub },
  };
  const earlier = (provider: string, facets: object) => {
    const evidence = sample('old');
    return { ...evidence, provider, target: targets[provider] ?? evidence.target, facets };
  };
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

  it('is found in a folder and all below, by name, reports and other files aside', async () => {
    await put('mixed/b.evidence.json', text('b'));
    await put('mixed/a/evidence.json', text('a'));
    await put('mixed/c.ndjson', `${text('c1')}\n${text('c2')}\n`);
    await put('mixed/other.json', text('named-otherwise'));
    await put('mixed/report.json', JSON.stringify({ kind: 'byob-audit/report' }));
    await put('mixed/package.json', '{"name":"x"}');
    await put('mixed/notes.txt', 'x');
    await put('mixed/a/deep/evidence.json', text('deep'));
    expect(names(await all(join(folder, 'mixed')))).toEqual(['deep', 'a', 'b', 'c1', 'c2', 'named-otherwise']);
  });

  it('does not pass over broken JSON in a folder, whatever its name', async () => {
    await put('torn/a.evidence.json', text('a'));
    await put('torn/bucket.json', text('b').slice(0, -20));
    await expect(all(join(folder, 'torn'))).rejects.toThrow(/bucket\.json: the JSON (breaks off|is broken)/);
  });
});

describe('what looks like evidence in a folder and cannot be judged', () => {
  const contents: readonly (readonly [string, string, string | Buffer, RegExp])[] = [
    ['is in a list', 'prod.json', `[${text('b')}]`, /this is not byob-audit evidence/],
    ['is a member of something', 'prod.json', `{"evidence": ${text('b')}}`, /this is not byob-audit evidence/],
    [
      'has a mistyped kind',
      'prod.json',
      text('b').replace('audit/evidence', 'audit/evidense'),
      /this is not byob-audit evidence/,
    ],
    ['has a kind with a letter too few', 'prod.json', '{"kind":"byob-audit/evidnce"}', /this is not byob-audit evidence/],
    ['has a kind in another case', 'prod.json', '{"kind":"BYOB-Audit/Evidence"}', /this is not byob-audit evidence/],
    ['has no kind', 'prod.json', '{"facets":{}}', /this is not byob-audit evidence/],
    ['is empty', 'prod.json', '', /the file is empty/],
    ['breaks off, under another extension', 'prod.JSON', text('b').slice(0, -20), /breaks off|is broken/],
    ['says something twice', 'prod.json', text('b').replace('{', '{"provider":"gcs",'), /"provider" is there twice/],
    ['is compressed', 'prod.json.gz', Buffer.from([0x1f, 0x8b]), /unpack it first/],
    ['has a broken line', 'prod.NDJSON', `${text('b')}\n${text('c').slice(0, 40)}\n`, /prod\.NDJSON:2: /],
  ];
  it.each(contents)('%s', async (what, file, content, expected) => {
    const folderName = `looks/${what.replaceAll(/\W/g, '-')}`;
    await put(`${folderName}/a.evidence.json`, text('a'));
    await put(`${folderName}/x/y/z/${file}`, content);
    await expect(all(join(folder, folderName))).rejects.toThrow(expected);
  });

  it('is named, all of it at once, before anything is given', async () => {
    await put('several/a.evidence.json', text('a'));
    await put('several/b.json', '');
    await put('several/c.json', '{"facets":{}}');
    const given: string[] = [];
    const reading = (async () => {
      for await (const { evidence } of readEvidence(join(folder, 'several'))) given.push(evidence.target.bucket);
    })();
    await expect(reading).rejects.toThrow(/^2 files look like evidence and cannot be judged: .*b\.json: .*; .*c\.json: /);
    expect(given).toEqual([]);
  });

  it('is a pipe, or a link that leads out or nowhere', async () => {
    for (const name of ['pipe', 'out', 'outer', 'nowhere', 'loop']) await put(`special-${name}/a.evidence.json`, text('a'));
    execFileSync('mkfifo', [join(folder, 'special-pipe', 'prod.json')]);
    await symlink('/dev/zero', join(folder, 'special-out', 'prod.json'));
    await symlink(join(folder, 'special-pipe'), join(folder, 'special-outer', 'prod'));
    await symlink('missing.json', join(folder, 'special-nowhere', 'prod.json'));
    await symlink('prod.json', join(folder, 'special-loop', 'prod.json'));
    for (const [name, expected] of [
      ['pipe', /prod\.json: the file is a pipe/],
      ['out', /prod\.json: the link leads out of the folder/],
      ['outer', /prod: the link leads out of the folder/],
      ['nowhere', /prod\.json: the link leads nowhere/],
      ['loop', /prod\.json: the link leads nowhere/],
    ] as const)
      await expect(all(join(folder, `special-${name}`))).rejects.toThrow(expected);
    await expect(all(join(folder, 'special-pipe', 'prod.json'))).rejects.toThrow(/the file is a pipe/);
    await expect(all(join(folder, 'special-out', 'prod.json'))).rejects.toThrow(/the file is a pipe/);
  });

  it('is read once where links inside the folder lead to it, as Kubernetes mounts files', async () => {
    await put('mounted/..data-1/evidence.json', text('a'));
    await put('mounted/stored.txt', text('b'));
    await symlink('..data-1', join(folder, 'mounted', '..data'));
    await symlink('..data/evidence.json', join(folder, 'mounted', 'evidence.json'));
    await symlink('stored.txt', join(folder, 'mounted', 'linked.json'));
    expect(names(await all(join(folder, 'mounted')))).toEqual(['a', 'b']);
  });

  it('is not what others write, which is counted', async () => {
    await put('beside/a.evidence.json', text('a'));
    await put('beside/package.json', '{"name":"x","kind":"List","items":[{"kind":"ConfigMap"}]}');
    await put('beside/x/tsconfig.json', '{}');
    await put('beside/report.json', JSON.stringify({ kind: 'byob-audit/report' }));
    await put('beside/node_modules/y/broken.json', '{');
    const counts: number[] = [];
    const found = [];
    for await (const { evidence } of readEvidence(join(folder, 'beside'), { others: (count) => counts.push(count) }))
      found.push(evidence.target.bucket);
    expect({ found, counts }).toEqual({ found: ['a'], counts: [2] });
  });
});

describe('evidence that contradicts itself', () => {
  const told = (change: object) => JSON.stringify({ ...sample('acme'), ...change });
  const container = { uri: 'az://acme/wandb', bucket: 'wandb', account: 'acme' };
  const vaultOf = (account: string) => `/subscriptions/x/resourceGroups/y/providers/Microsoft.Storage/storageAccounts/${account}`;
  it.each([
    ['another bucket', { target: { uri: 's3://other', bucket: 'acme' } }, /target\.uri/],
    ['another prefix', { target: { uri: 's3://acme/a', bucket: 'acme', prefix: 'b' } }, /target\.uri/],
    ['a prefix that the URI has not', { target: { uri: 's3://acme', bucket: 'acme', prefix: 'b' } }, /target\.uri/],
    ['another provider', { provider: 'gcs', facets: {} }, /target\.uri/],
    ['another storage account', { provider: 'azure', facets: {}, target: { ...container, account: 'b' } }, /target\.uri/],
    [
      'the id of another account',
      { provider: 'azure', facets: {}, target: { ...container, resourceId: vaultOf('other') } },
      /target\.account and target\.resourceId/,
    ],
    [
      'another hub',
      { provider: 'azure-ai', facets: {}, target: { uri: vaultOf('a'), bucket: 'b', resourceId: vaultOf('a') } },
      /two/,
    ],
    ['no date', { collectedAt: 'yesterday' }, /collectedAt: expected a date/],
    ['a date to come', { collectedAt: '2099-01-01T00:00:00.000Z' }, /dated in the future/],
  ])('by %s is refused', async (_, change, expected) => {
    await expect(all(await put('contradicts.json', told(change)))).rejects.toThrow(expected);
    await expect(all(await put('contradicts.ndjson', told(change)))).rejects.toThrow(expected);
  });

  it('is as old as the clock of whoever reads it says, a day aside', async () => {
    const path = await put('clock.json', told({}));
    const read = async (now: string): Promise<number> => {
      let count = 0;
      for await (const _ of readEvidence(path, { now: new Date(now) })) count += 1;
      return count;
    };
    expect(await read('2026-11-20T13:00:00.000Z')).toBe(1);
    await expect(read('2026-11-20T11:00:00.000Z')).rejects.toThrow('dated in the future');
  });
});

describe('a member that is there twice', () => {
  it.each([
    ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', undefined],
    ['{"a":"\\",\\"a\\":","b":"{\\"a\\":1,\\"a\\":2}"}', undefined],
    ['{"a" : 1, "b" : 2, "\\u0061"\n:3}', 'a'],
    ['[[{"x":{"y":1,"z":[],"y":1}}]]', 'y'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('in %s', (json, expected) => {
    expect(doubledMember(json, JSON.parse(json))).toBe(expected);
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
