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
    name: 'an hour and no millisecond more, for reading',
    facets: when(
      { NumericGreaterThanEquals: { 's3:signatureAge': 3_600_000 } },
      { Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' },
    ),
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
    severity: 'medium',
    key: 'shortened',
    message:
      /^W&B signs URLs for s3:GetObject for 1 hour \(3600000 ms\), and statement "Deny" \(Statement\[1\]\) refuses them by s3:signatureAge after 10 minutes \(600000 ms\)$/,
  },
  ...(
    [
      ['s3:GetObject', 250, 'high', '0.25 seconds (250 ms)'],
      ['s3:GetObject', 59_999, 'high', '59.999 seconds (59999 ms)'],
      ['s3:GetObject', 60_000, 'medium', '1 minute (60000 ms)'],
      ['s3:GetObject', 3_599_999, 'medium', '59 minutes 59.999 seconds (3599999 ms)'],
      ['s3:PutObject', 20_000, 'high', '20 seconds (20000 ms)'],
      ['s3:PutObject', 3_599_999, 'medium', '59 minutes 59.999 seconds (3599999 ms)'],
      ['s3:PutObject', 3_600_000, 'low', '1 hour (3600000 ms)'],
      ['s3:PutObject', 86_399_999, 'low', '23 hours 59 minutes 59.999 seconds (86399999 ms)'],
    ] as const
  ).map(([Action, age, severity, text]) => ({
    name: `${Action} after ${age} ms`,
    facets: when(older(age), { Action, Resource: 'arn:aws:s3:::acme/*' }),
    declared: multiTenant,
    status: 'fail' as const,
    severity,
    key: 'shortened',
    message: new RegExp(`after ${text.replaceAll(/[().]/g, String.raw`\$&`)}$`),
  })),
  {
    name: 'the gravest of two bounds, wherever it stands',
    facets: withPolicy(
      policyText(
        bucketStatement(saas),
        deny({ Action: 's3:PutObject', Condition: older(3_600_000) }),
        deny({ Sid: 'Short', Action: 's3:GetObject', Condition: older(1000) }),
      ),
    ),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    message: /statement "Short"/,
  },
  {
    name: 'an hour for writing',
    facets: when(older(3_600_000)),
    declared: multiTenant,
    status: 'fail',
    severity: 'low',
    message: /s3:PutObject for 24 hours \(86400000 ms\)/,
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
    severity: 'high',
    key: 'refused-when-fresh',
    message: /refuses them by s3:signatureAge from the signing until they are 10 minutes \(600000 ms\) old$/,
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
