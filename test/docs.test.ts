import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateDocs } from '../scripts/docs.ts';
import { checks } from '../src/checks/all.ts';
import { providerNames } from '../src/evidence/index.ts';
import { sourceDocuments } from '../src/requirements/sources.ts';
import { catalogueRows } from '../src/requirements/rows/index.ts';

const root = join(import.meta.dirname, '..');
const pages = await generateDocs(root);

describe('the generated documentation', () => {
  it.each([...pages.keys()])('%s is what the metadata says', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(pages.get(path));
  });

  it('has the table of checks in the README', () => {
    const readme = pages.get('README.md') ?? '';
    expect(checks.filter(({ id }) => !readme.includes(`[${id}](docs/checks/${id}.md)`))).toEqual([]);
  });

  it('has no page of a check that is gone', () => {
    const found = providerNames.flatMap((provider) => {
      const folder = join(root, 'docs/checks', provider);
      const files = existsSync(folder) ? readdirSync(folder) : [];
      return files.map((file) => `${provider}/${file.replace(/\.md$/, '')}`);
    });
    expect(found.toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
  });
});

describe.each(providerNames)('the coverage of the catalogue by %s', (provider) => {
  const { rows, undecided } = catalogueRows[provider];
  const own = checks.filter((check) => check.provider === provider);
  const decided = new Set(own.flatMap((check) => check.rows));

  it('decides every row by a check or has a reason, not both', () => {
    const once = (row: string): boolean => decided.has(row) !== row in undecided;
    expect(rows.filter((row) => !once(row))).toEqual([]);
  });

  it('has checks and reasons for rows of the catalogue only', () => {
    expect([...decided, ...Object.keys(undecided)].filter((row) => !rows.includes(row))).toEqual([]);
  });
});

describe('the sources', () => {
  it('hold every document that a check names', () => {
    const named = checks.flatMap(({ source }) => source.map(({ document }) => document));
    expect(named.filter((document) => !(document in sourceDocuments))).toEqual([]);
  });
});
