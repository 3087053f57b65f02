import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildStoreUri, encodePart } from '../../../src/policy/store-uri/build.ts';
import { checkStoreUris, longestStoreValue, type CheckedStore } from '../../../src/policy/store-uri/check.ts';
import { pointerTo, shown } from '../../../src/policy/store-uri/mask.ts';
import { parseStoreUri } from '../../../src/policy/store-uri/parse.ts';
import { splitStoreUris } from '../../../src/policy/store-uri/split.ts';
import { examples } from './examples.ts';

const context = { edition: '2026-02' } as const;

/** Everything that a person can see of a checked value. */
const seen = (stores: readonly CheckedStore[]): string =>
  stores
    .flatMap(({ uri, meaning, findings }) => [
      shown(uri, { start: 0, end: uri.text.length }, 4096),
      JSON.stringify(meaning),
      ...findings.flatMap(({ message, range }) => [message, pointerTo(uri, range).line, pointerTo(uri, range).caret]),
    ])
    .join('\n');

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const pieces = fc.constantFrom(
  's3://',
  'gs://',
  'az://',
  'cw://',
  ':',
  '@',
  '/',
  '?',
  '#',
  '%',
  '&',
  '=',
  ';',
  ',',
  ' ',
  '\n',
  '[',
  ']',
  '$(A)',
  '<x>',
  'AK',
  'region=',
  'tls=true',
  'host.example',
  '-----BEGIN',
  '😀',
  '\u0000',
);
const soup = fc.array(fc.oneof(pieces, anyText), { maxLength: 30 }).map((parts) => parts.join(''));
const name = fc.stringMatching(/^[a-z][a-z0-9]{3,20}[a-z0-9]$/);
const region = fc.constantFrom('us-east-1', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1');
/** A secret that occurs nowhere else by chance, with any character inside that a person can type, and all others. */
const secret = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom(...'/?#%@:+=&;, <>$!"\'()*[]{}|\\^`~-_.abcXYZ019é€'.split('')),
      minLength: 1,
      maxLength: 40,
    }),
  )
  .map(([middle]) => `qZ7${middle}Zq9`);

describe('the parser', () => {
  it('loses nothing: its tokens lie side by side and are the text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const { tokens } = parseStoreUri(text);
        expect(tokens.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        expect(tokens.every(({ start }, index) => start === (tokens[index - 1]?.end ?? 0))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('divides several values without losing a character', () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(
          splitStoreUris(text)
            .map(({ text: piece, separator }) => separator + piece)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('never fails on rubbish, and every finding lies inside of its store', () => {
    fc.assert(
      fc.property(soup, (text) => {
        for (const { uri, findings } of checkStoreUris(text, context)) {
          for (const { range } of findings) {
            expect(range.start).toBeLessThanOrEqual(range.end);
            expect(range.end).toBeLessThanOrEqual(uri.text.length);
            const { line, caret } = pointerTo(uri, range);
            expect(`${line}${caret}`).toMatch(/^[ -~]*$/);
            expect(caret.length).toBeLessThanOrEqual(Math.max(line.length + 1, 66));
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('takes a time that grows with the length alone', () => {
    const hostile = [
      's3://',
      'a',
      'A1b',
      '@',
      ':',
      '/',
      '?',
      '%',
      ',s3://',
      '://',
      ' ',
      '&',
      '&a=',
      '$',
      '<',
      '<a',
      '${',
      '{{',
      '\n',
      's3://a:b@',
      '[',
      '-----',
      '.a',
      'AKa0+',
    ];
    for (const piece of hostile) {
      for (const head of ['', 's3://', 's3://k:s@h/b?', 'gs://e:', 's3://h.']) {
        const text = (head + piece.repeat(longestStoreValue)).slice(0, longestStoreValue);
        const start = performance.now();
        seen(checkStoreUris(text, context).slice(0, 3));
        expect(performance.now() - start, `${head} and ${piece} many times`).toBeLessThan(1500);
      }
    }
  });

  it('refuses what no environment variable holds at once', () => {
    const start = performance.now();
    const [store] = checkStoreUris('s3://AK:'.padEnd(10 * 1024 * 1024, 'x'), context);
    expect(store?.findings.map(({ code }) => code)).toEqual(['value-too-long']);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('a value that is built', () => {
  const s3 = fc.record({
    scheme: fc.constant('s3' as const),
    bucket: name,
    region,
    key: fc.constant('AKIAIOSFODNN7EXAMPLE'),
    secret,
    path: fc.option(name, { nil: undefined }),
    endpoint: fc.option(fc.constantFrom('minio.corp.example:9000', 's3.store.example'), { nil: undefined }),
  });
  const cw = fc.record({ scheme: fc.constant('cw' as const), bucket: name.map((text) => `b-${text}`), key: name, secret });
  const base64 = fc.uint8Array({ minLength: 12, maxLength: 64 }).map((bytes) => `qZ7Zq9${Buffer.from(bytes).toString('base64')}`);
  const az = fc.record({
    scheme: fc.constant('az' as const),
    account: fc.stringMatching(/^[a-z0-9]{3,24}$/),
    bucket: name,
    secret: base64,
  });
  const gs = fc.record({
    scheme: fc.constant('gs' as const),
    bucket: name,
    key: fc.constant('wandb@acme.iam.gserviceaccount.com'),
    secret: base64.map((text) => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`),
  });

  it('gives no finding, means what was asked for, and shows no secret', () => {
    fc.assert(
      fc.property(fc.oneof(s3, cw, az, gs), (parts) => {
        const value = buildStoreUri(parts);
        const stores = checkStoreUris(value, context);
        expect(stores.flatMap(({ findings }) => findings)).toEqual([]);
        expect(stores).toHaveLength(1);
        const [store] = stores;
        expect(store?.meaning).toMatchObject({ scheme: parts.scheme, bucket: parts.bucket, hasCredentials: true });
        const written = store?.uri.secret;
        expect(decodeURIComponent(value.slice(written?.start, written?.end))).toBe(parts.secret);
        for (const form of [parts.secret, encodePart(parts.secret), encodeURIComponent(parts.secret)])
          expect(seen(stores)).not.toContain(form);
      }),
      { numRuns: 500 },
    );
  });

  it('with a byte changed, put in or taken out crashes nothing and shows no more', () => {
    const change = fc.record({
      at: fc.nat(),
      byte: fc.integer({ min: 0, max: 255 }),
      how: fc.constantFrom('replace', 'insert', 'remove'),
    });
    fc.assert(
      fc.property(fc.oneof(s3, az, gs), change, (parts, { at, byte, how }) => {
        const bytes = [...Buffer.from(buildStoreUri(parts))];
        const place = at % bytes.length;
        bytes.splice(place, how === 'insert' ? 0 : 1, ...(how === 'remove' ? [] : [byte]));
        const stores = checkStoreUris(Buffer.from(bytes).toString(), context);
        const text = seen(stores);
        for (const form of [parts.secret, encodePart(parts.secret)]) expect(text).not.toContain(form);
        // The change may hit one end of the secret; the other does not show either.
        expect(text.includes('qZ7') && text.includes('Zq9')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('with a raw secret shows none of it, whatever characters it holds', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom('s3', 'cw', 'gs', 'az', 'gcs', 'minio'), (raw, scheme) => {
        const text = seen(
          checkStoreUris(`${scheme}://AKIDEXAMPLE:${raw}@minio.corp.example/wandb?region=us-east-1&tls=true`, context),
        );
        expect(text).not.toContain(raw);
        expect(text).not.toContain('Zq9');
        expect(text).not.toContain('qZ7');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('no output of the policy', () => {
  it.each(examples)('$name', ({ uri, secrets = [], context: own }) => {
    const text = seen(checkStoreUris(uri, { ...context, ...own }));
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

it.each([
  ['a secret behind a raw & of an unknown parameter', 's3://minio.acme.io/acme?secret=abc&Tr0ub4dor', 'Tr0ub4dor'],
  ['a short piece of it before =', 's3://minio.acme.io/acme?region=x&password=ab&Tr0ub4dor=1', 'Tr0ub4dor'],
  ['digits of a secret before its raw slash, where a port could be', 's3://AKIAEXAMPLE:54321/rest@minio/acme', '54321'],
  ['a piece of a secret with an @ and a dot', 's3://KEY:se@Tr0.ub/4dor@minio.acme.io/acme', 'Tr0'],
])('masks %s', (_, text, secret) => {
  expect(seen(checkStoreUris(text, context))).not.toContain(secret);
});

it('still shows the host in front of an @ in a path', () => {
  const text = 's3://KEY:secret@minio.acme.io/acme/p@th?region=x&tls=true';
  const [store] = checkStoreUris(text, context);
  expect(store === undefined ? '' : shown(store.uri, { start: 0, end: text.length })).toBe(
    's3://****:****@minio.acme.io****?region=x&tls=true',
  );
});

it('still shows a misspelt parameter behind others that are shown', () => {
  const text = 's3://KEY:secret@minio.acme.io/acme?region=x&tlss=true';
  const [store] = checkStoreUris(text, context);
  expect(store === undefined ? '' : shown(store.uri, { start: 0, end: text.length })).toBe(
    's3://****:****@minio.acme.io/acme?region=x&tlss=****',
  );
});
