import { describe, expect, it } from 'vitest';
import { adviceLimit, readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { bucketStatement, external, policyText, saas, type Json } from '../../support.ts';

/** Untyped matchers, given a type. */
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const containing = (text: string): unknown => expect.stringContaining(text);
const adviceLimited: unknown = expect.objectContaining({ length: adviceLimit });

const good = bucketStatement(saas);
const problemOf = (text: string, kind: 'bucket' | 'key' = 'bucket'): string => {
  const read = readPolicy(text, kind);
  return read.ok ? 'valid' : read.problem;
};
const changed = (more: Json): string => policyText({ ...good, ...more });
const many = Array.from({ length: 800 }, (_, n) => `arn:aws:s3:::acme/${n}/folder/*`);
const condition = (Condition: unknown): string => changed({ Condition });

describe('readPolicy', () => {
  it.each([
    ['a list of statements', policyText(good)],
    ['one statement', JSON.stringify({ Version: '2012-10-17', Statement: good })],
    ['blocks in any order', JSON.stringify({ Statement: [Object.fromEntries(Object.entries(good).toReversed())], Id: 'x' })],
    ['the old version', JSON.stringify({ Version: '2008-10-17', Statement: [good] })],
    ['no version', JSON.stringify({ Statement: [good] })],
    ['a byte order mark', `\ufeff${policyText(good)}`],
    ['the output of get-bucket-policy', JSON.stringify({ Policy: policyText(good) })],
    ['a JSON string', JSON.stringify(policyText(good))],
    ['principal *', changed({ Principal: '*' })],
    [
      'numbers and Booleans in conditions',
      condition({ Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 's3:signatureAge': 5 } }),
    ],
  ])('reads %s', (_, text) => {
    expect(readPolicy(text)).toMatchObject({ ok: true, statements: [{ effect: 'Allow', sid: 'WAndBAccountAccess' }] });
    expect(readPolicy(text, 'bucket', { bucketArn: 'arn:aws:s3:::acme' })).toMatchObject({ ok: true });
  });

  it.each([
    ['not JSON', '{', /not JSON/],
    ['not an object', '[]', /not a JSON object/],
    ['a duplicate member', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', /Version occurs twice/],
    ['two effects', policyText(good).replace('"Allow"', '"Deny","Effect":"Allow"'), /Statement\[0\]\.Effect occurs twice/],
    ['another version', JSON.stringify({ Version: '2020-01-01', Statement: [good] }), /^Version is neither/],
    ['a version that is a number', JSON.stringify({ Version: 2012, Statement: [good] }), /^Version is neither/],
    ['an id that is a number', JSON.stringify({ Id: 1, Statement: [good] }), /^Id is not a string/],
    ['a foreign element', JSON.stringify({ Statement: [good], statement: [] }), /^statement .* AWS spells it Statement/],
    ['no statements', '{"Version":"2012-10-17"}', /Statement is absent/],
    ['a statement that is text', '{"Version":"2012-10-17","Statement":["x"]}', /^Statement\[0\] is not an object/],
    ['a Sid that is a number', changed({ Sid: 1 }), /Statement\[0\]\.Sid is not a string/],
    ['no effect', changed({ Effect: undefined }), /Statement\[0\] has no Effect/],
    ['effect in lower case', changed({ Effect: 'allow' }), /Statement\[0\]\.Effect is neither Allow nor Deny/],
    ['element in lower case', changed({ effect: 'Allow' }), /Statement\[0\]\.effect is not an element.*; AWS spells it Effect/],
    ['an element of nobody', changed({ Bank: 'Allow' }), /Statement\[0\]\.Bank is not an element of a statement \(/],
    ['no principal', changed({ Principal: undefined }), /neither Principal nor NotPrincipal/],
    ['both principals', changed({ NotPrincipal: '*' }), /both Principal and NotPrincipal/],
    ['no action', changed({ Action: undefined }), /neither Action nor NotAction/],
    ['both actions', changed({ NotAction: 's3:*' }), /both Action and NotAction/],
    ['no resource', changed({ Resource: undefined }), /neither Resource nor NotResource/],
    ['both resources', changed({ NotResource: 'arn:aws:s3:::acme' }), /both Resource and NotResource/],
    ['an action without service', changed({ Action: 'GetObject' }), /not service:Action/],
    ['an action with a blank', changed({ Action: 's3: GetObject' }), /not service:Action/],
    ['a number as action', changed({ Action: 1 }), /Statement\[0\]\.Action is not a string/],
    ['a list in a list', changed({ Action: ['s3:*', ['s3:*']] }), /Statement\[0\]\.Action\[1\] is not a string/],
    ['null as resource', changed({ Resource: null }), /Statement\[0\]\.Resource is not a string/],
    ['over 20 KB', changed({ Resource: many }), /without white space and the service accepts 20480/],
  ])('refuses %s', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  it.each([
    ['a condition that is text', 'x', /Condition is not an object/],
    ['an operator that is text', { Bool: 'x' }, /Condition\.Bool is not an object/],
    ['an operator that does not exist', { StringIs: { 'a:b': 'b' } }, /Condition\.StringIs is not a condition operator \(/],
    ['an operator in other case', { stringequals: { 'a:b': 'b' } }, /not a condition operator; AWS spells it StringEquals/],
    ['an inherited name as operator', { toString: { 'a:b': 'b' } }, /toString is not a condition operator/],
    ['a quantifier that does not exist', { 'ForSome:StringLike': { 'a:b': 'b' } }, /is not a condition operator/],
    ['Null with IfExists', { NullIfExists: { 'aws:SourceVpc': true } }, /NullIfExists is not a condition operator/],
    [
      'one key in two cases',
      { Bool: { 'aws:SecureTransport': true, 'AWS:SecureTransport': false } },
      /Condition\.Bool\.AWS:SecureTransport occurs twice in different case/,
    ],
    ['a key without service', { Bool: { SecureTransport: true } }, /SecureTransport is not a condition key/],
    ['a value that is an object', { StringLike: { 'aws:Referer': {} } }, /not a string, number or Boolean/],
    ['a value that is null', { StringLike: { 'aws:Referer': [null] } }, /aws:Referer\[0\] is not a string, number or Boolean/],
    ['a Boolean that is none', { Bool: { 'aws:SecureTransport': 'yes' } }, /is "yes", which is not true or false/],
    ['a Null that is none', { Null: { 'aws:SourceVpc': 'absent' } }, /which is not true or false/],
    ['a number that is none', { NumericLessThan: { 's3:signatureAge': '10m' } }, /which is not a number/],
    ['a date that is none', { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } }, /which is not a date/],
    ['a month that is none', { DateLessThan: { 'aws:CurrentTime': '2026-13-01T00:00:00Z' } }, /which is not a date/],
    ['an address that is none', { IpAddress: { 'aws:SourceIp': 'example.com' } }, /not an IP address or a CIDR block/],
    ['a prefix that is too long', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/33'] } }, /SourceIp\[0\] is "10\.0\.0\.0\/33"/],
  ])('refuses %s', (_, block, problem) => {
    expect(problemOf(condition(block))).toMatch(problem);
  });

  it.each([
    ['a bare ARN', saas, /Principal is a bare string/],
    ['a list', [saas], /Principal is neither "\*" nor an object/],
    ['an empty object', {}, /Principal is an empty object/],
    ['the principal kind of another vendor', { CW: saas }, /Principal\.CW is not a kind of principal \(/],
    ['a kind in other case', { aws: saas }, /aws is not a kind of principal; AWS spells it AWS/],
    ['an object inside', { AWS: { a: saas } }, /Principal\.AWS is not a string/],
    ['a wildcard for roles', { AWS: 'arn:aws:iam::725579432336:role/*' }, /a wildcard cannot match part of a principal/],
    ['a wildcard for an account', { AWS: [saas, 'arn:aws:iam::*:root'] }, /Principal\.AWS\[1\] .* wildcard/],
    ['an account id of 11 digits', { AWS: '72557943233' }, /the id of an account has 12 digits/],
    ['an account id of 11 digits in an ARN', { AWS: 'arn:aws:iam::72557943233:root' }, /the id of an account has 12 digits/],
    ['a number', { AWS: 725579432336 }, /is not a string/],
    ['text', { AWS: 'wandb' }, /names no account, role, user or session/],
    ['a blank before the ARN', { AWS: ` ${saas}` }, /names no account/],
    ['a role without name', { AWS: 'arn:aws:iam::725579432336:role/' }, /names no account/],
    ['a role whose name has a blank', { AWS: 'arn:aws:iam::725579432336:role/a b' }, /names no account/],
    ['a role without its account', { AWS: 'arn:aws:iam:::role/WandbIntegration' }, /12 digits/],
    ['a group', { AWS: 'arn:aws:iam::725579432336:group/x' }, /a group cannot be a principal/],
    ['a session without a name', { AWS: 'arn:aws:sts::725579432336:assumed-role/x' }, /assumed-role\/ROLE\/SESSION/],
    ['a bucket', { AWS: 'arn:aws:s3:::acme' }, /names no account/],
    ['a service that is none', { Service: 's3' }, /is not the name of a service/],
    ['an account as service', { Service: saas }, /is not the name of a service/],
    ['a list in a service', { Service: [['s3.amazonaws.com']] }, /Principal\.Service\[0\] is not a string/],
    ['a provider that is none', { Federated: 'me' }, /is not an identity provider/],
  ])('refuses a principal that is %s', (_, Principal, problem) => {
    expect(problemOf(changed({ Principal }))).toMatch(problem);
    expect(problemOf(changed({ Principal: undefined, NotPrincipal: Principal }))).toMatch(/^Statement\[0\]\.NotPrincipal/);
    expect(problemOf(policyText({ ...external(saas), Principal }), 'key')).toMatch(problem);
  });

  it.each([
    { AWS: '*' },
    { AWS: ['725579432336', 'arn:aws:iam::725579432336:root'] },
    { AWS: 'arn:aws:iam::725579432336:role/path/of/it/Wandb+Integration=1,2.3@x-_' },
    { AWS: 'arn:aws-us-gov:iam::725579432336:user/ann' },
    { AWS: 'arn:aws:sts::725579432336:assumed-role/WandbIntegration/x@y' },
    { AWS: 'arn:aws:sts::725579432336:federated-user/ann' },
    { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABCDEF' },
    { Service: ['s3.amazonaws.com', 'logging.s3.amazonaws.com'] },
    { Federated: ['accounts.google.com', 'arn:aws:iam::725579432336:saml-provider/x'] },
    { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
  ])('takes the principal %j', (Principal) => {
    expect(readPolicy(changed({ Principal }))).toMatchObject({ ok: true, advice: [] });
  });

  it('says where a refused document is wrong', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [good, { ...good, Action: ['s3:*', 'x'] }] }, null, 2);
    const before = text.slice(0, text.indexOf('"x"')).split('\n');
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    const read = readPolicy(text);
    expect(read).toMatchObject({ ok: false, path: 'Statement[1].Action[1]', ...place });
    expect(read).toMatchObject({ problem: containing(`(line ${place.line}, column ${place.column})`) });
    expect(readPolicy('{"a":1,\n "a":2}')).toMatchObject({ ok: false, path: 'a', line: 2, column: 2 });
    expect(readPolicy('')).toMatchObject({ ok: false, path: '', line: 1, column: 1 });
    expect(readPolicy(JSON.stringify({ Policy: '{\n"Version": "1"}' }))).toMatchObject({
      path: 'Version',
      line: 2,
      column: 12,
      problem: like(/of the wrapped policy\)$/),
    });
  });

  it('counts bytes without white space, as the service does', () => {
    const text = policyText(good).replace('{', `{${' '.repeat(21_000)}`);
    expect(readPolicy(text)).toMatchObject({ ok: true, advice: [{ message: like(/white space/), line: 1 }] });
    const wide = changed({ Sid: 'é'.repeat(10_300) });
    expect(wide.length).toBeLessThan(20_480);
    expect(problemOf(wide)).toMatch(/bytes without white space/);
  });

  it('gives a key policy 32 KB', () => {
    const text = policyText({ ...external(saas), Resource: many });
    expect(new TextEncoder().encode(text).length).toBeGreaterThan(20_480);
    expect(readPolicy(text, 'key')).toMatchObject({ ok: true });
    expect(problemOf(policyText({ ...external(saas), Resource: [...many, ...many] }), 'key')).toMatch(/accepts 32768/);
  });

  it('answers the same object for the same text, and stays right when it forgets', () => {
    const first = readPolicy(policyText(good));
    expect(readPolicy(policyText(good))).toBe(first);
    const put = readPolicy(policyText(good), 'bucket', { bucketArn: 'arn:aws:s3:::acme' });
    expect(readPolicy(policyText(good), 'bucket', { bucketArn: 'arn:aws:s3:::acme' })).toBe(put);
    expect(readPolicy(policyText(good), 'bucket', { bucketArn: 'arn:aws:s3:::other' })).toMatchObject({ ok: false });
    for (let n = 0; n < 300; n += 1) readPolicy(changed({ Sid: `S${n}` }));
    expect(readPolicy(policyText(good))).toEqual(first);
  });

  it('strips control and direction characters from names', () => {
    expect(readPolicy(changed({ Sid: 'a\u001b[31m\u202eb' }))).toMatchObject({ statements: [{ sid: 'a[31mb' }] });
    expect(problemOf(changed({ 'a\u001b[31m\u202eb': 1 }))).toMatch(/^Statement\[0\]\.a\[31mb is not/);
  });

  it('bounds what a hostile document can say', () => {
    const Action = Array.from({ length: 900 }, (_, n) => `s3:Get${n}Nothing`);
    const read = readPolicy(changed({ Action, Resource: 'arn:aws:s3:::acme' }));
    expect(read).toMatchObject({ ok: true, advice: adviceLimited });
    expect(problemOf(changed({ Principal: { AWS: `arn:aws:iam::1:${'x'.repeat(9000)}` } })).length).toBeLessThan(400);
  });
});
