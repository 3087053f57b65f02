import { describe, expect, it } from 'vitest';
import { checkStoreUris } from '../../../src/policy/store-uri/check.ts';
import { isHidden, pointerTo } from '../../../src/policy/store-uri/mask.ts';
import { storeUriRules } from '../../../src/requirements/store-uri.ts';
import { sourceDocuments } from '../../../src/requirements/sources.ts';
import { badExamples, examples, goodExamples, type StoreUriExample } from './examples.ts';

const judge = ({ uri, context }: StoreUriExample) => checkStoreUris(uri, { edition: '2026-02', ...context });

describe('the good examples', () => {
  it.each(goodExamples)('$name', (example) => {
    const [store, more] = judge(example);
    expect(more).toBeUndefined();
    expect(store?.findings.map(({ code }) => code)).toEqual(example.codes);
  });
});

describe('the bad examples', () => {
  it.each(badExamples)('$name', (example) => {
    const [store, more] = judge(example);
    expect(more).toBeUndefined();
    expect(store?.findings.map(({ code }) => code)).toEqual(example.codes);
    const [first] = store?.findings ?? [];
    if (store === undefined || first === undefined) throw new Error('nothing was found');
    expect(first.severity).toMatch(/^(?:high|medium|low|info)$/);
    expect(first.range.end).toBeLessThanOrEqual(example.uri.length);
    if (example.at === undefined) return;
    expect(example.uri.slice(first.range.start, first.range.end)).toBe(example.at);
    const { line, caret } = pointerTo(store.uri, first.range);
    const column = caret.indexOf('^');
    if (!isHidden(store.uri, first.range) || example.at === '/' || example.at === '?') {
      expect(line.slice(column, caret.length).padEnd(example.at.length)).toBe(example.at);
    }
  });
});

describe('the short form', () => {
  it.each([
    ['s3://AK:made-up@acme-wandb?region=eu-central-1', 'write @s3.eu-central-1.amazonaws.com/acme-wandb?...'],
    ['s3://AK:made-up@acme-wandb', 'write @ENDPOINT/acme-wandb'],
    ['cw://AK:made-up@acme-wandb', 'write @cwobject.com/acme-wandb'],
  ])('%s is told what to write', (uri, words) => {
    const [store] = checkStoreUris(uri, { edition: '2026-02' });
    expect(store?.findings.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  });
});

describe('the picture', () => {
  const pictures = (uri: string) => {
    const [store] = checkStoreUris(uri, { edition: '2026-02' });
    return store?.findings.map(({ code, range }) => ({ code, ...pointerTo(store.uri, range) }));
  };

  it('adds nothing to a value in which something is missing', () => {
    const line = 's3://****:****@minio.corp.example?region=us-east-1&tls=true';
    expect(pictures('s3://AK:made-up@minio.corp.example?region=us-east-1&tls=true')).toEqual([
      { code: 'bucket-missing', line, caret: `${' '.repeat(33)}^` },
    ]);
    expect(pictures('az://acct')).toEqual([{ code: 'azure-container-missing', line: 'az://acct', caret: '         ^' }]);
  });

  it('shows a character that is not ASCII as none of a URI', () => {
    expect(pictures('gs://acme-wandb\u00a0\n')).toEqual([
      { code: 'surrounding-characters', line: String.raw`gs://acme-wandb\u00a0\n`, caret: `${' '.repeat(15)}^^^^^^^^` },
    ]);
  });
});

describe('the rules', () => {
  // About several values, the variable or the bucket: their tests have no single URI.
  const elsewhere = [
    'value-too-long',
    'variable-renamed',
    'several-values',
    'values-separator',
    'env-file-quotes',
    'against-account',
    'against-bucket',
    'against-container',
    'against-endpoint',
    'against-prefix',
    'against-provider',
    'against-region',
    'against-tls',
  ];

  it('have an example each', () => {
    const shown = new Set<string>([...examples.flatMap(({ codes }) => codes), ...elsewhere]);
    expect(Object.keys(storeUriRules).filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each(Object.entries(storeUriRules))(
    '%s names documents and rows that exist, and is not grave when it is inferred',
    (_, rule) => {
      expect(Object.keys(sourceDocuments)).toContain(rule.document);
      expect(rule.rows.filter((row) => !/^(?:GEN|AWS-S3|S3C|CW)-\d\d$/.test(row))).toEqual([]);
      if ('inferred' in rule) expect(['low', 'info']).toContain(rule.severity);
    },
  );
});
