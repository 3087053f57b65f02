import { networkSourceIp } from '../../../src/checks/aws/network-source-ip.ts';
import { bucketStatement, deny, describeRows, policyText, saas, withPolicy, type Json } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const denied = (Condition: Json) => withPolicy(policyText(bucketStatement(saas), deny({ Condition })));
const listed = (...blocks: readonly string[]) => denied({ NotIpAddress: { 'aws:SourceIp': blocks } });

describeRows(networkSourceIp, [
  {
    name: 'public addresses',
    facets: listed('8.8.4.0/24', '9.9.9.9', '2001:4860::/32'),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'addresses of an Allow',
    facets: withPolicy(policyText(bucketStatement(saas, { Condition: { IpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } }))),
    status: 'pass',
  },

  ...[
    '10.0.0.0/8',
    '172.20.0.0/16',
    '192.168.1.0/24',
    'fd00::/8',
    // Set apart for examples, benchmarks and the like: left in a policy they lock everybody out.
    '192.0.2.0/24',
    '198.18.0.0/15',
    '0.0.0.0/8',
    '255.255.255.255/32',
    '2001:db8::/32',
  ].map((block) => ({
    name: `${block} alone`,
    facets: listed(block),
    declared: multiTenant,
    status: 'fail' as const,
    severity: 'high' as const,
    key: 'private',
    message: /under aws:SourceIp, which no request from the Internet carries$/,
  })),
  {
    name: 'a private range among public ones',
    facets: listed('8.8.4.0/24', '10.0.0.0/8'),
    status: 'fail',
    severity: 'low',
    key: 'private',
  },
  {
    name: 'a private range in a Deny of somebody else',
    facets: withPolicy(
      policyText(
        bucketStatement(saas),
        deny({
          Principal: { AWS: 'arn:aws:iam::111122223333:role/dev' },
          Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        }),
      ),
    ),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
    key: 'private',
  },
  {
    name: "a private range in a Deny that excepts W&B's account",
    facets: denied({
      NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      StringNotEquals: { 'aws:PrincipalAccount': '725579432336' },
    }),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
  },
  {
    name: 'a private range in a Deny of pre-signed URLs alone',
    facets: denied({
      NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      StringEquals: { 's3:authType': 'REST-QUERY-STRING' },
    }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
  },
  {
    name: 'a private range in an Allow',
    facets: withPolicy(policyText(bucketStatement(saas, { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))),
    status: 'fail',
    severity: 'high',
  },
  {
    name: 'a private range beside an endpoint',
    facets: denied({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
    status: 'fail',
    severity: 'low',
  },
  {
    name: 'the whole Internet',
    facets: listed('0.0.0.0/0'),
    status: 'fail',
    severity: 'low',
    key: 'too-wide',
    message: /lists 0\.0\.0\.0\/0 under aws:SourceIp, which is the whole Internet$/,
  },
  {
    name: 'the whole Internet in halves',
    facets: listed('0.0.0.0/1', '128.0.0.0/1'),
    status: 'fail',
    key: 'too-wide',
    message: /whole Internet/,
  },
  {
    name: 'wider than S3 takes for private',
    facets: listed('64.0.0.0/7'),
    status: 'fail',
    key: 'too-wide',
    message: /S3 itself calls it public/,
  },
  {
    name: 'text in place of addresses',
    facets: denied({ StringNotEquals: { 'aws:SourceIp': '8.8.4.0/24' } }),
    status: 'fail',
    severity: 'high',
    key: 'compared-as-text',
  },

  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual', key: 'invalid-policy' },
  { name: 'no policy', facets: withPolicy(null), status: 'not-applicable' },
  { name: 'addresses to keep out', facets: denied({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), status: 'not-applicable' },
]);
