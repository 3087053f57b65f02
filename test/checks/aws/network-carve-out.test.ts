import { expect, it } from 'vitest';
import { networkCarveOut } from '../../../src/checks/aws/network-carve-out.ts';
import { networkRestriction } from '../../../src/checks/aws/network-restriction.ts';
import {
  bucketStatement,
  dedicated,
  deny,
  describeRows,
  policyText,
  run,
  saas,
  withPolicy,
  type Json,
} from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const vpce = 'vpce-0123456789abcdef0';
const wandb = '725579432336';
const byUrl = { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } };
const policy = (...denies: readonly Json[]) => withPolicy(policyText(bucketStatement(saas), ...denies));
const when = (Condition: Json, more: Json = {}) => policy(deny({ Condition, ...more }));

describeRows(networkCarveOut, [
  {
    name: 'a restriction of pre-signed requests',
    facets: when({ ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'an exception by principal beside a restriction of pre-signed requests',
    facets: policy(
      deny({ Sid: 'A', Condition: { StringNotEquals: { 'aws:SourceVpce': vpce, 'aws:PrincipalAccount': wandb } } }),
      deny({ Sid: 'B', Condition: { ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce } } }),
    ),
    declared: multiTenant,
    status: 'pass',
  },

  {
    name: 'a VPC endpoint is required',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce } }, { Sid: 'DenyOutsideVpc' }),
    declared: { deployment: 'dedicated' },
    status: 'fail',
    severity: 'high',
    key: 'denied:aws:sourcevpce',
    message:
      /^s3:GetObject on arn:aws:s3:::acme\/\S* is not granted to arn:aws:iam::830241207209:root: statement "DenyOutsideVpc" \(Statement\[1\]\) denies it, because aws:SourceVpce is absent from W&B's own requests/,
  },
  {
    name: 'a VPC is required, for listing too',
    facets: when(
      { StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
      { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::acme' },
    ),
    declared: multiTenant,
    status: 'fail',
    message: /^s3:ListBucket on arn:aws:s3:::acme is not granted/,
  },
  {
    name: 'private addresses',
    facets: when({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
  },
  {
    name: 'another account is excepted',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce, 'aws:PrincipalAccount': '111122223333' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
  },
  {
    name: 'root as the exception of an account',
    facets: when({ ArnNotEquals: { 'aws:PrincipalArn': dedicated }, StringNotEquals: { 'aws:SourceVpce': vpce } }),
    declared: { deployment: 'dedicated' },
    status: 'fail',
    severity: 'high',
  },
  ...[
    { StringNotEquals: { 'aws:SourceVpce': vpce, 'aws:PrincipalAccount': wandb } },
    {
      ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::725579432336:role/Wandb*' },
      StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
    },
    { ArnNotEquals: { 'aws:PrincipalArn': saas }, NotIpAddress: { 'aws:SourceIp': ['8.8.4.0/24'] } },
  ].map((condition, at) => ({
    name: `an exception by principal alone (${at})`,
    facets: when(condition),
    declared: multiTenant,
    status: 'fail' as const,
    severity: 'medium' as const,
    key: 'principal-alone',
    message:
      /^statement "Deny" \(Statement\[1\]\) excepts W&B's principal, which pre-signed URLs act as: a URL for s3:GetObject on arn:aws:s3:::acme\/\S+ works from 203\.0\.113\.7, an address that the policy does not list$/,
  })),

  {
    name: 'public addresses',
    facets: when({ NotIpAddress: { 'aws:SourceIp': ['9.9.9.0/24'] } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
    key: 'depends',
  },
  {
    name: 'a VPC restriction when the servers are yours',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce } }),
    declared: { deployment: 'self-managed', principal: 'arn:aws:iam::111122223333:role/wandb' },
    status: 'manual',
  },
  {
    name: 'a VPC restriction, nobody declared',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce } }),
    status: 'manual',
    answer: 'deployment',
  },
  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual', key: 'invalid-policy' },

  { name: 'no policy', facets: withPolicy(null), declared: multiTenant, status: 'not-applicable' },
  { name: 'no Deny', facets: policy(), declared: multiTenant, status: 'not-applicable' },
  {
    name: 'a restriction of others',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce } }, { Principal: { AWS: '111122223333' } }),
    declared: multiTenant,
    status: 'not-applicable',
  },
]);

it.each([
  ['no exception', { StringNotEquals: { 'aws:SourceVpce': vpce } }],
  ['an exception of another account', { StringNotEquals: { 'aws:SourceVpce': vpce, 'AWS:principalaccount': ['111122223333'] } }],
  ['an exception by principal alone', { StringNotEquals: { 'aws:SourceVpce': vpce, 'aws:PrincipalAccount': wandb } }],
  [
    'addresses and an endpoint',
    {
      NotIpAddressIfExists: { 'aws:SourceIp': '8.8.4.0/24' },
      StringNotEqualsIfExists: { 'aws:SourceVpce': vpce },
      StringNotEquals: { 'aws:PrincipalAccount': wandb },
    },
  ],
])('offers a policy that mends %s', (_, condition) => {
  const command = run(networkCarveOut, when(condition), multiTenant).remediation?.commands?.[0] ?? '';
  const json = /--policy '(.*)'$/.exec(command)?.[1] ?? '';
  const mended = withPolicy(json);
  expect(run(networkCarveOut, mended, multiTenant)).toMatchObject({ status: 'pass' });
  expect(run(networkRestriction, mended, multiTenant)).toMatchObject({ status: 'pass' });
});

it("says that the owner's account is locked out as well", () => {
  const finding = run(networkCarveOut, when({ StringNotEquals: { 'aws:SourceVpce': vpce } }), {
    ...multiTenant,
    account: '111122223333',
  });
  expect(finding.details?.at(-1)).toMatch(/refuses s3:PutBucketPolicy to your own account/);
});
