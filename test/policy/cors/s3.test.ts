import { describe, expect, it } from 'vitest';
import { readS3Cors, s3Rules } from '../../../src/policy/cors/s3.ts';
import { documented, verdictOn } from './support.ts';

type Changes = readonly Readonly<Record<string, unknown>>[];

describe('CORS of S3 passes', () => {
  it.each<[string, Changes, string[]?]>([
    ['with the documented rule', [{}]],
    ['with ETag in another case', [{ ExposeHeaders: ['eTAG'] }]],
    ['with two rules that do it together', [{ AllowedMethods: ['GET', 'HEAD'] }, { AllowedMethods: ['PUT'] }]],
    ['when a later rule admits the headers of the preflight', [{ AllowedHeaders: ['content-type'] }, {}]],
    ['for an origin that a * inside admits', [{ AllowedOrigins: ['https://*.wandb.io'] }], ['https://acme.wandb.io']],
    [
      'for a declared origin with TLS where https://* is admitted',
      [{ AllowedOrigins: ['https://*'] }],
      ['https://wandb.acme.com'],
    ],
    ['for an origin with its port', [{ AllowedOrigins: ['https://wandb.acme.com:8443'] }], ['https://wandb.acme.com:8443']],
    ['when GET needs no preflight for a request without headers', [{}], ['*']],
  ])('%s', (_, changes, origins) => {
    expect(verdictOn('s3', changes, origins)).toMatchObject({ verdict: 'pass', failures: [], open: [] });
  });
});

describe('CORS of S3 fails', () => {
  it.each<[string, Changes, string[] | undefined, RegExp, object]>([
    [
      'without PUT',
      [{ AllowedMethods: ['GET', 'HEAD'] }],
      undefined,
      /allows PUT/,
      { kind: 'method', method: 'PUT', rule: undefined },
    ],
    [
      'when an earlier rule catches PUT and hides ETag, naming both rules',
      [{ AllowedOrigins: ['https://wandb.ai'], AllowedMethods: ['PUT'], ExposeHeaders: [] }, {}],
      undefined,
      /CORSRules\[0\] answers first and does not expose it, so CORSRules\[1\], which does, is never asked/,
      { kind: 'etag', origin: 'https://wandb.ai', method: 'PUT', rule: 0, shadowed: 1 },
    ],
    ['without ETag', [{ ExposeHeaders: [] }], undefined, /hides the header ETag/, { kind: 'etag', rule: 0, shadowed: undefined }],
    [
      'with some headers only',
      [{ AllowedHeaders: ['content-type', 'content-md5'] }],
      undefined,
      /AllowedHeaders is not \*/,
      { kind: 'headers', headers: ['byob-audit'], rule: 0 },
    ],
    [
      'with patterns that take in most headers',
      [{ AllowedHeaders: ['x-*', 'content-*'] }],
      undefined,
      /AllowedHeaders is not \*/,
      { kind: 'headers' },
    ],
    ['without headers', [{ AllowedHeaders: [] }], undefined, /content-type/, { kind: 'headers', headers: ['content-type'] }],
    [
      'for a declared origin without TLS where https://* is admitted',
      [{ AllowedOrigins: ['https://*'] }],
      ['http://wandb.acme.com'],
      /admits this origin/,
      { kind: 'origin' },
    ],
    [
      'for another scheme',
      [{ AllowedOrigins: ['http://wandb.ai'] }],
      ['https://wandb.ai'],
      /admits this origin/,
      { kind: 'origin' },
    ],
    ['for another port', [{ AllowedOrigins: ['https://wandb.ai:443'] }], ['https://wandb.ai'], /admits/, { kind: 'origin' }],
    ['for another host', [{ AllowedOrigins: ['https://wandb.ai'] }], ['https://app.wandb.ai'], /admits/, { kind: 'origin' }],
    [
      'for a host in another case',
      [{ AllowedOrigins: ['https://WANDB.ai'] }],
      ['https://wandb.ai'],
      /admits/,
      { kind: 'origin' },
    ],
    [
      'for a ? that is no wildcard',
      [{ AllowedOrigins: ['https://w?ndb.ai'] }],
      ['https://wandb.ai'],
      /admits/,
      { kind: 'origin' },
    ],
  ])('%s', (_, changes, origins, message, witness) => {
    const { verdict, failures } = verdictOn('s3', changes, origins);
    expect(verdict).toBe('fail');
    expect(failures[0]?.message).toMatch(message);
    expect(failures[0]?.witness).toMatchObject(witness);
  });

  it('names the first declared origin that does not work', () => {
    const { failures } = verdictOn(
      's3',
      [{ AllowedOrigins: ['https://a.io'] }],
      ['https://a.io', 'https://b.io', 'https://c.io'],
    );
    expect(failures.map(({ witness }) => witness?.origin)).toEqual(['https://b.io']);
  });
});

describe('CORS of S3 depends on the origins', () => {
  it.each<[string, Changes, RegExp]>([
    ['that are narrower than *', [{ AllowedOrigins: ['https://wandb.ai'] }], /works only from https:\/\/wandb\.ai, narrower/],
    [
      'when an earlier rule catches one of them',
      [{ AllowedOrigins: ['https://acme.com'], ExposeHeaders: [] }, {}],
      /any origin but https:\/\/acme\.com.*CORSRules\[0\].*CORSRules\[1\]/,
    ],
    [
      'when there are too many to play each',
      [{ AllowedOrigins: Array.from({ length: 201 }, (_, n) => `https://a${n}.io`) }, {}],
      /list 201 origins/,
    ],
  ])('%s', (_, changes, message) => {
    const { verdict, open } = verdictOn('s3', changes);
    expect(verdict).toBe('depends');
    expect(open[0]?.message).toMatch(message);
  });
});

describe('readS3Cors', () => {
  const rule = documented.s3;
  it('takes what the API and what the console and W&B print', () => {
    const asAnswered = {
      AllowedHeaders: ['*'],
      AllowedMethods: ['GET', 'HEAD', 'PUT'],
      AllowedOrigins: ['*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3000,
    };
    const api = readS3Cors(JSON.stringify({ CORSRules: [rule] }));
    const bare = readS3Cors(JSON.stringify([rule]));
    const input = readS3Cors(JSON.stringify({ Bucket: 'acme', CORSConfiguration: { CORSRules: [rule] } }));
    const rules = s3Rules([asAnswered]);
    expect([api, input]).toMatchObject([
      { ok: true, rules, advice: [] },
      { ok: true, rules, advice: [] },
    ]);
    expect(bare).toMatchObject({ ok: true, rules, advice: [{ text: expect.stringContaining('bare list') as string }] });
  });

  it('accepts 100 rules, an ID and a byte order mark', () => {
    const list = Array.from({ length: 100 }, (_, n) => ({ ...rule, ID: `rule ${n}` }));
    expect(readS3Cors(`\ufeff${JSON.stringify({ CORSRules: list })}`)).toMatchObject({
      ok: true,
      advice: [{ text: expect.stringContaining('byte order mark') as string }],
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['101 rules', Array.from({ length: 101 }, () => rule), '[100]', /101 CORS rules, and S3 accepts 100/],
    ['no rule', [], '', /empty/],
    ['the method OPTIONS', [{ ...rule, AllowedMethods: ['GET', 'OPTIONS'] }], '[0].AllowedMethods[1]', /OPTIONS is not a method/],
    ['a method in lower case', [{ ...rule, AllowedMethods: ['get'] }], '[0].AllowedMethods[0]', /get is not a method/],
    ['two * in an origin', [{ ...rule, AllowedOrigins: ['https://*.*.io'] }], '[0].AllowedOrigins[0]', /more than one \*/],
    ['two * in a header', [{ ...rule, AllowedHeaders: ['x-*-*'] }], '[0].AllowedHeaders[0]', /more than one \*/],
    [
      '* in ExposeHeaders (neuroglancer)',
      [{ ...rule, ExposeHeaders: ['*'] }],
      '[0].ExposeHeaders[0]',
      /accepts none in ExposeHeaders/,
    ],
    ['an unknown member', [{ ...rule, ExposedHeaders: ['ETag'] }], '[0].ExposedHeaders', /not a member.*ExposeHeaders/],
    ['a member in other case', [{ ...rule, allowedheaders: ['*'] }], '[0].allowedheaders', /spelled AllowedHeaders/],
    ['a text for a list', [{ ...rule, AllowedMethods: 'GET' }], '[0].AllowedMethods', /is a text, not a list/],
    ['a number in a list', [{ ...rule, AllowedOrigins: [1] }], '[0].AllowedOrigins[0]', /is a number, not a text/],
    ['a max age in quotes', [{ ...rule, MaxAgeSeconds: '3000' }], '[0].MaxAgeSeconds', /is a text, not a number/],
    ['a negative max age', [{ ...rule, MaxAgeSeconds: -1 }], '[0].MaxAgeSeconds', /is -1/],
    ['no methods', [{ ...rule, AllowedMethods: undefined }], '[0]', /AllowedMethods of \[0\] is absent/],
    ['no origin', { CORSRules: [{ ...rule, AllowedOrigins: [] }] }, 'CORSRules[0].AllowedOrigins', /is empty/],
    ['another document', { Version: '2012-10-17' }, 'Version', /not a member of a CORS configuration/],
    ['an empty object', {}, '', /CORSRules is absent/],
    ['rules that are no list', { CORSRules: rule }, 'CORSRules', /an object, not a list of CORS rules/],
    ['a rule that is a text', ['GET'], '[0]', /is a text/],
    ['a long ID', [{ ...rule, ID: 'x'.repeat(256) }], '[0].ID', /256 characters/],
    ['more than 64 KB', [{ ...rule, AllowedOrigins: [`https://${'x'.repeat(65_536)}`] }], '', /65536/],
  ])('refuses %s', (_, document, path, problem) => {
    expect(readS3Cors(JSON.stringify(document))).toMatchObject({
      ok: false,
      path,
      problem: expect.stringMatching(problem) as string,
    });
  });

  it('says where', () => {
    const text = '{\n  "CORSRules": [\n    { "AllowedMethods": ["GET"],\n      "AllowedMethods": ["PUT"] }\n  ]\n}';
    expect(readS3Cors(text)).toMatchObject({ ok: false, line: 4, column: 7, path: 'CORSRules[0].AllowedMethods' });
    expect(readS3Cors('[{"AllowedMethods":["OPTIONS"]}]')).toMatchObject({ line: 1, column: 21 });
    expect(readS3Cors('{')).toMatchObject({ ok: false, line: 1, problem: expect.stringContaining('not JSON') as string });
  });

  it('prints nothing that could touch a terminal', () => {
    const read = readS3Cors(JSON.stringify([{ ...rule, AllowedMethods: ['\u001b[31m\u202e'] }]));
    expect(JSON.stringify(read)).not.toMatch(/\\u001b|\u202e/);
    expect(read.ok).toBe(false);
  });
});
