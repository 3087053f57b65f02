import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateDocs, writeDocs } from '../scripts/docs.ts';
import { checks } from '../src/checks/index.ts';
import { sourceDocuments } from '../src/requirements/sources.ts';
import { awsRows, undecidedRows } from '../src/requirements/undecided-rows.ts';

const root = join(import.meta.dirname, '..');
// `npm run docs` writes the pages too.
if (process.env['UPDATE'] === '1') writeDocs(root);
const pages = generateDocs(root);

describe('the generated documentation', () => {
  it.each([...pages.keys()])('%s is what the metadata says', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(pages.get(path));
  });

  it('has the table of checks in the README', () => {
    const readme = pages.get('README.md') ?? '';
    expect(checks.filter(({ id }) => !readme.includes(`[${id}](docs/checks/${id}.md)`))).toEqual([]);
  });

  it('has no page of a check that is gone', () => {
    const found = readdirSync(join(root, 'docs/checks/aws')).map((file) => `aws/${file.replace(/\.md$/, '')}`);
    expect(found.toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
  });
});

describe('the coverage of the catalogue', () => {
  const decided = new Set(checks.flatMap(({ rows }) => rows));

  it.each(awsRows)('%s is decided by a check or has a reason, not both', (row) => {
    expect([decided.has(row), row in undecidedRows].filter(Boolean)).toHaveLength(1);
  });

  it('has reasons for rows of the catalogue only', () => {
    expect(Object.keys(undecidedRows).filter((row) => !awsRows.includes(row))).toEqual([]);
  });

  it('knows every document that a check names', () => {
    const named = checks.flatMap(({ source }) => source.map(({ document }) => document));
    expect(named.filter((document) => !(document in sourceDocuments))).toEqual([]);
  });
});
