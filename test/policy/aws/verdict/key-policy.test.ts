import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { parseIdentity } from '../../../../src/policy/aws/document/identity.ts';
import { allowAnswers, denyAnswers, type NeedAnswer } from '../../../../src/policy/aws/verdict/grants.ts';
import { grantGives, parseKeyArn } from '../../../../src/policy/aws/request/key-grants.ts';
import { opensToEverybody, ownerDenials, ownershipOf } from '../../../../src/policy/aws/verdict/key-policy.ts';
import { keyNeeds } from '../../../../src/policy/aws/request/needs.ts';
import type { Statement } from '../../../../src/policy/aws/document/model.ts';
import { external, internal, keyArn, now, policyText, saas, type Json } from '../../support.ts';

function read(...statements: readonly Json[]): readonly Statement[] {
  const found = readPolicy(policyText(...statements), 'key');
  if (!found.ok) throw new Error(found.problem);
  return found.statements;
}
const identity = parseIdentity(saas);
const region = keyArn.split(':')[3];
const owner = parseKeyArn(keyArn)?.account ?? '';
const root = `arn:aws:iam::${owner}:root`;

function answers(look: typeof allowAnswers, ...statements: readonly Json[]): Readonly<Record<string, string>> {
  if (identity === undefined) throw new Error('not an identity');
  const found: readonly NeedAnswer[] = look(
    read(...statements),
    keyNeeds,
    { identity, operator: 'wandb', owner, region, now },
    () => ({ kind: 'one', arn: keyArn }),
  );
  return Object.fromEntries(found.filter(({ need }) => need.role === 'core').map(({ need, answer }) => [need.name, answer]));
}
const all = (data: string, describeKey = data) => ({
  'kms:Decrypt': data,
  'kms:DescribeKey': describeKey,
  'kms:Encrypt': data,
  'kms:ReEncryptFrom': data,
  'kms:ReEncryptTo': data,
  'kms:GenerateDataKey': data,
});

describe('what a key policy allows to W&B', () => {
  it.each([
    ['Resource *', { Resource: '*' }, all('true')],
    ['the ARN of the key', { Resource: keyArn }, all('true')],
    ['a pattern that takes in the key', { Resource: `arn:aws:kms:${region}:${owner}:key/*` }, all('true')],
    ['a pattern for another region', { Resource: `arn:aws:kms:xx-west-1:${owner}:key/*` }, all('false')],
    ['another key', { Resource: `arn:aws:kms:${region}:${owner}:key/other` }, all('false')],
    ['an alias', { Resource: `arn:aws:kms:${region}:${owner}:alias/wandb` }, all('false')],
    ['every alias', { Resource: `arn:aws:kms:${region}:${owner}:alias/*` }, all('false')],
    ['no Resource at all', { Resource: undefined }, all('false')],
    ['NotResource of another key', { Resource: undefined, NotResource: `arn:aws:kms:${region}:${owner}:key/other` }, all('true')],
    ['the service S3 alone', { Principal: { Service: 's3.amazonaws.com' } }, all('false')],
    ['the owner alone', { Principal: { AWS: root } }, all('false')],
    ['the account of W&B', { Principal: { AWS: '725579432336' } }, all('true')],
    ['everybody', { Principal: '*' }, all('true')],
    ['use through S3 in the region', viaService(`s3.${region}.amazonaws.com`), all('true', 'false')],
    [
      'use through S3 in any region',
      { Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } } },
      all('true', 'false'),
    ],
    ['use through S3 in another region', viaService('s3.xx-west-1.amazonaws.com'), all('false')],
    ['use through another service', viaService(`dynamodb.${region}.amazonaws.com`), all('false')],
    ['the account that calls', { Condition: { StringEquals: { 'kms:CallerAccount': '725579432336' } } }, all('true')],
    ['another account that calls', { Condition: { StringEquals: { 'kms:CallerAccount': owner } } }, all('false')],
    ['grants for AWS resources', { Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }, all('false')],
    [
      'an encryption context',
      { Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme*' } } },
      all('unknown', 'false'),
    ],
  ] as const)('%s', (_, more, expected) => {
    expect(answers(allowAnswers, internal, external(saas, more))).toEqual(expected);
  });

  it('is nothing by a Deny of use outside of S3 but the direct call', () => {
    const outside = { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' };
    const Condition = { StringNotEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } };
    expect(answers(denyAnswers, external(saas), { ...outside, Condition })).toEqual({ 'kms:DescribeKey': 'true' });
  });
});

function viaService(service: string): Json {
  return { Condition: { StringEquals: { 'kms:ViaService': service } } };
}

describe('ownershipOf', () => {
  it.each([
    ['the account id', {}, 'account'],
    ['the root ARN', { Principal: { AWS: root } }, 'account'],
    ['every action', { Action: '*' }, 'account'],
    ['everybody', { Principal: '*' }, 'account'],
    ['a role', { Principal: { AWS: `arn:aws:iam::${owner}:role/ci` } }, 'identity'],
    ['a user', { Principal: { AWS: `arn:aws:iam::${owner}:user/ann` } }, 'identity'],
    [
      'the session that applied the Terraform module',
      { Principal: { AWS: `arn:aws:sts::${owner}:assumed-role/ci/run-1` } },
      'identity',
    ],
    ['fewer rights', { Action: ['kms:Put*', 'kms:Get*'] }, 'account-partly'],
    ['all rights but one', { Action: undefined, NotAction: 'kms:ScheduleKeyDeletion' }, 'account-partly'],
    ['no right to change the policy', { Action: 'kms:Encrypt' }, 'nobody'],
    ['a condition that may hold', { Condition: { IpAddress: { 'aws:SourceIp': '9.9.9.0/24' } } }, 'conditional'],
    ['a condition that holds', { Condition: { StringEquals: { 'kms:CallerAccount': owner } } }, 'account'],
    ['a condition that never holds', { Condition: { StringEquals: { 'kms:CallerAccount': '999988887777' } } }, 'nobody'],
    ['another account', { Principal: { AWS: '999988887777' } }, 'nobody'],
    ['the account in another partition', { Principal: { AWS: `arn:aws-cn:iam::${owner}:root` } }, 'nobody'],
    ['no Resource', { Resource: undefined }, 'nobody'],
    ['an alias', { Resource: `arn:aws:kms:${region}:${owner}:alias/x` }, 'nobody'],
    ['another key', { Resource: `arn:aws:kms:${region}:${owner}:key/x` }, 'nobody'],
  ])('%s: %j is %s', (_, more, kind) => {
    expect(ownershipOf(read(external(saas), { ...internal, ...more }), keyArn, owner, now)).toMatchObject({ kind });
  });

  it('knows the partition of the key', () => {
    const arn = keyArn.replace('arn:aws:', 'arn:aws-us-gov:');
    const statement = { ...internal, Principal: { AWS: root.replace('arn:aws:', 'arn:aws-us-gov:') }, Resource: '*' };
    expect(ownershipOf(read(statement), arn, owner, now)).toMatchObject({ kind: 'account' });
    expect(ownershipOf(read({ ...statement, Principal: { AWS: owner } }), arn, owner, now)).toMatchObject({ kind: 'account' });
  });

  it('takes the widest of several statements', () => {
    const one = { ...internal, Principal: { AWS: `arn:aws:iam::${owner}:role/ci` } };
    expect(ownershipOf(read(one, internal, one), keyArn, owner, now)).toMatchObject({ kind: 'account', statement: { index: 1 } });
  });
});

describe('ownerDenials', () => {
  const denials = (more: Json) =>
    ownerDenials(
      read(internal, { Effect: 'Deny', Principal: '*', Action: 'kms:ScheduleKeyDeletion', Resource: '*', ...more }),
      keyArn,
      owner,
      now,
    ).map(({ answer, actions }) => [answer, ...actions]);
  it.each([
    ['everybody', {}, [['true', 'kms:ScheduleKeyDeletion']]],
    ['the account', { Principal: { AWS: root } }, [['true', 'kms:ScheduleKeyDeletion']]],
    ['one role', { Principal: { AWS: `arn:aws:iam::${owner}:role/dev` } }, []],
    [
      'everybody but one role',
      { Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${owner}:role/x` } },
      [['unknown', 'kms:ScheduleKeyDeletion']],
    ],
    ['other accounts', { Condition: { StringNotEquals: { 'kms:CallerAccount': owner } } }, []],
    [
      'requests without MFA',
      { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
      [['unknown', 'kms:ScheduleKeyDeletion']],
    ],
    ['another key', { Resource: `arn:aws:kms:${region}:${owner}:key/x` }, []],
    ['no Resource', { Resource: undefined }, []],
    ['actions outside of a key', { Action: 'kms:CreateKey' }, []],
    ['an Allow', { Effect: 'Allow' }, []],
  ])('%s: %j', (_, more, expected) => {
    expect(denials(more)).toEqual(expected);
  });
});

describe('opensToEverybody', () => {
  it.each([
    ['everybody', {}, 'true'],
    ['everybody of one account', { Condition: { StringEquals: { 'kms:CallerAccount': '725579432336' } } }, 'false'],
    ['everybody through S3', viaService(`s3.${region}.amazonaws.com`), 'true'],
    ['everybody but one account', { Condition: { StringNotEquals: { 'kms:CallerAccount': '999988887777' } } }, 'true'],
    ['everybody with any account', { Condition: { StringLike: { 'kms:CallerAccount': '*' } } }, 'true'],
    ['everybody with TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'true'],
    ['everybody with an ARN', { Condition: { StringLike: { 'aws:PrincipalArn': '*' } } }, 'true'],
    ['everybody with an account', { Condition: { Null: { 'aws:PrincipalAccount': 'false' } } }, 'true'],
    [
      'roles of a name that anybody may choose',
      { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/wandb*' } } },
      'true',
    ],
    ['roles of one account', { Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/*` } } }, 'false'],
    ['every address', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, 'true'],
    ['every address by halves', { Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } } }, 'true'],
    ['some addresses', { Condition: { IpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } }, 'false'],
    ['all addresses but some', { Condition: { NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } }, 'true'],
    ['one endpoint', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } } }, 'false'],
    [
      'one endpoint, if there is one',
      { Condition: { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } } },
      'true',
    ],
    ['one organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }, 'false'],
    [
      'an encryption context, which the caller gives',
      { Condition: { StringEquals: { 'kms:EncryptionContext:a': 'b' } } },
      'true',
    ],
    ['a date that is over', { Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } }, 'false'],
    [
      'a direct call that S3 makes',
      { Condition: { Bool: { 'aws:ViaAWSService': 'false' }, Null: { 'kms:ViaService': 'false' } } },
      'false',
    ],
    [
      'TLS and one account',
      { Condition: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'kms:CallerAccount': owner } } },
      'false',
    ],
    ['a key that is newer than the table', { Condition: { StringEquals: { 'aws:KeyOfTomorrow': 'x' } } }, 'unknown'],
    ['a policy variable', { Condition: { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalTag/a}' } } }, 'unknown'],
    ['NotPrincipal', { Principal: undefined, NotPrincipal: { AWS: owner } }, 'true'],
    ['a Deny', { Effect: 'Deny' }, 'false'],
    ['no Resource', { Resource: undefined }, 'false'],
    ['another key', { Resource: `arn:aws:kms:${region}:${owner}:key/x` }, 'false'],
  ])('%s: %s', (_, more, expected) => {
    const [statement] = read({ ...external(saas), Principal: '*', Resource: '*', ...more });
    expect(statement === undefined ? undefined : opensToEverybody(statement, keyArn, now)).toBe(expected);
  });
});

describe('grants of a key', () => {
  const decrypt = keyNeeds.find(({ name }) => name === 'kms:Decrypt');
  const grant = { GranteePrincipal: saas, Operations: ['Decrypt'] };
  it.each([
    ['the operation for W&B', [grant], 'true'],
    ['another operation', [{ ...grant, Operations: ['Encrypt'] }], 'false'],
    ['another grantee', [{ ...grant, GranteePrincipal: root }], 'false'],
    ['a constraint', [{ ...grant, Constraints: { EncryptionContextSubset: { a: 'b' } } }], 'unknown'],
    [
      'a constraint beside a grant without one',
      [{ ...grant, Constraints: { EncryptionContextSubset: { a: 'b' } } }, grant],
      'true',
    ],
    ['none', [], 'false'],
  ])('%s: %j', (_, grants, expected) => {
    if (decrypt === undefined || identity === undefined) throw new Error('no need');
    expect(grantGives(grants, identity, decrypt)).toBe(expected);
  });

  it('belong to the ARN of a key, and an alias is none', () => {
    expect(parseKeyArn(keyArn)).toMatchObject({ partition: 'aws', account: owner, region });
    expect(parseKeyArn(`arn:aws:kms:${region}:${owner}:alias/x`)).toBeUndefined();
    expect(parseKeyArn(`arn:aws:kms:${region}:1:key/x`)).toBeUndefined();
  });
});
