import { describe, expect, it } from 'vitest';
import { readGcsCors } from '../../../src/policy/cors/gcs.ts';
import { corsVerdict, documented, verdictOn } from './support.ts';

type Changes = readonly Readonly<Record<string, unknown>>[];

describe('CORS of Cloud Storage', () => {
  it.each<[string, Changes, string[] | undefined, 'pass' | 'fail' | 'depends', RegExp | undefined]>([
    ["what W&B's Terraform module makes", [{}], undefined, 'pass', undefined],
    ['Content-Type and ETag', [{ responseHeader: ['content-type', 'etag'] }], undefined, 'pass', undefined],
    ['any method', [{ method: ['*'] }], undefined, 'pass', undefined],
    ['two entries that do it together', [{ method: ['PUT'] }, { method: ['GET', 'HEAD'] }], undefined, 'pass', undefined],
    ['no HEAD', [{ method: ['GET', 'PUT'] }], undefined, 'fail', /HEAD from an arbitrary origin/],
    ['no Content-Type', [{ responseHeader: ['ETag'] }], undefined, 'fail', /with the headers content-type/],
    [
      'an earlier entry that catches the request, although a later one admits its headers',
      [{ responseHeader: ['ETag'] }, {}],
      undefined,
      'fail',
      /cors\[0\] answers first and does not allow them, so cors\[1\], which does, is never asked/,
    ],
    ['another origin', [{ origin: ['https://wandb.ai'] }], ['https://acme.wandb.io'], 'fail', /admits this origin/],
    ['a * inside of an origin', [{ origin: ['https://*.wandb.io'] }], ['https://acme.wandb.io'], 'fail', /admits this origin/],
    ['narrow origins', [{ origin: ['https://wandb.ai'] }], undefined, 'depends', /works only from https:\/\/wandb\.ai/],
  ])('%s', (_, changes, origins, verdict, message) => {
    const found = verdictOn('gcs', changes, origins);
    expect(found.verdict).toBe(verdict);
    expect([...found.failures, ...found.open].map((one) => one.message)).toEqual(
      message === undefined ? [] : [expect.stringMatching(message)],
    );
  });

  it('does not fail where ETag or other headers stay hidden', () => {
    expect(verdictOn('gcs', [{ responseHeader: ['Content-Type'] }]).verdict).toBe('pass');
  });
});

describe('readGcsCors', () => {
  it("takes W&B's documented file and says that exposeHeaders exposes nothing", () => {
    const entry = {
      origin: ['*'],
      responseHeader: ['Content-Type'],
      exposeHeaders: ['ETag'],
      method: ['GET', 'HEAD', 'PUT'],
      maxAgeSeconds: 3600,
    };
    const read = readGcsCors(JSON.stringify([entry]));
    expect(read).toMatchObject({
      ok: true,
      advice: [{ text: expect.stringContaining('[0].exposeHeaders is no member') as string }],
    });
    if (!read.ok) return;
    expect(read.rules[0]?.exposedHeaders).toEqual(['Content-Type']);
    expect(corsVerdict('gcs', read.rules, undefined)).toMatchObject({ verdict: 'pass' });
  });

  it('takes a list, an object with cors, what gcloud describes, and a bucket of the API', () => {
    for (const document of [
      [documented.gcs],
      { cors: [documented.gcs] },
      { cors_config: [documented.gcs] },
      { kind: 'storage#bucket', id: 'b', cors: [documented.gcs] },
      { name: 'b', storage_url: 'gs://b/', cors_config: [documented.gcs] },
      [{ name: 'b', storage_url: 'gs://b/', cors_config: [documented.gcs] }],
      [{ cors_config: [documented.gcs] }],
    ])
      expect(readGcsCors(JSON.stringify(document))).toMatchObject({
        ok: true,
        rules: [{ index: 0, methods: ['GET', 'HEAD', 'PUT'] }],
        advice: [],
      });
  });

  it('says that a * inside of an origin is compared as it is', () => {
    expect(readGcsCors(JSON.stringify([{ ...documented.gcs, origin: ['https://*.wandb.io'] }]))).toMatchObject({
      advice: [{ text: expect.stringContaining('no other wildcard') as string }],
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['the members of S3', [documented.s3], '[0].AllowedHeaders', /not a member of a CORS entry of Cloud Storage/],
    ['snake case', [{ ...documented.gcs, max_age_seconds: 1 }], '[0].max_age_seconds', /spelled maxAgeSeconds/],
    ['a text for a list', { cors: [{ ...documented.gcs, method: 'GET' }] }, 'cors[0].method', /is a text/],
    ['a fraction of a second', [{ ...documented.gcs, maxAgeSeconds: 0.5 }], '[0].maxAgeSeconds', /whole number/],
    ['another object', { CORSRules: [] }, '', /neither a list/],
    ['another member beside cors', { cors: [], lifecycle: {} }, 'lifecycle', /not a member/],
    ['a text', 'cors', '', /a text, not a list/],
    ['exposeHeaders of another type', [{ ...documented.gcs, exposeHeaders: 'ETag' }], '[0].exposeHeaders', /is a text/],
  ])('refuses %s', (_, document, path, problem) => {
    expect(readGcsCors(JSON.stringify(document))).toMatchObject({
      ok: false,
      path,
      problem: expect.stringMatching(problem) as string,
    });
  });
});
