import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examples } from '../src/catalogue/examples.ts';
import { checks } from '../src/checks/all.ts';
import { severities } from '../src/core/check.ts';
import { editions } from '../src/evidence/declared.ts';
import { azureAiLeads } from '../src/evidence/azure-ai.ts';
import { facetDefinition, facetTables, providerNames } from '../src/evidence/index.ts';
import { unreadableCauses } from '../src/evidence/observation.ts';
import { judge } from './support/describe-check.ts';
import { suites } from './support/cases/index.ts';

const root = join(import.meta.dirname, '..');
const below = (folder: string): string[] =>
  (existsSync(join(root, 'src/checks', folder)) ? readdirSync(join(root, 'src/checks', folder)) : []).map(
    (file) => `${folder}/${file.replace(/\.ts$/, '')}`,
  );

const byFile = checks.filter(({ provider }) => provider !== 'uri');

/** Facets that are read to find others. */
const leads: { readonly [provider: string]: { readonly [facet: string]: readonly string[] | undefined } } = {
  'azure-ai': azureAiLeads,
  aws: { accountPublicAccessBlock: ['caller'] },
};

describe('the tables of facets', () => {
  it.each(providerNames)('hold nothing of %s that no check reads', (provider) => {
    const read = checks
      .filter((check) => check.provider === provider)
      .flatMap(({ requires, consults }) => [...requires, ...consults]);
    const needed = new Set([...read, ...read.flatMap((name) => leads[provider]?.[name] ?? [])]);
    // A permission that is asked for nothing, and data that is recorded for nobody.
    expect(Object.keys(facetTables[provider]).filter((name) => !needed.has(name))).toEqual([]);
  });
});

describe('the list of checks', () => {
  it('names every file of checks/<provider> and nothing else', () => {
    const files = Object.keys(facetTables).flatMap(below);
    // Those of storage URIs are made from the table of rules.
    expect(byFile.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it('has every id once', () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names each control once per check', () => {
    const lists = checks.flatMap(({ controls }) => Object.values(controls ?? {}));
    expect(lists.filter((ids) => ids.length === 0 || new Set(ids).size < ids.length)).toEqual([]);
  });

  it('has an end-to-end case for every check in which it has something to say: a failure, or the question that it asks', () => {
    const failing = new Set(suites.flatMap(({ cases }) => cases.flatMap(({ fails }) => fails)));
    // What a check asks is told by the examples, which are what the program says of the cases. One of severity info only notes,
    // and one of documents alone runs on no bucket.
    const asks = (id: string): boolean => (examples[id]?.manual ?? []).length > 0;
    const silent = byFile.filter(
      ({ id, severity, documents }) => severity !== 'info' && documents === undefined && !failing.has(id) && !asks(id),
    );
    expect(silent.map(({ id }) => `${id}: add a case to test/support/cases and run \`npm run fixtures\``)).toEqual([]);
  });
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  it('has a table of tests', () => {
    // One table of examples has every rule of storage URIs.
    const table = check.provider === 'uri' ? 'uri/rules' : id;
    expect(existsSync(join(root, `test/checks/${table}.test.ts`))).toBe(true);
  });

  it('has complete metadata', () => {
    expect(id).toMatch(new RegExp(`^${check.provider}/[a-z0-9]+(-[a-z0-9]+)*$`));
    expect(check.title).not.toMatch(/\bshould\b|[.!]$/i);
    expect(check.rationale).toMatch(/\.$/);
    expect(check.remediation).toMatch(/\.$/);
    expect(`${check.rationale} ${check.remediation}`).not.toMatch(/\bshould\b|!/);
    expect(severities).toContain(check.severity);
    for (const [edition, severity] of Object.entries(check.severityIn ?? {})) {
      expect(editions).toContain(edition);
      expect(severities).toContain(severity);
    }
    expect(check.source.length).toBeGreaterThan(0);
    expect(check.tags.length).toBeGreaterThan(0);
    expect(check.rows.length).toBeGreaterThan(0);
    expect(check.rows.filter((row) => !/^(AZ|AWS|GCS|S3C|CW|GEN|PSU|NET|AUD)-/.test(row))).toEqual([]);
  });

  it('names facets of its provider, each once', () => {
    const names = [...check.requires, ...check.consults];
    expect(names.filter((name) => facetDefinition(check.provider, name) === undefined)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('never passes and never fails on a required facet that could not be read', () => {
    for (const facet of check.requires) {
      for (const cause of unreadableCauses) {
        const finding = judge(check, { unreadable: { [facet]: cause }, with: { deployment: 'dedicated' } });
        expect(finding, `${facet} ${cause}`).toMatchObject({ status: 'unknown', obstacles: [{ facet, cause }] });
      }
    }
  });

  it('does not throw when every consulted facet could not be read', () => {
    for (const cause of unreadableCauses) {
      const blind = Object.fromEntries(check.consults.map((name) => [name, cause]));
      expect(judge(check, { unreadable: blind, with: { deployment: 'dedicated' } }).status).not.toBe('error');
    }
  });
});
