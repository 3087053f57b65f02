import { describe, expect, it } from 'vitest';
import { readAzureCors } from '../../../src/policy/cors/azure.ts';
import { documented, verdictOn } from './support.ts';

type Changes = readonly Readonly<Record<string, unknown>>[];

describe('CORS of Azure Storage', () => {
  it.each<[string, Changes, string[] | undefined, 'pass' | 'fail' | 'depends', RegExp | undefined]>([
    ['the documented rule', [{}], undefined, 'pass', undefined],
    ['ETag by name', [{ exposedHeaders: ['etag'] }], undefined, 'pass', undefined],
    ['ETag by a prefix', [{ exposedHeaders: ['ET*'] }], undefined, 'pass', undefined],
    ['a * for the subdomain', [{ allowedOrigins: ['https://*.wandb.io'] }], ['https://acme.wandb.io'], 'pass', undefined],
    [
      'two rules that do it together',
      [{ allowedMethods: ['PUT'] }, { allowedMethods: ['GET', 'HEAD'] }],
      undefined,
      'pass',
      undefined,
    ],
    ['ETag hidden', [{ exposedHeaders: ['x-ms-meta*'] }], undefined, 'fail', /hides the header ETag.*corsRules\[0\]/],
    ['headers by prefix only', [{ allowedHeaders: ['x-ms-*'] }], undefined, 'fail', /with the headers content-type/],
    [
      'headers by list only',
      [{ allowedHeaders: ['content-type', 'x-ms-blob-type'] }],
      undefined,
      'fail',
      /allowedHeaders is not \*/,
    ],
    [
      'an earlier rule for origin and method ends the search, although a later one allows the headers',
      [{ allowedHeaders: ['x-ms-meta*'] }, {}],
      undefined,
      'fail',
      /corsRules\[0\] answers first and does not allow them, so corsRules\[1\], which does, is never asked/,
    ],
    ['narrow origins', [{ allowedOrigins: ['https://wandb.ai'] }], undefined, 'depends', /works only from/],
    ['no rule', [], undefined, 'fail', /no CORS rule/],
  ])('%s', (_, changes, origins, verdict, message) => {
    const found = verdictOn('azure', changes, origins);
    expect(found.verdict).toBe(verdict);
    expect([...found.failures, ...found.open].map((one) => one.message)).toEqual(
      message === undefined ? [] : [expect.stringMatching(message)],
    );
  });
});

describe('readAzureCors', () => {
  const rule = documented.azure;
  const rest = {
    allowedOrigins: '*',
    allowedMethods: 'GET, HEAD,PUT',
    allowedHeaders: '*',
    exposedHeaders: '*',
    maxAgeInSeconds: 3000,
  };
  const cli = {
    AllowedOrigins: '*',
    AllowedMethods: 'GET, HEAD, PUT',
    AllowedHeaders: '*',
    ExposedHeaders: '*',
    MaxAgeInSeconds: 3000,
    Service: 'blob',
  };

  it.each<[string, unknown]>([
    ['the body of ARM', { properties: { cors: { corsRules: [rule] }, isVersioningEnabled: true } }],
    ['cors of ARM', { cors: { corsRules: [rule] } }],
    ['corsRules alone', { corsRules: [rule] }],
    ['a bare list', [rule]],
    ['cors of the SDK for blobs, comma separated', { cors: [rest] }],
    ['what the Azure CLI lists', [cli]],
    ['the names of REST', { Cors: { CorsRule: [cli] } }],
  ])('takes %s', (_, document) => {
    expect(readAzureCors(JSON.stringify(document))).toMatchObject({
      ok: true,
      advice: [],
      rules: [
        { index: 0, origins: ['*'], methods: ['GET', 'HEAD', 'PUT'], allowedHeaders: ['*'], exposedHeaders: ['*'], maxAge: 3000 },
      ],
    });
  });

  it('leaves the rules of other services of the account aside', () => {
    const all = [{ ...cli, Service: 'table', AllowedMethods: 'GET' }, { ...cli }];
    expect(readAzureCors(JSON.stringify(all))).toMatchObject({
      ok: true,
      rules: [{ index: 0, methods: ['GET', 'HEAD', 'PUT'] }],
      advice: [{ text: expect.stringContaining('other services') as string }],
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['six rules', Array.from({ length: 6 }, () => rule), '[5]', /6 CORS rules, and Azure Storage accepts 5/],
    [
      'more than 2 KB',
      Array.from({ length: 5 }, () => ({
        ...rule,
        allowedHeaders: Array.from({ length: 5 }, (_, n) => `x-${n}-${'y'.repeat(100)}`),
      })),
      '',
      /accepts 2048/,
    ],
    ['the member of S3', [{ ...rule, ExposeHeaders: ['ETag'] }], '[0].ExposeHeaders', /not a member of a CORS rule of Azure/],
    ['the names of Terraform', [{ ...rule, allowed_origins: ['*'] }], '[0].allowed_origins', /spelled allowedOrigins/],
    [
      'both spellings of a member',
      [{ ...rule, AllowedOrigins: '*' }],
      '[0].AllowedOrigins',
      /both allowedOrigins and AllowedOrigins/,
    ],
    ['an unknown method', [{ ...rule, allowedMethods: ['GET', '*'] }], '[0].allowedMethods[1]', /\* is not a method/],
    ['two * in an origin', [{ ...rule, allowedOrigins: ['*.*'] }], '[0].allowedOrigins[0]', /more than one \*/],
    ['a * inside of a header', [{ ...rule, allowedHeaders: ['x-*-y'] }], '[0].allowedHeaders[0]', /its \* inside/],
    ['three prefixes', [{ ...rule, allowedHeaders: 'a*,b*,c*' }], '[0].allowedHeaders', /more than 2 with a \*/],
    ['65 origins', [{ ...rule, allowedOrigins: Array.from({ length: 65 }, (_, n) => `h://${n}`) }], '[0]', /65 origins/],
    ['a header of 257 characters', [{ ...rule, exposedHeaders: ['x'.repeat(257)] }], '[0].exposedHeaders[0]', /257 characters/],
    ['a rule of another service', [{ ...cli, Service: 'table' }], '[0].Service', /table service/],
    ['no origins', [{ ...rule, allowedOrigins: '' }], '[0].allowedOrigins', /is empty/],
    ['no methods', [{ ...rule, allowedMethods: undefined }], '[0]', /is absent/],
    ['an object without rules', { cors: {} }, 'cors', /no corsRules/],
    ['a max age as a text', [{ ...rule, maxAgeInSeconds: '3000' }], '[0].maxAgeInSeconds', /not a number/],
    ['a text', 'x', '', /not a list/],
  ])('refuses %s', (_, document, path, problem) => {
    expect(readAzureCors(JSON.stringify(document))).toMatchObject({
      ok: false,
      path,
      problem: expect.stringMatching(problem) as string,
    });
  });
});
