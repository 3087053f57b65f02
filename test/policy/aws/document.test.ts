import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/policy/aws/document.ts';
import { bucketStatement, external, policyText, saas, type Json } from '../support.ts';

const good = bucketStatement(saas);
const problemOf = (text: string, kind: 'bucket' | 'key' = 'bucket'): string => {
  const read = readPolicy(text, kind);
  return read.ok ? 'valid' : read.problem;
};
const changed = (more: Json): string => policyText({ ...good, ...more });

describe('readPolicy', () => {
  it.each([
    ['a list of statements', policyText(good)],
    ['one statement', JSON.stringify({ Version: '2012-10-17', Statement: good })],
    ['no version', JSON.stringify({ Statement: [good] })],
    ['a byte order mark', `\ufeff${policyText(good)}`],
    ['the output of get-bucket-policy', JSON.stringify({ Policy: policyText(good) })],
    ['a JSON string', JSON.stringify(policyText(good))],
    ['principal *', changed({ Principal: '*' })],
    [
      'numbers and Booleans in conditions',
      changed({ Condition: { Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 's3:signatureAge': 5 } } }),
    ],
  ])('reads %s', (_, text) => {
    const read = readPolicy(text);
    expect(read).toMatchObject({ ok: true, statements: [{ effect: 'Allow', sid: 'WAndBAccountAccess' }] });
  });

  it.each([
    ['not JSON', '{', /not JSON/],
    ['not an object', '[]', /not a JSON object/],
    ['a duplicate member', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', /Version occurs twice/],
    ['another version', JSON.stringify({ Version: '2020-01-01', Statement: [good] }), /Version is neither/],
    ['a foreign element', JSON.stringify({ Statement: [good], statement: [] }), /statement is not an element/],
    ['no statements', '{"Version":"2012-10-17"}', /Statement is absent/],
    ['effect in lower case', changed({ Effect: 'allow' }), /Statement\[0\]\.Effect is neither Allow nor Deny/],
    ['element in lower case', changed({ effect: 'Allow' }), /Statement\[0\]\.effect is not an element/],
    ['no principal', changed({ Principal: undefined }), /neither Principal nor NotPrincipal/],
    ['both', changed({ NotPrincipal: '*' }), /both Principal and NotPrincipal/],
    ['no resource', changed({ Resource: undefined }), /neither Resource nor NotResource/],
    ['a bare ARN', changed({ Principal: saas }), /bare string/],
    ['a list of principals', changed({ Principal: [saas] }), /neither "\*" nor an object/],
    ['the principal kind of another vendor', changed({ Principal: { CW: saas } }), /CW is not a kind of principal/],
    ['a wildcard in a principal', changed({ Principal: { AWS: 'arn:aws:iam::725579432336:role/*' } }), /wildcard/],
    ['an action without service', changed({ Action: 'GetObject' }), /not service:Action/],
    ['a number as action', changed({ Action: 1 }), /not a string/],
    ['an operator that does not exist', changed({ Condition: { StringIs: { a: 'b' } } }), /StringIs is not a condition operator/],
    ['an inherited name as operator', changed({ Condition: { toString: { a: 'b' } } }), /toString is not a condition operator/],
    [
      'one key in two cases',
      changed({ Condition: { Bool: { 'aws:SecureTransport': true, 'AWS:SecureTransport': false } } }),
      /occurs twice in different case/,
    ],
    [
      'over 20 KB',
      changed({ Resource: Array.from({ length: 800 }, (_, n) => `arn:aws:s3:::acme/${n}/folder/*`) }),
      /the service accepts 20480/,
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  it('counts bytes without white space, as the service does', () => {
    const text = policyText(good).replace('{', `{${' '.repeat(21_000)}`);
    expect(readPolicy(text)).toMatchObject({ ok: true, advice: [expect.stringMatching(/white space/)] });
  });

  it('accepts a key policy statement without Resource, which then has no effect', () => {
    const text = policyText({ ...external(saas), Resource: undefined });
    expect(readPolicy(text, 'key')).toMatchObject({ ok: true, statements: [{ resource: undefined }] });
    expect(problemOf(text)).toMatch(/neither Resource/);
  });

  it('answers the same object for the same text, and stays right when it forgets', () => {
    const first = readPolicy(policyText(good));
    expect(readPolicy(policyText(good))).toBe(first);
    for (let n = 0; n < 300; n += 1) readPolicy(changed({ Sid: `S${n}` }));
    expect(readPolicy(policyText(good))).toEqual(first);
  });

  it('strips control and direction characters from names', () => {
    expect(readPolicy(changed({ Sid: 'a\u001b[31m\u202eb' }))).toMatchObject({ statements: [{ sid: 'a[31mb' }] });
  });
});
