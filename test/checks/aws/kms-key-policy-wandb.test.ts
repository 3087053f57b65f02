import { expect, it } from 'vitest';
import { kmsKeyPolicyWandb } from '../../../src/checks/aws/kms-key-policy-wandb.ts';
import { present, unreadable } from '../../../src/evidence/observation.ts';
import { keyPolicyActions } from '../../../src/requirements/aws.ts';
import {
  dedicated,
  describeRows,
  external,
  internal,
  keyArn,
  policyText,
  run,
  saas,
  withKey,
  withoutKey,
  type Json,
} from '../../policy/support.ts';

const declared = { deployment: 'multi-tenant' } as const;
const key = (more: Json, grants = {}) => withKey(policyText(internal, external(saas, more)), grants);
const granted = (Operations: string[], Constraints?: unknown) => ({
  kmsGrants: present({ Grants: [{ GranteePrincipal: saas, Operations, ...(Constraints === undefined ? {} : { Constraints }) }] }),
});
const all = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo', 'DescribeKey'];
const ownRole = 'arn:aws:iam::111122223333:role/wandb';

describeRows(kmsKeyPolicyWandb, [
  { name: 'the documented policy', facets: key({}), declared, status: 'pass' },
  {
    name: 'the documented policy, dedicated',
    facets: withKey(policyText(internal, external(dedicated))),
    declared: { deployment: 'dedicated' },
    status: 'pass',
  },
  { name: 'Resource * as the Terraform module writes it', facets: key({ Resource: '*' }), declared, status: 'pass' },
  {
    name: 'DescribeKey by name',
    facets: key({ Action: [...keyPolicyActions.filter((a) => a !== 'kms:Describe*'), 'kms:describekey'] }),
    declared,
    status: 'pass',
  },
  { name: 'kms:*', facets: key({ Action: 'kms:*' }), declared, status: 'pass' },
  { name: 'a grant instead', facets: withKey(policyText(internal), granted(all)), declared, status: 'pass', message: /a grant/ },
  {
    name: 'a grant for the rest',
    facets: key({ Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] }, granted(['DescribeKey'])),
    declared,
    status: 'pass',
  },
  {
    name: 'grants unreadable but not needed',
    facets: key({}, { kmsGrants: unreadable('access-denied') }),
    declared,
    status: 'pass',
  },

  {
    name: 'nothing for W&B',
    facets: withKey(policyText(internal)),
    declared,
    status: 'fail',
    severity: 'high',
    key: 'nothing-granted',
  },
  {
    name: 'swapped',
    facets: withKey(policyText(internal, external(dedicated))),
    declared,
    status: 'fail',
    key: 'swapped-principal',
  },
  {
    name: 'a deleted identity',
    facets: withKey(policyText(internal, external('AROAEXAMPLEEXAMPLE12'))),
    declared,
    status: 'fail',
    key: 'deleted-principal',
  },
  ...keyPolicyActions.map((action) => ({
    name: `${action} missing`,
    facets: key({ Action: keyPolicyActions.filter((other) => other !== action) }),
    declared,
    status: 'fail' as const,
    severity: 'high' as const,
    key: 'missing-actions',
  })),
  {
    name: 'only members in use',
    facets: key({ Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey'] }),
    declared,
    status: 'fail',
    severity: 'medium',
    key: 'missing-members',
  },
  { name: 'no Resource', facets: key({ Resource: undefined }), declared, status: 'fail' },
  { name: 'an alias', facets: key({ Resource: 'arn:aws:kms:us-east-1:111122223333:alias/x' }), declared, status: 'fail' },
  {
    name: 'another region of S3',
    facets: key({ Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } }),
    declared,
    status: 'fail',
  },
  {
    name: 'only for grants of AWS services',
    facets: key({ Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
    declared,
    status: 'fail',
  },
  { name: 'an invalid policy', facets: withKey('{"Statement":"x"}'), declared, status: 'fail', key: 'invalid-policy' },

  {
    name: 'through S3 only',
    facets: key({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }),
    declared,
    status: 'manual',
    severity: 'low',
    key: 'only-through-s3',
  },
  ...(
    [
      ['the bucket with a bucket key', 'arn:aws:s3:::acme', true, 'manual', 'only-through-s3'],
      ['the bucket without a bucket key', 'arn:aws:s3:::acme', false, 'fail', 'nothing-granted'],
      ['its objects with a bucket key', 'arn:aws:s3:::acme/*', true, 'fail', 'nothing-granted'],
      ['its objects without a bucket key', 'arn:aws:s3:::acme/*', false, 'manual', 'only-through-s3'],
      ['another bucket', 'arn:aws:s3:::other*', true, 'fail', 'nothing-granted'],
    ] as const
  ).map(([name, arn, BucketKeyEnabled, status, outcome]) => ({
    name: `the encryption context of ${name}`,
    facets: {
      ...key({ Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': arn } } }),
      encryption: present({
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn }, BucketKeyEnabled }],
        },
      }),
    },
    declared,
    status,
    key: outcome,
  })),
  {
    name: 'an encryption context, and whether the bucket has a bucket key is not known',
    facets: key({ Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme/*' } } }),
    declared,
    status: 'manual',
    key: 'depends',
  },
  {
    name: 'a constrained grant',
    facets: withKey(policyText(internal), granted(all, { EncryptionContextSubset: { a: 'b' } })),
    declared,
    status: 'manual',
  },
  { name: 'no deployment', facets: key({}), status: 'manual', answer: 'deployment', message: /multi-tenant/ },
  {
    name: 'own account by root',
    facets: withKey(policyText(internal)),
    declared: { deployment: 'self-managed', principal: ownRole },
    status: 'manual',
    severity: 'low',
    key: 'iam-decides',
  },
  {
    name: 'grants unreadable and needed',
    facets: withKey(policyText(internal), { kmsGrants: unreadable('access-denied') }),
    declared,
    status: 'unknown',
    message: /kms:ListGrants/,
  },
  { name: 'no key', facets: withoutKey, declared, status: 'not-applicable' },
  { name: 'the key of AWS', facets: withKey(policyText(internal), {}, 'AWS'), declared, status: 'not-applicable' },
]);

it('offers the whole key policy with the statement added', () => {
  const command = run(kmsKeyPolicyWandb, withKey(policyText(internal)), declared).remediation?.commands?.[0] ?? '';
  expect(command).toContain(`--key-id ${keyArn}`);
  const json = /--policy '(.*)'$/.exec(command)?.[1] ?? '';
  expect(run(kmsKeyPolicyWandb, withKey(json), declared).status).toBe('pass');
});

it('passes on what is worth saying about the key policy, with its place', () => {
  const text = JSON.stringify({ Statement: [internal, external(saas)] });
  const finding = run(kmsKeyPolicyWandb, withKey(text), declared);
  expect(finding.status).toBe('pass');
  expect(finding.details?.join()).toMatch(/Version.*\(line 1, column \d+\)/);
});
