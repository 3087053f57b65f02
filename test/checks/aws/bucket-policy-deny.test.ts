import { expect, it } from 'vitest';
import { bucketPolicyDeny } from '../../../src/checks/aws/bucket-policy-deny.ts';
import {
  bucketStatement,
  dedicated,
  deny,
  describeRows,
  policyText,
  run,
  saas,
  tlsDeny,
  withPolicy,
  type Json,
} from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const when = (Condition: Json, more: Json = {}) => withPolicy(policyText(bucketStatement(saas), deny({ Condition, ...more })));
const objects = 'arn:aws:s3:::acme/*';

describeRows(bucketPolicyDeny, [
  { name: 'no Deny', facets: withPolicy(policyText(bucketStatement(saas))), declared: multiTenant, status: 'pass' },
  { name: 'no policy', facets: withPolicy(null), declared: multiTenant, status: 'pass' },
  { name: 'TLS only', facets: withPolicy(policyText(bucketStatement(saas), tlsDeny)), declared: multiTenant, status: 'pass' },
  { name: 'TLS only, unquoted, nobody declared', facets: when({ Bool: { 'aws:securetransport': false } }), status: 'pass' },
  { name: 'TLS below 1.2', facets: when({ NumericLessThan: { 's3:TlsVersion': 1.2 } }), declared: multiTenant, status: 'pass' },
  {
    name: 'another principal',
    facets: withPolicy(policyText(deny({ Principal: { AWS: '999988887777' } }))),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'actions that W&B does not use',
    facets: withPolicy(policyText(deny({ Action: ['s3:DeleteObjectVersion', 's3:DeleteBucket'] }))),
    declared: multiTenant,
    status: 'pass',
  },
  ...(
    [
      ['public ACLs', { StringEquals: { 's3:x-amz-acl': ['public-read', 'public-read-write'] } }],
      ['grants to everybody', { StringLike: { 's3:x-amz-grant-read': '*AllUsers*' } }],
      ['keys of the customer', { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } }],
    ] as const
  ).map(([name, condition]) => ({
    name: `uploads with ${name}`,
    facets: when(condition, { Action: 's3:PutObject', Resource: objects }),
    declared: multiTenant,
    status: 'pass' as const,
  })),
  {
    name: 'MFA age',
    facets: when({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': 300 } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'outside the prefix of the target',
    facets: withPolicy(policyText(deny({ Resource: 'arn:aws:s3:::acme/private/*' }))),
    declared: multiTenant,
    prefix: 'team',
    status: 'pass',
  },

  {
    name: 'denials that are for other checks',
    facets: withPolicy(
      policyText(
        bucketStatement(saas),
        deny({ Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } } }),
        deny({ Condition: { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } } }),
        deny({ Condition: { NumericGreaterThan: { 's3:signatureAge': 600_000 } } }),
      ),
    ),
    declared: multiTenant,
    status: 'pass',
    message: /about the network or the signature/,
  },
  {
    name: 'a date to come',
    facets: when({ DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'the organization',
    facets: when({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } }, { Sid: 'OurOrganization' }),
    declared: { deployment: 'dedicated' },
    status: 'fail',
    severity: 'high',
    key: 'denied:aws:principalorgid',
    message:
      /^s3:GetObject on arn:aws:s3:::acme\/\S* is not granted to arn:aws:iam::830241207209:root: statement "OurOrganization" \(Statement\[1\]\)/,
  },
  { name: 'inverted TLS', facets: when({ Bool: { 'aws:SecureTransport': 'true' } }), declared: multiTenant, status: 'fail' },
  {
    name: 'other organizations',
    facets: when({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } }),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'paths of another organization',
    facets: when({ 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-acme/r-ab12/*' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    message: /aws:PrincipalOrgPaths is absent or a path of o-hn017huuqa or a path of another organization of W&B's in/,
  },
  {
    name: 'other accounts',
    facets: when({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'accounts other than the one of the bucket, by a policy variable',
    facets: when({ StringNotEqualsIfExists: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }),
    declared: { ...multiTenant, account: '111122223333' },
    status: 'fail',
    severity: 'high',
    message: /"\$\{aws:ResourceAccount\}" \(111122223333\) is true for it/,
  },
  {
    name: 'a policy variable whose value is not known',
    facets: when({ StringNotEqualsIfExists: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }),
    declared: multiTenant,
    status: 'manual',
    message: /what \$\{aws:resourceaccount\} is there is not known$/,
  },
  {
    name: 'MFA',
    facets: when({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'delete',
    facets: withPolicy(policyText(deny({ Action: 's3:Delete*' }))),
    declared: multiTenant,
    status: 'fail',
    message: /s3:DeleteObject/,
  },
  {
    name: 'NotAction',
    facets: withPolicy(policyText({ ...deny({}), Action: undefined, NotAction: 's3:GetObject' })),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'NotPrincipal without W&B',
    facets: withPolicy(policyText({ ...deny({}), Principal: undefined, NotPrincipal: { AWS: '111122223333' } })),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'one folder',
    facets: withPolicy(policyText(deny({ Resource: 'arn:aws:s3:::acme/private/*' }))),
    declared: multiTenant,
    status: 'fail',
    message: /private/,
  },
  {
    name: 'NotResource',
    facets: withPolicy(policyText({ ...deny({}), Resource: undefined, NotResource: 'arn:aws:s3:::acme/public/*' })),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'root as the exception of an account',
    facets: when({ ArnNotEquals: { 'aws:PrincipalArn': dedicated } }),
    declared: { deployment: 'dedicated' },
    status: 'fail',
  },
  {
    name: 'the header on every action',
    facets: when({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }),
    declared: multiTenant,
    status: 'fail',
    message: /GetObject/,
  },

  {
    name: 'an upload without the encryption header',
    facets: when({ Null: { 's3:x-amz-server-side-encryption': true } }, { Action: 's3:PutObject', Resource: objects }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
  },
  {
    name: 'paths of another organization, for requests with a path',
    facets: when({ 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-acme/r-ab12/*' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
  },
  {
    name: "the organization that may be W&B's",
    facets: when({ StringNotEquals: { 'aws:PrincipalOrgID': ['o-acme', 'o-hn017huuqa'] } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
  },
  {
    name: 'uploads without an ACL',
    facets: when(
      { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      { Action: 's3:PutObject', Resource: objects },
    ),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
  },
  {
    name: 'TLS below 1.3',
    facets: when({ NumericLessThan: { 's3:TlsVersion': '1.3' } }),
    declared: multiTenant,
    status: 'manual',
  },
  {
    name: 'members that W&B is not known to use',
    facets: withPolicy(policyText(deny({ Action: 's3:GetObjectTorrent' }))),
    declared: multiTenant,
    status: 'manual',
    severity: 'low',
  },
  {
    name: 'NotPrincipal with W&B',
    facets: withPolicy(policyText({ ...deny({}), Principal: undefined, NotPrincipal: { AWS: saas } })),
    declared: multiTenant,
    status: 'manual',
  },
  {
    name: 'one role of the dedicated account',
    facets: withPolicy(policyText(deny({ Principal: { AWS: 'arn:aws:iam::830241207209:role/x' } }))),
    declared: { deployment: 'dedicated' },
    status: 'manual',
    answer: 'principal',
  },
  {
    name: 'a policy variable',
    facets: withPolicy(policyText(deny({ Resource: 'arn:aws:s3:::acme/${aws:PrincipalTag/team}/*' }))),
    declared: multiTenant,
    status: 'manual',
  },
  {
    name: 'a Deny for somebody, nobody declared',
    facets: withPolicy(policyText(deny({ Principal: { AWS: '999988887777' } }))),
    status: 'manual',
    answer: 'deployment',
  },
  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual' },
  { name: 'everything, nobody declared', facets: withPolicy(policyText(deny({}))), status: 'fail' },
]);

it('tells when a Deny begins to hold', () => {
  const finding = run(bucketPolicyDeny, when({ DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }), multiTenant);
  expect(finding.details).toEqual(['statement "Deny" (Statement[1]) changes what it denies on 2027-01-01']);
});
