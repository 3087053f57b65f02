import { restrictPublicBuckets } from '../../../src/checks/aws/restrict-public-buckets.ts';
import { absent, present, unreadable } from '../../../src/evidence/observation.ts';
import { bucketStatement, describeRows, policyText, saas, withPolicy, type Json } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const block = (on: boolean) =>
  present({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: on,
    },
  });
const open = (more: Json = {}): Json => ({
  Sid: 'Everybody',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::acme/*',
  ...more,
});
const status = (isPublic: boolean) => ({ policyStatus: present({ PolicyStatus: { IsPublic: isPublic } }) });
const on = { publicAccessBlock: block(true), accountPublicAccessBlock: absent() };
const off = { publicAccessBlock: block(false), accountPublicAccessBlock: absent() };
const policy = (...more: readonly Json[]) => withPolicy(policyText(bucketStatement(saas), ...more));
const unsaid = { policyStatus: unreadable('access-denied') };
const customer = { deployment: 'self-managed', principal: 'arn:aws:iam::111122223333:role/wandb' } as const;

describeRows(restrictPublicBuckets, [
  { name: 'nothing is public', facets: { ...policy(), ...on, ...status(false) }, declared: multiTenant, status: 'pass' },
  {
    name: 'nothing is public, by its statements',
    facets: { ...policy(), ...on, ...unsaid },
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'everybody from one VPC',
    facets: { ...policy(open({ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } } })), ...on, ...unsaid },
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'the setting is off',
    facets: { ...policy(open()), ...off, ...status(true) },
    declared: multiTenant,
    status: 'pass',
    message: /RestrictPublicBuckets is off/,
  },
  {
    name: 'W&B in the same account',
    facets: { ...policy(open()), ...on, ...status(true) },
    declared: { ...customer, account: '111122223333' },
    status: 'pass',
  },

  {
    name: 'one public statement',
    facets: { ...policy(open()), ...on, ...status(true) },
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    message:
      /^statement "Everybody" \(Statement\[1\]\) makes the bucket policy public, and RestrictPublicBuckets of the bucket then refuses every request from other accounts, those of arn:aws:iam::725579432336:role\/WandbIntegration included$/,
  },
  {
    name: 'a public statement that S3 was not asked about',
    facets: { ...policy(open()), ...on, ...unsaid },
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'the setting of the account',
    facets: { ...policy(open()), ...status(true), publicAccessBlock: absent(), accountPublicAccessBlock: block(true) },
    declared: multiTenant,
    status: 'fail',
    message: /of the account/,
  },

  { name: 'no deployment', facets: { ...policy(open()), ...on, ...status(true) }, status: 'manual', answer: 'deployment' },
  {
    name: 'W&B in some account of yours',
    facets: { ...policy(open()), ...on, ...status(true) },
    declared: customer,
    status: 'manual',
    answer: 'account',
  },
  {
    name: 'the settings are not readable',
    facets: {
      ...policy(open()),
      ...status(true),
      publicAccessBlock: unreadable('access-denied'),
      accountPublicAccessBlock: absent(),
    },
    declared: multiTenant,
    status: 'unknown',
  },
  {
    name: 'a condition that S3 does not document',
    facets: { ...policy(open({ Condition: { StringEquals: { 'aws:PrincipalOrgPaths': 'o-a/r-b/' } } })), ...on, ...unsaid },
    declared: multiTenant,
    status: 'unknown',
  },
  { name: 'an invalid policy', facets: { ...withPolicy('{'), ...on, ...unsaid }, declared: multiTenant, status: 'manual' },
  { name: 'no policy', facets: { ...withPolicy(null), ...on, policyStatus: absent() }, status: 'not-applicable' },
]);
