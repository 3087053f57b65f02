import { expect, it } from 'vitest';
import { tlsOnly } from '../../../src/checks/aws/tls-only.ts';
import {
  bucketStatement,
  deny,
  describeRows,
  policyText,
  run,
  saas,
  tlsDeny,
  withPolicy,
  type Json,
} from '../../policy/support.ts';

const when = (Condition: Json, more: Json = {}) => withPolicy(policyText(deny({ Condition, ...more })));
const secure = { Bool: { 'aws:SecureTransport': 'false' } };

describeRows(tlsOnly, [
  { name: "the statement of W&B's Terraform", facets: withPolicy(policyText(bucketStatement(saas), tlsDeny)), status: 'pass' },
  {
    name: 'AWS: *, action *, unquoted',
    facets: when({ BoolIfExists: { 'AWS:securetransport': false } }, { Principal: { AWS: '*' }, Action: '*' }),
    status: 'pass',
  },
  {
    name: 'one statement for the bucket and one for objects',
    facets: withPolicy(
      policyText(
        deny({ Condition: secure, Resource: 'arn:aws:s3:::acme' }),
        deny({ Condition: secure, Resource: 'arn:aws:s3:::acme/*' }),
      ),
    ),
    status: 'pass',
  },
  {
    name: 'a minimum TLS version that also takes in none',
    facets: when({ NumericLessThanIfExists: { 's3:TlsVersion': '1.2' } }),
    status: 'pass',
  },
  { name: 'no policy', facets: withPolicy(null), status: 'fail', severity: 'low' },
  { name: 'no such statement', facets: withPolicy(policyText(bucketStatement(saas))), status: 'fail' },
  {
    name: 'objects only',
    facets: when(secure, { Resource: 'arn:aws:s3:::acme/*' }),
    status: 'fail',
    message: /does not take in the bucket itself/,
  },
  {
    name: 'a folder only',
    facets: when(secure, { Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/x/*'] }),
    status: 'fail',
    message: /all objects/,
  },
  { name: 'some actions', facets: when(secure, { Action: 's3:GetObject' }), status: 'fail', message: /all actions/ },
  { name: 'somebody', facets: when(secure, { Principal: { AWS: '111122223333' } }), status: 'fail', message: /everyone/ },
  { name: 'inverted', facets: when({ Bool: { 'aws:SecureTransport': 'true' } }), status: 'fail', message: /does not meet/ },
  {
    name: 'a further condition',
    facets: when({ ...secure, StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    status: 'fail',
    message: /spares/,
  },
  { name: 'a minimum TLS version alone', facets: when({ NumericLessThan: { 's3:TlsVersion': '1.2' } }), status: 'manual' },
  { name: 'an invalid policy', facets: withPolicy(''), status: 'manual' },
]);

it('offers a policy that passes and keeps the other statements', () => {
  const command = run(tlsOnly, withPolicy(policyText(bucketStatement(saas)))).remediation?.commands?.[0] ?? '';
  const json = /--policy '(.*)'$/.exec(command)?.[1] ?? '';
  expect(run(tlsOnly, withPolicy(json)).status).toBe('pass');
  expect(JSON.parse(json)).toMatchObject({ Statement: [{ Sid: 'WAndBAccountAccess' }, { Sid: 'DenyHTTPRequests' }] });
});
