import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkStoreUris, type CheckedStore } from '../../../src/policy/store-uri/check.ts';
import { uriEvidence } from '../../../src/providers/document/uri.ts';
import { pointerTo, shown } from '../../../src/policy/store-uri/mask.ts';

const context = { edition: '2026-02' } as const;

/** Everything that a person can see of a checked value. */
const seen = (stores: readonly CheckedStore[]): string =>
  stores
    .flatMap(({ uri, meaning, findings }) => [
      shown(uri, { start: 0, end: uri.text.length }, 4096),
      JSON.stringify(meaning),
      ...findings.flatMap(({ message, range }) => [message, pointerTo(uri, range).line]),
    ])
    .join('\n');

const characters = (alphabet: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength });
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** As AWS, MinIO, Azure and Google make them, of digits only, and as people think them up. */
const secret = fc.oneof(
  characters(`${alphanumeric}+/`, 40),
  characters(alphanumeric, 12, 40),
  characters('abcdefghijklmnopqrstuvwxyz', 12, 24),
  characters('0123456789', 12, 20),
  fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc
    .uint8Array({ minLength: 48, maxLength: 96 })
    .map((bytes) => `-----BEGIN PRIVATE KEY-----\n${Buffer.from(bytes).toString('base64')}\n-----END PRIVATE KEY-----\n`),
);
const place = fc.oneof(
  fc.record({
    scheme: fc.constantFrom('s3', 'S3', 'cw', 'minio', 'https'),
    key: fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'minioadmin', 'AK', ''),
    rest: fc.constantFrom(
      'minio.corp.example:9000/wandb?region=us-east-1&tls=true',
      'minio:9000/wandb',
      's3.eu-central-1.amazonaws.com/acme-wandb/team?region=eu-central-1',
      'cwobject.com/acme-wandb?tls=true',
      'acme-wandb?region=eu-central-1',
    ),
  }),
  fc.record({ scheme: fc.constantFrom('az', 'azure'), key: fc.constant(''), rest: fc.constant('acmestorage/wandb') }),
  fc.record({
    scheme: fc.constantFrom('gs', 'gcs'),
    key: fc.constantFrom('wandb%40acme.iam.gserviceaccount.com', 'wandb@acme.iam.gserviceaccount.com', ''),
    rest: fc.constantFrom('acme-wandb', 'acme-wandb/team'),
  }),
);
/** Marks that stand raw in the secret, each at a share of its length. */
const raw = fc.array(
  fc.record({ mark: fc.constantFrom('/', '?', '#', '@', ':', ' ', '&', '"'), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  {
    maxLength: 2,
  },
);
const around = fc.constantFrom(['', ''], [' ', ''], ['', ' '], ['"', '"'], ["'", "'"], ['', '\n'], ['', '"'], ['  "', '" ']);
const between = fc.constantFrom(',', ';', ' ', '\n', '|', ', ', '+', '');

/** Begins and ends every private key. */
const frame = '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n';

it('no six characters of a secret are shown, whatever happened to the value', () => {
  fc.assert(
    fc.property(
      fc.record({
        place,
        secret,
        marks: raw,
        isEncoded: fc.boolean(),
        end: fc.constantFrom('@', '@', '%40', ''),
        around,
        more: fc.option(fc.tuple(between, fc.boolean())),
      }),
      ({ place: { scheme, key, rest }, secret: made, marks, isEncoded, end, around: [before = '', behind = ''], more }) => {
        // A raw @ besides a lost one leaves nothing to tell the secret from a host.
        const kept = end === '@' ? marks : marks.filter(({ mark }) => mark !== '@');
        let written = isEncoded ? encodeURIComponent(made) : made;
        for (const { mark, at } of kept) {
          const index = Math.round(at * written.length);
          written = written.slice(0, index) + mark + written.slice(index);
        }
        const one = `${scheme}://${key}:${written}${end}${rest}`;
        const good = 's3://AK:other@minio.corp.example/wandb?region=us-east-1&tls=true';
        const value = more === null ? one : more[1] ? `${one}${more[0]}${good}` : `${good}${more[0]}${one}`;
        const read = { variable: undefined, text: `${before}${value}${behind}`, line: 1, column: 1, isLiteral: true };
        const evidence = uriEvidence(read, { ...context, now: new Date(0), name: 'value' });
        const text = `${seen(checkStoreUris(read.text, context))}\n${JSON.stringify(evidence)}`;
        for (let index = 0; index + 6 <= written.length; index += 1) {
          const piece = written.slice(index, index + 6);
          // The frame of a private key is no secret, and messages speak of it.
          if (/[A-Za-z0-9]{3}/.test(piece) && !frame.includes(piece) && !/BEGIN|END|PRIVATE|KEY|VATE|IVAT|-{3}|%/.test(piece))
            expect(text).not.toContain(piece);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it.each([
  's3://minioadmin:/G9lN57b5x79X6lYkLme%40minio.corp.example:9000/wandb',
  's3://minioadmin:12345/G9lN57b5x79X6lYkLme%40minio.corp.example:9000/wandb',
  's3://minioadmin:/G9lN57b5x79X6lYkLmeminio.corp.example:9000/wandb',
  's3://:G9lN57b5x79X6lYkLme/minio.corp.example/wandb',
  's3://minioadmin:?G9lN57b5x79X6lYkLme@minio.corp.example:9000/wandb',
  's3://minioadmin:1#G9lN57b5x79X6lYkLme@minio.corp.example:9000/wandb',
  'az://:/G9lN57b5x79X6lYkLme==/acct/ctr',
  'az://:12/G9lN57b5x79X6lYkLme==%40acct/ctr',
  'gs://wandb%40acme.iam.gserviceaccount.com:/G9lN57b5x79X6lYkLme%40acme-wandb',
  'cw://AK:12/G9lN57b5x79X6lYkLme%40cwobject.com/acme-wandb',
  's3://AK:first@minio.corp.example/wandb,minio://AK:G9lN57b5x79X6lYkLme/minio/wandb',
])('shows nothing of the secret in %s', (value) => {
  const text = seen(checkStoreUris(value, context));
  for (const piece of ['G9lN57', 'b5x79X', '6lYkLm']) expect(text).not.toContain(piece);
});
