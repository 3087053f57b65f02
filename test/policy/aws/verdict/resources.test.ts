import { describe, expect, it } from 'vitest';
import { grantSentence, denySentence } from '../../../../src/checks/support/aws/policy-words.ts';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { parseIdentity } from '../../../../src/policy/aws/document/identity.ts';
import { allowAnswers, allowedSomewhere, denyAnswers, type NeedAnswer } from '../../../../src/policy/aws/verdict/grants.ts';
import type { Asking } from '../../../../src/policy/aws/verdict/evaluate.ts';
import { bucketNeeds, overGrantNeeds, type Need } from '../../../../src/policy/aws/request/needs.ts';
import { bucketScopes, type Scope } from '../../../../src/policy/aws/request/scope.ts';
import type { Statement } from '../../../../src/policy/aws/document/model.ts';
import { bucketStatement, dedicated, deny, now, saas, type Json } from '../../support.ts';

type Version = '2012-10-17' | '2008-10-17';
interface Setting {
  readonly version?: Version;
  readonly partition?: string;
  readonly prefix?: string;
  readonly principal?: string;
  readonly operator?: Asking['operator'];
}

function read(statements: readonly Json[], version: Version = '2012-10-17'): readonly Statement[] {
  const result = readPolicy(JSON.stringify({ Version: version, Statement: statements }));
  if (!result.ok) throw new Error(result.problem);
  return result.statements;
}

function asking(principal: string, operator: Asking['operator']): Asking {
  const identity = parseIdentity(principal);
  if (identity === undefined) throw new Error(principal);
  return { identity, operator, owner: '111122223333', region: 'us-east-1', now };
}

const need = (name: string): Need => {
  const found = bucketNeeds.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const platform = (name: string): Need => ({ ...need(name), channels: ['platform'] });

type Ask = (
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
) => readonly NeedAnswer[];

function ask(how: Ask, list: readonly Json[], needs: readonly Need[], setting: Setting = {}): readonly NeedAnswer[] {
  const { version, partition = 'aws', prefix, principal = saas, operator = 'wandb' } = setting;
  const statements = read(list, version);
  const scopes = bucketScopes(partition, 'acme', prefix, statements);
  return how(statements, needs, asking(principal, operator), ({ on }) => (on === 'bucket' ? scopes.bucket : scopes.object));
}

const onObject = [platform('s3:DeleteObject')];
const onBucket = [platform('s3:ListBucket')];
const arn = (rest: string, partition = 'aws'): string => `arn:${partition}:s3:::${rest}`;
const allow = (Resource: unknown, more: Json = {}): Json => bucketStatement(saas, { Sid: undefined, Resource, ...more });
const { Resource: _, ...withoutResource } = allow('');
const notResource = (NotResource: unknown): Json => ({ ...withoutResource, NotResource });

describe('Resource', () => {
  it.each<[string, unknown, 'true' | 'false' | 'unknown', 'true' | 'false', string?, Setting?]>([
    ['acme* is the bucket and all of its objects', arn('acme*'), 'true', 'true'],
    ['acme/* is not the bucket', arn('acme/*'), 'true', 'false'],
    ['acme is not the objects', arn('acme'), 'false', 'true', 'acme/a'],
    ['acme and acme/*', [arn('acme'), arn('acme/*')], 'true', 'true'],
    ['a star crosses slashes and colons', 'arn:aws:s3:*/*', 'true', 'false'],
    ['a question mark is one character', arn('acm?/*'), 'true', 'false'],
    ['acme/??* leaves out keys of one character', arn('acme/??*'), 'false', 'false', 'acme/a'],
    ['acme/??* and acme/?', [arn('acme/??*'), arn('acme/?')], 'true', 'false'],
    ['acme/*.* leaves out keys without a dot', arn('acme/*.*'), 'false', 'false', 'acme/a'],
    ['acme/a* leaves out what begins otherwise', arn('acme/a*'), 'false', 'false', 'acme/b'],
    ['letters are compared with their case', arn('ACME/*'), 'false', 'false', 'acme/a'],
    ['a folder of a bucket', arn('acme/team/*'), 'false', 'false', 'acme/a'],
    ['a folder, where nothing else is asked for', arn('acme/team/*'), 'true', 'false', undefined, { prefix: 'team' }],
    ['a folder inside of what is asked for', arn('acme/team/x/*'), 'false', 'false', 'acme/team/a', { prefix: '/team/' }],
    ['a folder beside what is asked for', arn('acme/other/*'), 'false', 'false', 'acme/team/a', { prefix: 'team' }],
    ['another partition', [arn('acme'), arn('acme/*')], 'false', 'false', 'acme/a', { partition: 'aws-us-gov' }],
    [
      'a partition that W&B has no account in',
      [arn('acme*', 'aws-us-gov')],
      'false',
      'false',
      'acme/a',
      { partition: 'aws-us-gov' },
    ],
    [
      'the same partition',
      [arn('acme*', 'aws-us-gov')],
      'true',
      'true',
      undefined,
      { partition: 'aws-us-gov', operator: 'customer' },
    ],
  ])('%s', (_name, Resource, objects, bucket, witness, setting = {}) => {
    const [object] = ask(allowAnswers, [allow(Resource)], onObject, setting);
    expect(object?.answer).toBe(objects);
    if (witness !== undefined) expect(object?.arn).toBe(arn(witness, setting.partition));
    expect(ask(allowAnswers, [allow(Resource)], onBucket, setting)[0]?.answer).toBe(bucket);
  });

  it.each<[string, readonly Json[], 'true' | 'false' | 'unknown', string?]>([
    ['two statements that are everything together', [allow(arn('acme/??*')), allow(arn('acme/?'))], 'true'],
    [
      'statements for other actions do not count',
      [allow(arn('acme/??*')), allow(arn('acme/?'), { Action: 's3:Get*' })],
      'false',
      'a',
    ],
    [
      'a statement under a condition nobody can know',
      [allow(arn('acme/??*')), allow(arn('acme/?'), { Condition: { StringLike: { 'aws:UserAgent': 'x*' } } })],
      'unknown',
      'a',
    ],
    [
      'a statement under a condition that never holds',
      [allow(arn('acme/??*')), allow(arn('acme/?'), { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } })],
      'false',
      'a',
    ],
    ['NotResource is the complement', [notResource(arn('other/*'))], 'true'],
    ['NotResource of a folder', [notResource(arn('acme/private/*'))], 'false', 'private/'],
    ['NotResource of a folder and the folder', [notResource(arn('acme/private/*')), allow(arn('acme/private/*'))], 'true'],
    ['NotResource of several', [notResource([arn('acme/private/*'), arn('acme/*.key')])], 'false', '.key'],
  ])('%s', (_name, list, answer, key) => {
    const [object] = ask(allowAnswers, list, onObject);
    expect(object?.answer).toBe(answer);
    if (key !== undefined) expect(object?.arn).toBe(arn(`acme/${key}`));
  });

  it.each<[string, string, Setting, 'true' | 'false' | 'unknown', string?]>([
    ['a variable with one known value', 'acme*${aws:PrincipalAccount}', {}, 'false', 'a'],
    ['a variable that W&B has not', 'acme/${aws:username}*', {}, 'false', 'a'],
    ['a default for a variable that W&B has not', "acme/${aws:username, '?'}*", {}, 'false', 'a'],
    ['an empty default', "acme/${aws:username, ''}*", {}, 'true'],
    ['a variable that nobody knows', 'acme/${aws:userid}*', {}, 'unknown', 'a'],
    ['a variable in the old version is plain text', 'acme/${aws:userid}*', { version: '2008-10-17' }, 'false', 'a'],
    ['a star as a character', 'acme/${*}', {}, 'false', 'a'],
    ['a star and letters in the old version', 'acme/${*}', { version: '2008-10-17' }, 'false', 'a'],
    ['an account that is the name of a folder', 'acme/${aws:PrincipalAccount}/*', { prefix: '725579432336' }, 'true'],
    ['the account of somebody else', 'acme/${aws:PrincipalAccount}/*', { prefix: '111122223333' }, 'false', '111122223333/a'],
  ])('%s', (_name, resource, setting, answer, key) => {
    const [object] = ask(allowAnswers, [allow(arn(resource))], onObject, setting);
    expect(object?.answer).toBe(answer);
    if (key !== undefined) expect(object?.arn).toBe(arn(`acme/${key}`));
  });

  it('has what ${*} stands for as a character', () => {
    const [hit] = ask(denyAnswers, [deny({ Resource: arn('acme/${*}/${?}${$}') })], onObject);
    expect(hit).toMatchObject({ answer: 'true', arn: arn('acme/*/?$') });
    const [old] = ask(denyAnswers, [deny({ Resource: arn('acme/${*}/x') })], onObject, { version: '2008-10-17' });
    expect(old).toMatchObject({ answer: 'true', arn: arn('acme/${}/x') });
  });
});

describe('Deny', () => {
  it.each<[string, Json, 'true' | 'unknown' | undefined, string?]>([
    ['everything', deny({}), 'true', 'a'],
    ['a folder', deny({ Resource: arn('acme/private/*') }), 'true', 'private/'],
    ['the smaller of two', deny({ Resource: [arn('acme/private/*'), arn('acme/*.key')] }), 'true', '.key'],
    ['one object', deny({ Resource: arn('acme/one') }), 'true', 'one'],
    ['a key as long as keys can be', deny({ Resource: arn(`acme/${'k'.repeat(1024)}`) }), 'true'],
    ['a key longer than any key', deny({ Resource: arn(`acme/${'k'.repeat(1025)}`) }), undefined],
    ['the bucket alone', deny({ Resource: arn('acme') }), undefined],
    ['another bucket', deny({ Resource: arn('acme-2/*') }), undefined],
    ['all but a folder', deny({ Resource: undefined, NotResource: arn('acme/ok/*') }), 'true', 'a'],
    [
      'all but keys that begin with a letter',
      deny({ Resource: undefined, NotResource: Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => arn(`acme/${letter}*`)) }),
      'true',
      '0',
    ],
    ['all but this bucket', deny({ Resource: undefined, NotResource: arn('acme*') }), undefined],
    ['a folder whose name nobody knows', deny({ Resource: arn('acme/${aws:userid}/x') }), 'unknown', '/x'],
    ['a folder that W&B cannot have', deny({ Resource: arn('acme/${aws:username}/x') }), undefined],
    [
      'all but a folder that W&B cannot have',
      deny({ Resource: undefined, NotResource: arn('acme/${aws:username}*') }),
      'unknown',
      'a',
    ],
  ])('%s', (_name, statement, answer, key) => {
    const [hit] = ask(denyAnswers, [statement], onObject);
    expect(hit?.answer).toBe(answer);
    if (key !== undefined) expect(hit?.arn).toBe(arn(`acme/${key}`));
  });

  it('is weighed against Allow on each object', () => {
    const all = overGrantNeeds.filter(({ name }) => name === 's3:PutObjectAcl');
    const wide = allow(arn('acme/*'), { Action: 's3:*' });
    const some = (...list: readonly Json[]): readonly NeedAnswer[] => ask(allowedSomewhere, list, all);
    expect(some(wide)[0]).toMatchObject({ answer: 'true', arn: arn('acme/a') });
    expect(some(wide, deny({ Resource: arn('acme/??*') }))[0]).toMatchObject({ answer: 'true', arn: arn('acme/a') });
    expect(some(wide, deny({ Resource: arn('acme/?') }))[0]).toMatchObject({ answer: 'true', arn: arn('acme/aa') });
    expect(some(wide, deny({ Resource: [arn('acme/??*'), arn('acme/?')] }))).toEqual([]);
    expect(some(allow(arn('acme/x/*'), { Action: 's3:*' }), deny({ Resource: arn('acme/x*') }))).toEqual([]);
  });
});

describe('a witness', () => {
  const said = (how: Ask, list: readonly Json[], setting: Setting = {}): string => {
    const answer = ask(how, list, [platform('s3:GetObject')], setting).find(
      (one) => how !== allowAnswers || one.answer !== 'true',
    );
    if (answer === undefined) throw new Error('nothing to say');
    return how === denyAnswers ? denySentence(answer) : grantSentence(answer);
  };

  it.each<[string, () => string, string]>([
    [
      'an absent key and a negated operator',
      () =>
        said(
          denyAnswers,
          [
            allow(arn('acme/*')),
            allow(arn('acme')),
            deny({ Sid: 'DenyOutsideVpc', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
          ],
          { principal: dedicated },
        ),
      's3:GetObject on arn:aws:s3:::acme/a is not granted to arn:aws:iam::830241207209:root: statement "DenyOutsideVpc" (Statement[2]) denies it, because aws:SourceVpce is absent from W&B\'s own requests and StringNotEquals is true for an absent key',
    ],
    [
      'a known key',
      () => said(denyAnswers, [deny({ Resource: arn('acme/x/*'), Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]),
      `s3:GetObject on arn:aws:s3:::acme/x/ is not granted to ${saas}: statement "Deny" (Statement[0]) denies it, because aws:SecureTransport is true in W&B's own requests and Bool "true" is true for it`,
    ],
    [
      'no condition',
      () => said(denyAnswers, [deny({ Resource: arn('acme/*.key') })]),
      `s3:GetObject on arn:aws:s3:::acme/.key is not granted to ${saas}: statement "Deny" (Statement[0]) denies it without a condition`,
    ],
    [
      'a folder',
      () => said(allowAnswers, [allow(arn('acme/team/*'))]),
      `s3:GetObject on arn:aws:s3:::acme/a is not granted to ${saas}: Statement[0] allows the action, but its Resource does not take in this ARN`,
    ],
    [
      'a complement',
      () => said(allowAnswers, [notResource(arn('acme/private/*'))]),
      `s3:GetObject on arn:aws:s3:::acme/private/ is not granted to ${saas}: Statement[0] allows the action, but its NotResource does not take in this ARN`,
    ],
    [
      'nothing',
      () => said(allowAnswers, []),
      `s3:GetObject on arn:aws:s3:::acme/a is not granted to ${saas}: no Allow statement covers it`,
    ],
    [
      'a partition that W&B has no account in',
      () => said(allowAnswers, [allow(arn('acme*', 'aws-cn'))], { partition: 'aws-cn' }),
      `s3:GetObject on arn:aws-cn:s3:::acme/a is not granted to ${saas}: nothing in the partition aws-cn can be granted to an account of the partition aws`,
    ],
    [
      'an Allow under a condition that never holds',
      () => said(allowAnswers, [allow(arn('acme/*'), { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } })]),
      `s3:GetObject on arn:aws:s3:::acme/a is not granted to ${saas}: Statement[0] allows it only under StringEquals sts:ExternalId, and sts:ExternalId is absent from W&B's own requests and StringEquals is false for an absent key`,
    ],
    [
      'a policy variable',
      () => said(allowAnswers, [allow(arn('acme/${aws:userid}*'))]),
      `s3:GetObject on arn:aws:s3:::acme/a is not certainly granted to ${saas}: Statement[0] allows it only for a policy variable whose value is not known`,
    ],
  ])('names the object, the statement and the condition: %s', (_name, sentence, expected) => {
    expect(sentence()).toBe(expected);
  });

  it('is a pattern, and the verdict open, where there are too many wildcards', () => {
    const patterns = Array.from({ length: 60 }, (_value, n) =>
      arn(`acme/*${n % 10}*${n % 7}?????${n % 9}*${n % 3}*?????????x${n}`),
    );
    expect(said(denyAnswers, [deny({ Resource: undefined, NotResource: patterns })])).toMatch(
      /^s3:GetObject on \S+acme\/a is not granted/,
    );
    const exploding = [
      notResource(patterns),
      allow(patterns),
      allow(arn('acme/*'), { Condition: { StringLike: { 'aws:UserAgent': 'x*' } } }),
    ];
    expect(said(allowAnswers, exploding)).toBe(
      `s3:GetObject on arn:aws:s3:::acme/?* is not certainly granted to ${saas}: the Resource patterns that apply have too many wildcards to decide which objects they cover`,
    );
    // Every short key is taken out, so that what is left lies behind more states than are looked at.
    const short = Array.from({ length: 40 }, (_value, n) => arn(`acme/${'?'.repeat(n + 1)}`));
    expect(said(denyAnswers, [deny({ Resource: undefined, NotResource: [...patterns, ...short] })])).toBe(
      `s3:GetObject on arn:aws:s3:::acme/?* is not certainly granted to ${saas}: statement "Deny" (Statement[0]) may deny it, and its NotResource has too many wildcards to decide on which objects`,
    );
    expect(ask(allowedSomewhere, [notResource([...patterns, ...short])], onObject)).toMatchObject([
      { answer: 'unknown', tooManyWildcards: true },
    ]);
  });

  it('has nothing in it that a terminal acts on', () => {
    const [hit] = ask(denyAnswers, [deny({ Resource: arn('acme/\u001b[31m\u202ex') })], onObject);
    expect(hit?.arn).toBe(arn('acme/[31mx'));
  });
});
