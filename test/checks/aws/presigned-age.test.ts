import { expect, it } from 'vitest';
import { presignedAge } from '../../../src/checks/aws/presigned-age.ts';
import { bucketStatement, deny, describeRows, policyText, run, saas, withPolicy, type Json } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const when = (Condition: Json, more: Json = {}) => withPolicy(policyText(bucketStatement(saas), deny({ Condition, ...more })));
const older = (age: number | string) => ({ NumericGreaterThan: { 's3:signatureAge': age } });
const younger = (age: number) => ({ NumericLessThan: { 's3:signatureAge': age } });

describeRows(presignedAge, [
  { name: 'no policy', facets: withPolicy(null), status: 'pass' },
  { name: 'no Deny', facets: withPolicy(policyText(bucketStatement(saas))), declared: multiTenant, status: 'pass' },
  { name: 'a day', facets: when(older(86_400_000)), declared: multiTenant, status: 'pass' },
  {
    name: 'an hour for reading',
    facets: when(older('3600000'), { Action: 's3:GetObject*' }),
    declared: multiTenant,
    status: 'pass',
  },
  {
    name: 'for somebody else',
    facets: when(older(1), { Principal: { AWS: '999988887777' } }),
    declared: multiTenant,
    status: 'pass',
  },

  {
    name: 'ten minutes',
    facets: when(older(600_000)),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
    key: 'shortened',
    message:
      /^W&B signs URLs for s3:GetObject for 3600000 ms, and statement "Deny" \(Statement\[1\]\) refuses them by s3:signatureAge NumericGreaterThan 600000$/,
  },
  {
    name: 'an hour for writing',
    facets: when(older(3_600_000)),
    declared: multiTenant,
    status: 'fail',
    message: /s3:PutObject for 86400000 ms/,
  },
  {
    name: 'ten minutes for URLs, nobody declared',
    facets: when({ ...older(600_000), StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }),
    status: 'fail',
  },
  {
    name: 'every age',
    facets: when({ NumericGreaterThanEquals: { 's3:signatureAge': 0 } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'refused',
  },

  {
    name: 'fresh requests, also those of servers',
    facets: when(younger(600_000)),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'refused',
  },
  {
    name: 'fresh URLs',
    facets: when({ ...younger(600_000), StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'medium',
    key: 'refused-when-fresh',
    message: /refuses them by s3:signatureAge NumericLessThan 600000, which a URL meets as soon as it is signed$/,
  },
  {
    name: 'one age',
    facets: when({ NumericEquals: { 's3:signatureAge': 600_000 } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
    key: 'shortened',
  },
  {
    name: 'every age that W&B signs for',
    facets: when(younger(864_000_000)),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'refused',
  },
  {
    name: 'ten minutes for some users',
    facets: when({ ...older(600_000), StringEquals: { 'aws:PrincipalTag/team': 'x' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
  },
  {
    name: 'one second for servers',
    facets: when({ ...older(1000), StringEquals: { 's3:authType': 'REST-HEADER' } }),
    declared: multiTenant,
    status: 'manual',
  },
  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual', key: 'invalid-policy' },
]);

const bounds = '3600000 for s3:GetObject and 86400000 for s3:PutObject; read the policy, edit it and put it back';

it.each([
  ['a bound that is too low', older(600_000), 'Raise the bound in statement "Deny" (Statement[1]) to '],
  [
    'a bound of missing ages too',
    { NumericGreaterThanIfExists: { 's3:signatureAge': 600_000 } },
    'Raise the bound in statement ',
  ],
  [
    'fresh URLs',
    younger(600_000),
    'Remove statement "Deny" (Statement[1]), or have it refuse older URLs alone: NumericGreaterThan ',
  ],
  ['ages in between', { ...older(600_000), ...younger(900_000) }, 'Remove statement '],
  ['every age', younger(864_000_000), 'Remove statement '],
])('mends %s', (_, condition, start) => {
  const { remediation } = run(presignedAge, when(condition), multiTenant);
  expect(remediation?.summary.startsWith(start)).toBe(true);
  expect(remediation?.summary).toContain(bounds);
});
