import { expect, it } from 'vitest';
import { bucketPolicyGrants } from '../../../src/checks/aws/bucket-policy-grants.ts';
import { bucketPolicyActions } from '../../../src/requirements/aws.ts';
import { bucketNeeds } from '../../../src/policy/aws/request/needs.ts';
import { bucketStatement, dedicated, describeRows, policyText, run, saas, withPolicy } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const nodeRole = 'arn:aws:iam::830241207209:role/node';
const customerRole = 'arn:aws:iam::111122223333:role/wandb';
const only = (...actions: string[]) => withPolicy(policyText(bucketStatement(saas, { Action: actions })));
const all = [...bucketPolicyActions.object, ...bucketPolicyActions.bucket];
const without = (gone: string): string[] => all.filter((action) => action !== gone);
const withCondition = (Condition: Record<string, unknown>) => withPolicy(policyText(bucketStatement(saas, { Condition })));

describeRows(bucketPolicyGrants, [
  {
    name: 'an Allow of twenty seconds',
    facets: withPolicy(policyText(bucketStatement(saas, { Condition: { NumericLessThan: { 's3:signatureAge': 20_000 } } }))),
    declared: { deployment: 'multi-tenant' },
    status: 'fail',
    severity: 'high',
    message: /does not allow them by s3:signatureAge after 20 seconds \(20000 ms\)$/,
  },
  {
    name: 'an Allow of a day',
    facets: withPolicy(
      policyText(bucketStatement(saas, { Condition: { NumericLessThanEquals: { 's3:signatureAge': 86_400_000 } } })),
    ),
    declared: { deployment: 'multi-tenant' },
    status: 'pass',
  },
  { name: 'the documented policy', facets: withPolicy(policyText(bucketStatement(saas))), declared: multiTenant, status: 'pass' },
  {
    name: 'the documented policy, dedicated',
    facets: withPolicy(policyText(bucketStatement(dedicated))),
    declared: { deployment: 'dedicated' },
    status: 'pass',
  },
  {
    name: 'the account id',
    facets: withPolicy(policyText(bucketStatement('830241207209'))),
    declared: { deployment: 'dedicated' },
    status: 'pass',
  },
  {
    name: 'the whole account of the role',
    facets: withPolicy(policyText(bucketStatement('725579432336'))),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 's3:* and Resource *',
    facets: withPolicy(policyText(bucketStatement(saas, { Action: 'S3:*', Resource: '*' }))),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'NotAction',
    facets: withPolicy(policyText({ ...bucketStatement(saas), Action: undefined, NotAction: 's3:DeleteBucket' })),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'bucket and object actions in two statements',
    facets: withPolicy(
      policyText(
        bucketStatement(saas, { Action: bucketPolicyActions.bucket, Resource: 'arn:aws:s3:::acme' }),
        bucketStatement(saas, { Action: bucketPolicyActions.object, Resource: 'arn:aws:s3:::acme/*' }),
      ),
    ),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'GetObject* enumerated',
    facets: only(
      ...without('s3:GetObject*'),
      ...bucketNeeds
        .filter(({ documented, role }) => documented === 's3:GetObject*' && role !== 'tomorrow')
        .map(({ name }) => name),
    ),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'the sub-path of the target',
    facets: withPolicy(policyText(bucketStatement(saas, { Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/team/*'] }))),
    declared: multiTenant,
    prefix: 'team',
    status: 'pass',
  },
  {
    name: 'a narrower declared role',
    facets: withPolicy(policyText(bucketStatement(nodeRole))),
    declared: { deployment: 'dedicated', principal: nodeRole },
    status: 'pass',
  },
  {
    name: 'the account of a declared role',
    facets: withPolicy(policyText(bucketStatement(dedicated))),
    declared: { deployment: 'dedicated', principal: nodeRole },
    status: 'pass',
  },
  {
    name: 'a self-managed role by name',
    facets: withPolicy(policyText(bucketStatement(customerRole))),
    declared: { deployment: 'self-managed', principal: customerRole },
    status: 'pass',
  },
  {
    name: 'a condition that holds',
    facets: withCondition({ Bool: { 'aws:SecureTransport': true } }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'a grant with an end to come',
    facets: withCondition({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }),
    declared: multiTenant,
    status: 'pass',
  },

  { name: 'no policy', facets: withPolicy(null), declared: multiTenant, status: 'fail', key: 'no-policy', severity: 'high' },
  {
    name: 'duplicate members',
    facets: withPolicy(policyText(bucketStatement(saas)).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"')),
    declared: multiTenant,
    status: 'fail',
    key: 'invalid-policy',
    message: /Statement\[0\]\.Effect occurs twice \(line 1, column \d+\)/,
  },
  {
    name: 'the dedicated principal on multi-tenant',
    facets: withPolicy(policyText(bucketStatement(dedicated))),
    declared: multiTenant,
    status: 'fail',
    key: 'swapped-principal',
    message: /830241207209:root, the principal of dedicated deployments/,
  },
  {
    name: 'the multi-tenant principal on dedicated',
    facets: withPolicy(policyText(bucketStatement(saas))),
    declared: { deployment: 'dedicated' },
    status: 'fail',
    key: 'swapped-principal',
  },
  {
    name: 'a deleted identity',
    facets: withPolicy(policyText(bucketStatement('AROAEXAMPLEEXAMPLE12'))),
    declared: multiTenant,
    status: 'fail',
    key: 'deleted-principal',
  },
  {
    name: 'one session of the role',
    facets: withPolicy(policyText(bucketStatement('arn:aws:sts::725579432336:assumed-role/WandbIntegration/x'))),
    declared: multiTenant,
    status: 'fail',
  },
  ...['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', ...bucketPolicyActions.bucket].map((action) => ({
    name: `${action} missing`,
    facets: only(...without(action)),
    declared: multiTenant,
    status: 'fail' as const,
    severity: 'high' as const,
    key: 'missing-actions',
    message: new RegExp(`^${action} on arn:aws:s3:::acme\\S* is not granted`),
  })),
  {
    name: 'only members of GetObject* in use',
    facets: only(...without('s3:GetObject*'), 's3:GetObject', 's3:GetObjectVersion'),
    declared: multiTenant,
    status: 'fail',
    severity: 'medium',
    key: 'missing-members',
  },
  {
    name: 'objects without the bucket',
    facets: withPolicy(policyText(bucketStatement(saas, { Resource: 'arn:aws:s3:::acme/*' }))),
    declared: multiTenant,
    status: 'fail',
    message: /Resource does not take in this ARN/,
  },
  {
    name: 'a sub-path alone',
    facets: withPolicy(policyText(bucketStatement(saas, { Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/team/*'] }))),
    declared: multiTenant,
    status: 'fail',
    message: /acme\/a is not granted/,
  },
  {
    name: 'keys of one character left out',
    facets: withPolicy(policyText(bucketStatement(saas, { Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/??*'] }))),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'an external id',
    facets: withCondition({ StringEquals: { 'sts:ExternalId': 'x' } }),
    declared: multiTenant,
    status: 'fail',
    message: /StringEquals sts:ExternalId, and sts:ExternalId is absent from W&B's own requests/,
  },
  {
    name: 'a VPC endpoint',
    facets: withCondition({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'private addresses',
    facets: withCondition({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: 'expired',
    facets: withCondition({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }),
    declared: multiTenant,
    status: 'fail',
  },
  {
    name: "the customer's organization",
    facets: withCondition({ StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }),
    declared: multiTenant,
    status: 'fail',
  },

  {
    name: 'public addresses',
    facets: withCondition({ IpAddress: { 'aws:SourceIp': '9.9.9.0/24' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
    key: 'depends',
  },
  {
    name: 'an ACL header',
    facets: withCondition({ StringLike: { 'aws:UserAgent': 'wandb*' } }),
    declared: multiTenant,
    status: 'manual',
    message: /UserAgent/,
  },
  {
    name: 'a role of the dedicated account that nobody declared',
    facets: withPolicy(policyText(bucketStatement(nodeRole))),
    declared: { deployment: 'dedicated' },
    status: 'manual',
    answer: 'principal',
  },
  {
    name: 'resources that are everything together',
    facets: withPolicy(
      policyText(bucketStatement(saas, { Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/?', 'arn:aws:s3:::acme/??*'] })),
    ),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'no deployment',
    facets: withPolicy(policyText(bucketStatement(saas))),
    status: 'manual',
    answer: 'deployment',
    message: /the principal of multi-tenant deployments/,
  },
  {
    name: 'self-managed without a principal',
    facets: withPolicy(null),
    declared: { deployment: 'self-managed' },
    status: 'manual',
    answer: 'principal',
  },
  {
    name: 'self-managed without a policy',
    facets: withPolicy(null),
    declared: { deployment: 'self-managed', principal: customerRole },
    status: 'manual',
    severity: 'low',
    answer: 'account',
  },
  {
    name: 'self-managed in another account',
    facets: withPolicy(null),
    declared: { deployment: 'self-managed', principal: customerRole, account: '999988887777' },
    status: 'fail',
  },
  {
    name: 'self-managed through its account',
    facets: withPolicy(policyText(bucketStatement('111122223333'))),
    declared: { deployment: 'self-managed', principal: customerRole },
    status: 'manual',
    key: 'iam-decides',
  },
]);

it('says that a pattern is enumerated', () => {
  const actions = bucketNeeds.filter(({ role }) => role !== 'tomorrow').map(({ name }) => name);
  const finding = run(bucketPolicyGrants, only(...actions), multiTenant);
  expect(finding.details?.join()).toMatch(/s3:GetObject\* is enumerated/);
});

it('offers the whole policy with the missing statement added', () => {
  const other = bucketStatement('999988887777', { Sid: "it's" });
  const finding = run(bucketPolicyGrants, withPolicy(policyText(other)), multiTenant);
  const command = finding.remediation?.commands?.[0] ?? '';
  const json = /--policy '(.*)'$/.exec(command)?.[1]?.replaceAll(`'\\''`, "'") ?? '';
  const mended = run(bucketPolicyGrants, withPolicy(json), multiTenant);
  expect(mended.status).toBe('pass');
  expect(JSON.parse(json)).toMatchObject({ Statement: [other, {}] });
});

it('strips control characters from statement names', () => {
  const statement = bucketStatement(saas, { Sid: 'A\u001b]0;x\u0007B', Resource: 'arn:aws:s3:::acme/*' });
  const finding = run(bucketPolicyGrants, withPolicy(policyText(statement)), multiTenant);
  expect(finding.message).toContain('statement "A]0;xB" (Statement[0])');
});

it('tells until when a grant lasts', () => {
  const condition = { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } };
  const finding = run(bucketPolicyGrants, withCondition(condition), multiTenant);
  expect(finding).toMatchObject({
    status: 'pass',
    details: ['statement "WAndBAccountAccess" (Statement[0]) changes what it grants on 2027-01-01'],
  });
});

it('passes on what is worth saying about the document, with its place', () => {
  const text = JSON.stringify({ Statement: [bucketStatement(saas)] });
  const finding = run(bucketPolicyGrants, withPolicy(text), multiTenant);
  expect(finding.status).toBe('pass');
  expect(finding.details?.join()).toMatch(/Version.*\(line 1, column \d+\)/);
});
