import { kmsKeyPolicyDeny } from '../../../src/checks/aws/kms-key-policy-deny.ts';
import { describeRows, external, internal, policyText, saas, withKey, withoutKey, type Json } from '../../policy/support.ts';

const declared = { deployment: 'multi-tenant' } as const;
const denying = (more: Json) =>
  withKey(
    policyText(internal, external(saas), { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', ...more }),
  );

describeRows(kmsKeyPolicyDeny, [
  { name: 'no Deny', facets: withKey(policyText(internal, external(saas))), declared, status: 'pass' },
  { name: 'the deletion of the key', facets: denying({ Action: 'kms:ScheduleKeyDeletion' }), declared, status: 'pass' },
  { name: 'without TLS', facets: denying({ Condition: { Bool: { 'aws:SecureTransport': false } } }), declared, status: 'pass' },
  {
    name: 'another key',
    facets: denying({ Resource: 'arn:aws:kms:us-east-1:111122223333:key/other' }),
    declared,
    status: 'pass',
  },
  {
    name: 'other accounts but W&B',
    facets: denying({ Condition: { StringNotEquals: { 'kms:CallerAccount': ['111122223333', '725579432336'] } } }),
    declared,
    status: 'pass',
  },
  {
    name: 'other accounts',
    facets: denying({ Condition: { StringNotEquals: { 'kms:CallerAccount': '111122223333' } } }),
    declared,
    status: 'fail',
    severity: 'high',
    key: 'denied:kms:calleraccount',
  },
  {
    name: 'other organizations',
    facets: denying({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
    declared,
    status: 'fail',
  },
  {
    name: 'another service',
    facets: denying({ Condition: { StringNotEquals: { 'kms:ViaService': 'ebs.us-east-1.amazonaws.com' } } }),
    declared,
    status: 'fail',
  },
  { name: 'everything', facets: denying({}), status: 'fail' },
  {
    name: 'everything outside S3',
    facets: denying({ Condition: { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }),
    declared,
    status: 'manual',
    severity: 'low',
  },
  ...[
    { 'kms:ViaService': 's3.us-east-1.amazonaws.com', 'kms:EncryptionContext:none': 'x' },
    { 'kms:EncryptionContext:none': 'x', 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
  ].map((block) => ({
    name: `everything outside S3, with a clause that is always true: ${Object.keys(block).join(', ')}`,
    facets: denying({ Action: 'kms:Describe*', Condition: { StringNotEquals: block } }),
    declared,
    status: 'manual' as const,
    severity: 'low' as const,
  })),
  {
    name: 'what comes through no VPC endpoint of yours, for calls through S3',
    facets: denying({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
    }),
    declared,
    status: 'fail',
    severity: 'high',
    message: /aws:SourceVpce is absent or none of yours in requests that S3 makes for W&B$/,
  },
  {
    name: 'what comes through a VPC endpoint, which the holder of a URL may use',
    facets: denying({ Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } } }),
    declared,
    status: 'manual',
    severity: 'medium',
    message: /in requests that S3 makes for pre-signed URLs is not known$/,
  },
  {
    name: 'the encryption context of other buckets',
    facets: denying({
      Action: 'kms:Decrypt',
      Condition: { StringNotLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme*' } },
    }),
    declared,
    status: 'pass',
  },
  {
    name: 'a network',
    facets: denying({ Condition: { NotIpAddress: { 'aws:SourceIp': '9.9.9.0/24' } } }),
    declared,
    status: 'manual',
  },
  { name: 'an invalid policy', facets: withKey('{'), declared, status: 'manual' },
  { name: 'no key', facets: withoutKey, declared, status: 'not-applicable' },
]);
