import { kmsKeyPolicyPublic } from '../../../src/checks/aws/kms-key-policy-public.ts';
import { present } from '../../../src/evidence/observation.ts';
import { describeRows, external, internal, policyText, saas, withKey, withoutKey, type Json } from '../../policy/support.ts';

const open = (more: Json) => withKey(policyText(internal, { ...external(saas), Principal: '*', ...more }));

describeRows(kmsKeyPolicyPublic, [
  { name: 'named principals', facets: withKey(policyText(internal, external(saas))), status: 'pass' },
  {
    name: 'everybody of one account',
    facets: open({ Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }),
    status: 'pass',
  },
  { name: 'a Deny for everybody', facets: open({ Effect: 'Deny' }), status: 'pass' },
  { name: 'everybody', facets: open({}), status: 'fail', severity: 'medium' },
  { name: 'AWS: *', facets: open({ Principal: { AWS: ['*'] } }), status: 'fail' },
  { name: 'NotPrincipal', facets: open({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }), status: 'fail' },
  {
    name: 'any account by wildcard',
    facets: open({ Condition: { StringLike: { 'kms:CallerAccount': '*' } } }),
    status: 'fail',
    severity: 'medium',
    message: /to everybody under StringLike kms:CallerAccount, which anybody meets$/,
  },
  {
    name: 'through S3',
    facets: open({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }),
    status: 'fail',
    severity: 'medium',
  },
  {
    name: 'under a condition on a key that nobody knows',
    facets: open({ Condition: { StringEquals: { 'aws:KeyOfTomorrow': 'x' } } }),
    status: 'manual',
    severity: 'medium',
  },
  { name: 'an invalid policy', facets: withKey('{'), status: 'manual' },
  {
    name: 'a key without an ARN of a key',
    facets: {
      ...withKey(policyText(internal)),
      kmsKey: present({ KeyMetadata: { Arn: 'alias/wandb', KeyId: 'x', KeyManager: 'CUSTOMER' } }),
    },
    status: 'manual',
    message: /does not give the ARN of the key/,
  },
  { name: 'no key', facets: withoutKey, status: 'not-applicable' },
]);
