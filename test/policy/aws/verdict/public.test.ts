import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { findPublicStatement } from '../../../../src/policy/aws/verdict/public.ts';
import { deny, policyText, saas, type Json } from '../../support.ts';

const allow = (more: Json): Json => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::acme/*',
  ...more,
});
const answer = (...statements: readonly Json[]): string => {
  const read = readPolicy(policyText(...statements));
  if (!read.ok) throw new Error(read.problem);
  return findPublicStatement(read.statements)?.answer ?? 'false';
};

describe("S3's meaning of public", () => {
  it.each([
    ['everybody', {}, 'true'],
    ['everybody as an AWS principal', { Principal: { AWS: '*' } }, 'true'],
    ['everybody but one', { Principal: undefined, NotPrincipal: { AWS: saas } }, 'true'],
    ['one role', { Principal: { AWS: saas } }, 'false'],
    ['a service', { Principal: { Service: 'logging.s3.amazonaws.com' } }, 'false'],
    ['one VPC', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } } }, 'false'],
    ['one endpoint', { Condition: { StringEquals: { 'aws:sourceVpce': 'vpce-1a2b3c4d' } } }, 'false'],
    ['one organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }, 'false'],
    ['one account', { Condition: { StringLike: { 'aws:SourceAccount': '111122223333' } } }, 'false'],
    ['one source', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::log' } } }, 'false'],
    ['a pattern of VPCs', { Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }, 'true'],
    ['any source', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } } }, 'true'],
    ['all but one VPC', { Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } } }, 'true'],
    ['one VPC, if there is one', { Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } } }, 'true'],
    ['a variable', { Condition: { StringEquals: { 'aws:SourceVpc': '${aws:PrincipalTag/vpc}' } } }, 'true'],
    ['some addresses', { Condition: { IpAddress: { 'aws:SourceIp': ['9.9.9.0/24', '2001:4860::/32'] } } }, 'false'],
    ['a class A network', { Condition: { IpAddress: { 'aws:SourceIp': '9.0.0.0/8' } } }, 'false'],
    ['half of the Internet', { Condition: { IpAddress: { 'aws:SourceIp': ['9.9.9.0/24', '0.0.0.0/1'] } } }, 'true'],
    ['a referer', { Condition: { StringLike: { 'aws:Referer': 'https://acme.example/x' } } }, 'true'],
    ['TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'true'],
    ['a user id of somebody', { Condition: { StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE12:*' } } }, 'true'],
    [
      'access points of an account',
      { Condition: { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-east-1:111122223333:accesspoint/*' } } },
      'false',
    ],
    [
      'access points of anybody',
      { Condition: { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-east-1:*:accesspoint/a' } } },
      'true',
    ],
    [
      'an organization unit, which S3 does not mention',
      { Condition: { StringEquals: { 'aws:PrincipalOrgPaths': 'o-a/r-b/' } } },
      'unknown',
    ],
  ])('%s', (_, more, expected) => {
    expect(answer(allow(more))).toBe(expected);
  });

  it('does not look at Deny statements, and finds the one that is public among others', () => {
    expect(answer(deny({}))).toBe('false');
    expect(answer(allow({ Principal: { AWS: saas } }), allow({ Sid: 'Open' }))).toBe('true');
    expect(answer(allow({}), deny({}))).toBe('true');
  });
});
