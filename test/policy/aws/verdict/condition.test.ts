import { describe, expect, it } from 'vitest';
import { evaluateConditions } from '../../../../src/policy/aws/verdict/condition.ts';
import { readConditions } from '../../../../src/policy/aws/document/condition-syntax.ts';
import { ipInRange, parseRange, publicIpInRange } from '../../../../src/policy/aws/pattern/ip.ts';
import { parseIdentity, type Identity } from '../../../../src/policy/aws/document/identity.ts';
import type { Channel } from '../../../../src/policy/aws/request/request.ts';
import { parseStrictJson } from '../../../../src/policy/strict-json.ts';
import { dedicated, now, saas, type Json } from '../../support.ts';

const identityOf = (arn: string): Identity => {
  const identity = parseIdentity(arn);
  if (identity === undefined) throw new Error(arn);
  return identity;
};
const answer = (condition: Json, channel: Channel = 'platform', arn: string = saas, action = 's3:getobject'): string =>
  evaluateConditions(readConditions(parseStrictJson(JSON.stringify(condition)).root, 'Condition', true), {
    channel,
    identity: identityOf(arn),
    operator: 'wandb',
    action,
    owner: '111122223333',
    region: 'us-east-1',
    now,
  }).answer;

describe('conditions', () => {
  // An absent key: the table of section 7 of IAM's rules, one operator at a time.
  it.each([
    ['StringEquals', 'x', 'false'],
    ['StringNotEquals', 'x', 'true'],
    ['StringNotLike', 'x', 'true'],
    ['ArnNotLike', 'arn:aws:s3:::x', 'true'],
    ['NotIpAddress', '10.0.0.0/8', 'true'],
    ['NumericNotEquals', '1', 'true'],
    ['NumericGreaterThan', '1', 'false'],
    ['DateLessThan', '2030-01-01', 'false'],
    ['Bool', 'false', 'false'],
    ['BoolIfExists', 'false', 'true'],
    ['StringEqualsIfExists', 'x', 'true'],
    ['StringNotEqualsIfExists', 'x', 'true'],
    ['Null', 'true', 'true'],
    ['Null', 'false', 'false'],
    ['ForAllValues:StringEquals', 'x', 'true'],
    ['ForAnyValue:StringEquals', 'x', 'false'],
    ['ForAnyValue:StringNotEquals', 'x', 'false'],
  ])('%s of an absent key with %s is %s', (operator, value, expected) => {
    expect(answer({ [operator]: { 'aws:SourceVpce': value } })).toBe(expected);
  });

  it.each([
    ['several keys are AND-ed', { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'sts:ExternalId': 'x' } }, 'false'],
    ['several values are OR-ed', { StringEquals: { 's3:authType': ['x', 'REST-HEADER'] } }, 'true'],
    ['no value of a negated operator may match', { StringNotEquals: { 's3:authType': ['x', 'REST-HEADER'] } }, 'false'],
    ['strings have case', { StringEquals: { 's3:authType': 'rest-header' } }, 'false'],
    ['unless they ignore it', { StringEqualsIgnoreCase: { 's3:authType': 'rest-header' } }, 'true'],
    ['equality has no wildcards', { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::725579432336:role/*' } }, 'false'],
    ['StringLike has', { StringLike: { 'aws:PrincipalArn': '*:role/W*' } }, 'true'],
    ['ARNs are compared part by part', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }, 'true'],
    ['a wildcard does not cross a colon of an ARN', { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam:*:725579432336' } }, 'unknown'],
    ['the role and not its session', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:assumed-role/*' } }, 'false'],
    ['an unknown key of the service', { StringEquals: { 'aws:PrincipalTag/team': 'x' } }, 'unknown'],
    ['false wins over unknown', { StringEquals: { 'aws:PrincipalTag/team': 'x', 'sts:ExternalId': 'x' } }, 'false'],
    ['the account of the bucket', { StringEquals: { 's3:ResourceAccount': '111122223333' } }, 'true'],
    ['epoch seconds', { NumericLessThan: { 'aws:EpochTime': 1 } }, 'false'],
    ['dates', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'true'],
    ['a policy variable', { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalTag/a}' } }, 'unknown'],
    ['a policy variable that is known', { StringNotEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }, 'true'],
    ['the same variable in other case', { StringEquals: { 'aws:ResourceAccount': '${AWS:resourceaccount}' } }, 'true'],
    [
      'a variable inside of an ARN',
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/WandbIntegration' } },
      'true',
    ],
    ['a variable inside of a pattern', { StringLike: { 'aws:PrincipalArn': '*:${aws:ResourceAccount}:*' } }, 'false'],
    ['a variable without a value equals nothing', { StringNotEquals: { 'aws:PrincipalAccount': '${aws:username}' } }, 'true'],
    ['unless it has a default', { StringEquals: { 'aws:PrincipalAccount': "${aws:username, '725579432336'}" } }, 'true'],
    ['a list with a variable and without', { StringEquals: { 'aws:PrincipalAccount': ['${aws:username}', 'x'] } }, 'false'],
    ['a list without values', { StringNotEquals: { 'aws:PrincipalAccount': [] } }, 'unknown'],
    ['keys ignore case', { Bool: { 'AWS:SECURETRANSPORT': 'true' } }, 'true'],
    [
      'a wildcard without Like is a character',
      { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::725579432336:*' } },
      'true',
    ],
    ['an escaped wildcard is the same character', { StringEquals: { 'aws:PrincipalAccount': '${*}' } }, 'false'],
    [
      'for all values of one, a wildcard is a character',
      { 'ForAllValues:StringEquals': { 'aws:PrincipalAccount': '7*' } },
      'false',
    ],
    ['for any value of one', { 'ForAnyValue:StringLike': { 'aws:PrincipalAccount': '7*' } }, 'true'],
    ['for all values of an absent key', { 'ForAllValues:StringEquals': { 'aws:CalledVia': 's3.amazonaws.com' } }, 'true'],
    ['for any value of an absent key, negated', { 'ForAnyValue:StringNotEquals': { 'aws:CalledVia': 'x' } }, 'false'],
    ['a date without a time', { DateGreaterThan: { 'aws:CurrentTime': '2026-11-20' } }, 'true'],
    ['a date in another zone', { DateGreaterThan: { 'aws:CurrentTime': '2026-11-21T14:30:00+02:00' } }, 'false'],
    ['a date without a zone', { DateGreaterThan: { 'aws:CurrentTime': '2026-11-21T11:00:00' } }, 'unknown'],
    ['epoch seconds as a date', { DateLessThan: { 'aws:CurrentTime': '1577836800' } }, 'false'],
    [
      'a wildcard in the fifth part of an ARN',
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::7255*:role/WandbIntegration' } },
      'true',
    ],
    ['the root user', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::725579432336:root' } }, 'false'],
    ['all but the root user', { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::725579432336:root' } }, 'true'],
    ['an address without a prefix', { IpAddress: { 'aws:SourceIp': '9.9.9.9' } }, 'unknown'],
    ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, 'true'],
    ['private addresses', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16', 'fc00::/7'] } }, 'true'],
    ['the prefix outside of lists', { StringEquals: { 's3:prefix': 'x' } }, 'false'],
  ])('%s', (_, condition, expected) => {
    expect(answer(condition)).toBe(expected);
  });

  it('keeps platform and pre-signed requests apart', () => {
    const vpce = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } };
    expect([answer(vpce), answer(vpce, 'presigned')]).toEqual(['true', 'unknown']);
    const age = { NumericGreaterThan: { 's3:signatureAge': 3_600_000 } };
    expect([answer(age, 'presigned'), answer(age, 'presigned', saas, 's3:putobject')]).toEqual(['false', 'unknown']);
    const list = { StringEquals: { 's3:prefix': 'x' } };
    expect(answer(list, 'platform', saas, 's3:listbucket')).toBe('unknown');
    const byVariable = { StringEquals: { 'aws:PrincipalAccount': '${s3:prefix}' } };
    expect([answer(byVariable), answer(byVariable, 'platform', saas, 's3:listbucket')]).toEqual(['false', 'unknown']);
  });

  it('knows only the account of a dedicated instance', () => {
    const arn = (value: string) => answer({ ArnLike: { 'aws:PrincipalArn': value } }, 'platform', dedicated);
    expect(arn('arn:aws:iam::830241207209:role/*')).toBe('true');
    expect(arn('arn:aws:iam::830241207209:role/node')).toBe('unknown');
    expect(answer({ StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::830241207209:role/*' } }, 'platform', dedicated)).toBe(
      'true',
    );
    expect(arn(dedicated)).toBe('false');
    expect(arn('arn:aws:iam::111122223333:role/*')).toBe('false');
  });
});

describe('addresses', () => {
  it.each([
    ['0.0.0.0/0', 'true'],
    ['10.0.0.0/8', 'false'],
    ['192.168.3.0/24', 'false'],
    ['fc00::/8', 'false'],
    ['9.9.9.0/24', 'unknown'],
    ['9.9.9.9', 'unknown'],
    ['::/0', 'unknown'],
    ['nonsense', 'unknown'],
  ])('a public address lies in %s: %s', (block, expected) => {
    expect(publicIpInRange(block)).toBe(expected);
  });

  it.each([
    ['1.2.3.4', '0.0.0.0/0', 'true'],
    ['1.2.3.4', '1.2.3.5/32', 'false'],
    ['2001:4860::1', '2001:4860::/32', 'true'],
    ['1.2.3.4', '::/0', 'false'],
    ['x', '1.2.3.4', 'unknown'],
  ])('%s lies in %s: %s', (address, block, expected) => {
    expect(ipInRange(address, block)).toBe(expected);
  });

  it.each(['1.2.3', '1.2.3.256', '1.2.3.4/33', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9', '1.2.3.4/8/8', ''])(
    '%j is not a block',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
});
