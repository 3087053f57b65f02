import { expect, it } from 'vitest';
import { kmsKeyPolicyOwner } from '../../../src/checks/aws/kms-key-policy-owner.ts';
import { describeRows, external, internal, owner, policyText, run, saas, withKey, withoutKey } from '../../policy/support.ts';

const session = 'arn:aws:sts::111122223333:assumed-role/ci/run-1';
const by = (AWS: string, more = {}) => withKey(policyText({ ...internal, Principal: { AWS }, ...more }, external(saas)));
const withDeny = (more: object) =>
  withKey(policyText(internal, external(saas), { Sid: 'No', Effect: 'Deny', Principal: '*', Resource: '*', ...more }));

describeRows(kmsKeyPolicyOwner, [
  { name: 'the account id', facets: by('111122223333'), status: 'pass' },
  { name: 'the root ARN', facets: by(owner), status: 'pass' },
  { name: 'the session that applied the Terraform module', facets: by(session, { Resource: '*' }), status: 'pass' },
  { name: 'a role', facets: by('arn:aws:iam::111122223333:role/admin'), status: 'pass' },
  { name: 'administration without kms:*', facets: by(owner, { Action: ['kms:Put*', 'kms:Get*'] }), status: 'pass' },
  { name: 'nobody', facets: withKey(policyText(external(saas))), status: 'fail', severity: 'medium' },
  { name: 'another account', facets: by('999988887777'), status: 'fail' },
  { name: 'rights that cannot change the policy', facets: by(owner, { Action: 'kms:Decrypt' }), status: 'fail' },
  { name: 'another key', facets: by(owner, { Resource: 'arn:aws:kms:us-east-1:111122223333:key/other' }), status: 'fail' },
  {
    name: 'a condition',
    facets: by(owner, { Condition: { IpAddress: { 'aws:SourceIp': '9.9.9.0/24' } } }),
    status: 'manual',
  },
  {
    name: 'deletion denied to everybody',
    facets: withDeny({ Action: 'kms:ScheduleKeyDeletion' }),
    status: 'manual',
    severity: 'low',
    key: 'owner-limited',
    message: /denies kms:ScheduleKeyDeletion/,
  },
  {
    name: 'the policy locked for everybody',
    facets: withDeny({ Action: 'kms:Put*' }),
    status: 'fail',
    key: 'owner-denied',
  },
  {
    name: 'the policy locked for all but one role',
    facets: withDeny({
      Action: 'kms:PutKeyPolicy',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } },
    }),
    status: 'manual',
    key: 'owner-limited',
    message: /may deny kms:PutKeyPolicy/,
  },
  {
    name: 'a Deny for other accounts',
    facets: withDeny({ Action: 'kms:*', Condition: { StringNotEquals: { 'kms:CallerAccount': ['111122223333'] } } }),
    status: 'pass',
  },
  {
    name: 'a Deny for one role',
    facets: withDeny({ Action: 'kms:*', Principal: { AWS: 'arn:aws:iam::111122223333:role/dev' } }),
    status: 'pass',
  },
  { name: 'an invalid policy', facets: withKey('{'), status: 'manual' },
  { name: 'no key', facets: withoutKey, status: 'not-applicable' },
  { name: 'the key of AWS', facets: withKey(policyText(internal), {}, 'AWS'), status: 'not-applicable' },
]);

it('advises when one identity alone can manage the key', () => {
  expect(run(kmsKeyPolicyOwner, by(session)).details?.join()).toMatch(/if this identity is deleted/);
});
