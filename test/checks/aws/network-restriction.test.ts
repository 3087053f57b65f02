import { networkRestriction } from '../../../src/checks/aws/network-restriction.ts';
import { bucketStatement, deny, describeRows, policyText, saas, withPolicy, type Json } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const vpce = 'vpce-0123456789abcdef0';
const byUrl = { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } };
const policy = (...denies: readonly Json[]) => withPolicy(policyText(bucketStatement(saas), ...denies));
const when = (Condition: Json, more: Json = {}) => policy(deny({ Condition, ...more }));

describeRows(networkRestriction, [
  {
    name: 'one endpoint for URLs',
    facets: when({ ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'addresses and an endpoint in one statement',
    facets: when({
      ...byUrl,
      NotIpAddressIfExists: { 'aws:SourceIp': ['8.8.4.0/24', '2001:4860::/32'] },
      StringNotEqualsIfExists: { 'aws:SourceVpce': vpce },
    }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'addresses for URLs',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:SourceIp': ['8.8.4.0/24'] } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'clients inside of the listed addresses',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:SourceIp': ['8.8.4.0/24', '2001:4860::/32'] } }),
    declared: { ...multiTenant, clientCidrs: ['8.8.4.7', '8.8.4.128/25', '2001:4860:1::/48'] },
    status: 'pass',
  },
  {
    name: 'clients beside the listed addresses',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:SourceIp': ['8.8.4.0/24'] } }),
    declared: { ...multiTenant, clientCidrs: ['8.8.4.0/25', '1.1.1.7'] },
    status: 'fail',
    message: /^the bucket policy refuses a pre-signed URL from 1\.1\.1\.7: .*"?Statement/,
  },
  {
    name: 'a block of clients that is wider than the listed one in its middle',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:SourceIp': ['8.8.4.0/26', '8.8.4.192/26'] } }),
    declared: { ...multiTenant, clientCidrs: ['8.8.4.0/24'] },
    status: 'fail',
    message: /8\.8\.4\.64, which is in 8\.8\.4\.0\/24 of your clients/,
  },
  {
    name: 'clients of IPv6 outside',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:SourceIp': ['2001:4860::/33'] } }),
    declared: { ...multiTenant, clientCidrs: ['2001:4860::/32'] },
    status: 'fail',
    message: /2001:4860:.* of your clients/,
  },
  {
    name: 'reads and writes in two statements',
    facets: policy(
      deny({
        Sid: 'R',
        Action: 's3:GetObject*',
        Condition: { ...byUrl, StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
      }),
      deny({
        Sid: 'W',
        Action: 's3:PutObject',
        Condition: { ...byUrl, StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
      }),
    ),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'private addresses of one VPC',
    facets: when({
      ...byUrl,
      StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
      NotIpAddress: { 'aws:VpcSourceIp': '10.1.0.0/16' },
    }),
    declared: multiTenant,
    status: 'fail',
    message: /through a VPC endpoint that the policy does not list/,
  },

  {
    name: 'address and endpoint in two statements: no request has both',
    facets: policy(
      deny({ Sid: 'Addresses', Condition: { ...byUrl, NotIpAddress: { 'aws:SourceIp': ['8.8.4.0/24'] } } }),
      deny({ Sid: 'Endpoints', Condition: { ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce } } }),
    ),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'closed',
    message:
      /^no network that the bucket policy names gets through with a pre-signed URL: through VPC endpoint vpce-0123456789abcdef0, s3:GetObject on arn:aws:s3:::acme\/\S* is not granted/,
  },
  {
    name: 'every address is refused to URLs',
    facets: when({ ...byUrl, IpAddressIfExists: { 'aws:SourceIp': '0.0.0.0/0' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'closed',
  },
  {
    name: 'every address is refused by halves',
    facets: when(
      { ...byUrl, IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
      { Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' },
    ),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'closed',
    message: /gets through with a pre-signed URL: from every public address, s3:GetObject/,
  },
  {
    name: 'each half is refused by a statement of its own',
    facets: policy(
      deny({ Condition: { ...byUrl, IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } }),
      deny({ Condition: { ...byUrl, IpAddress: { 'aws:SourceIp': ['128.0.0.0/2', '192.0.0.0/3'] } } }),
    ),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'closed',
  },
  {
    name: 'a listed network of which the other statement refuses the beginning',
    facets: policy(
      deny({ Condition: { ...byUrl, NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } }),
      deny({ Condition: { ...byUrl, IpAddress: { 'aws:SourceIp': '8.8.4.0/28' } } }),
    ),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'writes left out',
    facets: when({ ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce } }, { Action: 's3:GetObject*' }),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
    key: 'open',
    message:
      /^statement "Deny" \(Statement\[1\]\) names networks, but a pre-signed URL for s3:PutObject on arn:aws:s3:::acme\/\S+ works from 203\.0\.113\.7/,
  },
  {
    name: 'one folder only',
    facets: when({ ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce } }, { Resource: 'arn:aws:s3:::acme/secret/*' }),
    declared: multiTenant,
    status: 'fail',
    key: 'open',
  },
  {
    name: 'any endpoint at all',
    facets: when({ ...byUrl, Null: { 'aws:SourceVpce': 'true' } }),
    declared: multiTenant,
    status: 'fail',
    key: 'open',
    message: /through a VPC endpoint that the policy does not list$/,
  },
  {
    name: 'private addresses of nobody in particular',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }),
    declared: multiTenant,
    status: 'fail',
    key: 'open',
  },

  { name: 'no policy', facets: withPolicy(null), status: 'manual', severity: 'low', key: 'none' },
  { name: 'no Deny', facets: policy(), declared: multiTenant, status: 'manual', key: 'none' },
  {
    name: 'a restriction of others',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce } }, { Principal: { AWS: '111122223333' } }),
    declared: multiTenant,
    status: 'manual',
    key: 'none',
  },
  {
    name: 'some bad addresses are refused',
    facets: when({ IpAddress: { 'aws:SourceIp': '8.8.4.0/24' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
    key: 'some-networks',
    answer: 'clientCidrs',
    message: /^statement "Deny" \(Statement\[1\]\) refuses pre-signed URLs by IpAddress aws:SourceIp 8\.8\.4\.0\/24; whether/,
  },
  {
    name: 'some bad addresses are refused, and no client has one',
    facets: when({ IpAddress: { 'aws:SourceIp': '8.8.4.0/24' } }),
    declared: { ...multiTenant, clientCidrs: ['9.9.9.0/24'] },
    status: 'manual',
    severity: 'low',
    key: 'none',
  },
  {
    name: 'two endpoints are refused',
    facets: when({ StringEquals: { 'aws:SourceVpce': [vpce, 'vpce-0aaaaaaaaaaaaaaaa'] } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
    key: 'some-networks',
  },
  {
    name: 'whatever comes through a VPC is refused',
    facets: when({ Null: { 'aws:SourceVpc': 'false' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
    key: 'some-networks',
  },
  {
    name: 'an exception by principal',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': vpce, 'aws:PrincipalAccount': '725579432336' } }),
    declared: multiTenant,
    status: 'manual',
    key: 'carve-out',
  },
  {
    name: 'the whole Internet',
    facets: when({ ...byUrl, NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
    declared: multiTenant,
    status: 'manual',
    key: 'whole-internet',
  },
  {
    name: 'a tag that nobody knows',
    facets: when({ ...byUrl, StringNotEquals: { 'aws:SourceVpce': vpce, 'aws:PrincipalTag/team': 'x' } }),
    declared: multiTenant,
    status: 'manual',
    key: 'depends',
  },
  {
    name: 'W&B as NotPrincipal',
    facets: policy({
      ...deny({ Condition: { StringNotEquals: { 'aws:SourceVpce': vpce } } }),
      Principal: undefined,
      NotPrincipal: { AWS: saas },
    }),
    declared: multiTenant,
    status: 'manual',
    key: 'depends',
  },
  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual', key: 'invalid-policy' },
]);
