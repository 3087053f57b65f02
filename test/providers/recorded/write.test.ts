import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/providers/recorded/index.ts';
import { evidenceFileName, writeEvidence } from '../../../src/providers/recorded/write.ts';
import { sample } from './support.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byob-audit-write-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('writing evidence', () => {
  it('gives a file that is read back as it was', async () => {
    const path = await writeEvidence(join(folder, 'new', 'deep'), sample('acme'), { maskAccounts: false });
    expect(path).toBe(join(folder, 'new', 'deep', 'acme.evidence.json'));
    const text = await readFile(path, 'utf8');
    expect(text).toBe(`${JSON.stringify(sample('acme'), null, 2)}\n`);
    const found = [];
    for await (const { evidence } of readEvidence(join(folder, 'new', 'deep'))) found.push(evidence);
    expect(found).toEqual([sample('acme')]);
  });

  it('replaces the file of an earlier run and leaves nothing beside it', async () => {
    const target = join(folder, 'twice');
    await writeEvidence(target, sample('acme'), { maskAccounts: false });
    await writeEvidence(target, { ...sample('acme'), facets: {} }, { maskAccounts: true });
    expect(await readdir(target)).toEqual(['acme.evidence.json']);
    expect(JSON.parse(await readFile(join(target, 'acme.evidence.json'), 'utf8'))).toMatchObject({ facets: {} });
  });

  it('leaves nothing half written when it fails', async () => {
    const target = join(folder, 'taken');
    await mkdir(join(target, 'acme.evidence.json', 'x'), { recursive: true });
    await expect(writeEvidence(target, sample('acme'), { maskAccounts: false })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(await readdir(target)).toEqual(['acme.evidence.json']);
  });

  it.each([
    ['acme', undefined, 'acme.evidence.json'],
    ['acme', 'team/omega/', 'acme-team-omega.evidence.json'],
    ['acme', '../../etc/passwd', 'acme-etc-passwd.evidence.json'],
    ['my.bucket', '', 'my.bucket.evidence.json'],
  ])('names the file after %s and %s', (bucket, prefix, expected) => {
    expect(evidenceFileName({ uri: 's3://x', bucket, prefix })).toBe(expected);
  });
});
