import { bucketPolicyPublic } from '../../../src/checks/coreweave/bucket-policy-public.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { access, dedicated, invalid, policyOf } from './support.ts';

const everybody = { Sid: 'Open', Principal: '*', Condition: undefined };

describeCheck<'coreweave'>(bucketPolicyPublic, {
  'passes when': {
    'there is no policy': { says: 'the bucket has no policy' },
    'it names W&B alone': { given: policyOf(access(dedicated)), says: /takes in everybody$/ },
    'everybody is denied something': {
      given: policyOf(access('', { ...everybody, Effect: 'Deny' })),
      says: /takes in everybody$/,
    },
    'everybody of one organization gets in, which is said elsewhere': {
      given: policyOf(access('', { ...everybody, Condition: { StringEquals: { 'cw:PrincipalOrgID': ['ab1cd2'] } } })),
      says: /takes in everybody$/,
    },
  },
  'fails when': {
    'everybody gets in': {
      given: policyOf(access(dedicated), access('', everybody)),
      says: 'statement "Open" (Statement[1]) allows its actions to everybody',
      severity: 'high',
    },
    'everybody gets in with TLS': {
      given: policyOf(access('', { ...everybody, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
      says: 'statement "Open" (Statement[0]) allows its actions to everybody: anybody meets Bool aws:SecureTransport',
      severity: 'high',
    },
    'everybody gets in from everywhere': {
      given: policyOf(access('', { ...everybody, Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } } })),
      says: /anybody meets IpAddress aws:SourceIp$/,
      severity: 'high',
    },
  },
  'asks when': {
    'a wildcard stands for the organization': {
      given: policyOf(access('arn:aws:iam::*:*', { Sid: 'Open' })),
      says: 'statement "Open" (Statement[0]) allows its actions to arn:aws:iam::*:*; whether CoreWeave takes that for everybody is not documented',
      severity: 'medium',
    },
    'everybody who meets a condition gets in': {
      given: policyOf(access('', { ...everybody, Condition: { IpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } })),
      says: /everybody who meets its conditions$/,
      severity: 'medium',
    },
    'everybody of several organizations gets in': {
      given: policyOf(access('', { ...everybody, Condition: { StringEquals: { 'cw:PrincipalOrgID': ['ab1cd2', 'ef3gh4'] } } })),
      says: /every user of the organizations ab1cd2, ef3gh4; are all of them yours\?$/,
      severity: 'medium',
    },
    'a pattern stands for the organization in a condition': {
      given: policyOf(access('', { ...everybody, Condition: { StringLike: { 'cw:PrincipalOrgID': 'ab*' } } })),
      says: /everybody who meets its conditions$/,
    },
    'it is not a policy': { given: invalid, says: /^the bucket policy is not valid/ },
  },
});
