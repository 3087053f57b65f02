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
    expect(path).toBe(join(folder, 'new', 'deep', 'aws+acme.evidence.json'));
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
    expect(await readdir(target)).toEqual(['aws+acme.evidence.json']);
    expect(JSON.parse(await readFile(join(target, 'aws+acme.evidence.json'), 'utf8'))).toMatchObject({ facets: {} });
  });

  it('leaves nothing half written when it fails', async () => {
    const target = join(folder, 'taken');
    await mkdir(join(target, 'aws+acme.evidence.json', 'x'), { recursive: true });
    await expect(writeEvidence(target, sample('acme'), { maskAccounts: false })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(await readdir(target)).toEqual(['aws+acme.evidence.json']);
  });

  it.each([
    ['acme', undefined, 'aws+acme.evidence.json'],
    ['my.bucket', '', 'aws+my.bucket.evidence.json'],
    ['acme', 'omega', 'aws+acme+omega.evidence.json'],
    ['acme', 'team/omega/', 'aws+acme+team-omega+8bf3.evidence.json'],
    ['acme', '../../etc/passwd', 'aws+acme+etc-passwd+8bf3.evidence.json'],
  ])('names the file after %s and %s', (bucket, prefix, expected) => {
    const name = evidenceFileName({ provider: 'aws', target: { uri: 's3://x', bucket, prefix } });
    expect(name.replace(/\+[0-9a-f]{12}\./, '+8bf3.')).toBe(expected);
  });

  it('gives no two targets one name, also where letter case does not count', () => {
    const prefixes = [undefined, 'a', 'A', 'a/b', 'a-b', 'a b', 'a/B', 'x'.repeat(200), 'x'.repeat(201), 'acme'];
    const endpoints = [undefined, 'https://minio.example', 'http://minio.example', 'https://minio.example:9000'];
    const names = (['aws', 'gcs', 's3-compatible', 'coreweave'] as const).flatMap((provider) =>
      ['acme', 'acme-a', 'acme_a', 'minio.example'].flatMap((bucket) =>
        prefixes.flatMap((prefix) =>
          endpoints.map((endpoint) => evidenceFileName({ provider, target: { uri: 'x', bucket, prefix } }, { endpoint })),
        ),
      ),
    );
    const azure = [
      { uri: 'x', account: 'acme', bucket: 'wandb' },
      { uri: 'x', account: 'acme', bucket: 'wandb', prefix: 'a' },
      { uri: 'x', account: 'acmewandb', bucket: 'a' },
    ].map((target) => evidenceFileName({ provider: 'azure', target }));
    const all = [...names, ...azure].map((name) => name.toLowerCase());
    expect(new Set(all).size).toBe(4 * 4 * 10 * 4 + 3);
    for (const name of all) expect(name).toMatch(/^[a-z0-9._+-]{1,250}$/);
  });
});
