import { networkVpcEndpoint } from '../../../src/checks/aws/network-vpc-endpoint.ts';
import { bucketStatement, deny, describeRows, policyText, saas, withPolicy, type Json } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const when = (Condition: Json, more: Json = {}) => withPolicy(policyText(bucketStatement(saas), deny({ Condition, ...more })));

describeRows(networkVpcEndpoint, [
  {
    name: 'seventeen digits',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'eight digits',
    facets: when({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }),
    declared: multiTenant,
    status: 'pass',
  },
  { name: 'a pattern', facets: when({ StringNotLike: { 'aws:sourcevpce': 'vpce-*' } }), declared: multiTenant, status: 'pass' },

  {
    name: 'an id with letters',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': 'vpce-EXAMPLE' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'malformed-id',
    message: /^statement "Deny" \(Statement\[1\]\) compares aws:SourceVpce with vpce-EXAMPLE, which no VPC endpoint is called$/,
  },
  {
    name: 'such an id in a Deny of somebody else',
    facets: when(
      { StringNotEquals: { 'aws:SourceVpce': 'vpce-EXAMPLE' } },
      { Principal: { AWS: 'arn:aws:iam::111122223333:role/dev' } },
    ),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
  },
  {
    name: 'a VPC in place of an endpoint, among others',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': ['vpce-1a2b3c4d', 'vpc-1a2b3c4d'] } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'medium',
  },
  {
    name: 'an endpoint in place of a VPC, beside addresses',
    facets: when({ StringNotEquals: { 'aws:SourceVpc': 'vpce-1a2b3c4d' }, NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'medium',
  },
  {
    name: 'a pattern under an operator that knows none',
    facets: when({ StringNotEquals: { 'aws:SourceVpce': 'vpce-*' } }),
    declared: multiTenant,
    status: 'fail',
  },

  {
    name: 'addresses alone',
    facets: when({ NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'low',
    key: 'no-endpoint',
  },
  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual', key: 'invalid-policy' },

  { name: 'no policy', facets: withPolicy(null), status: 'not-applicable' },
  { name: 'no network', facets: withPolicy(policyText(bucketStatement(saas))), declared: multiTenant, status: 'not-applicable' },
]);
