import { describe, expect, it } from 'vitest';
import { bucketPolicyDeny } from '../../../src/checks/aws/bucket-policy-deny.ts';
import { bucketPolicyOverGrants } from '../../../src/checks/aws/bucket-policy-over-grants.ts';
import { bucketPolicyGrants } from '../../../src/checks/aws/bucket-policy-grants.ts';
import { tlsOnly } from '../../../src/checks/aws/tls-only.ts';
import { present, unreadable } from '../../../src/evidence/observation.ts';
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

describe('the partition of the bucket', () => {
  const denied = unreadable('access-denied');
  const at = (LocationConstraint: string | null) => ({ location: present({ LocationConstraint }), headBucket: denied });
  const head = (BucketRegion: string) => ({ location: denied, headBucket: present({ BucketRegion }) });
  const nowhere = { location: denied, headBucket: denied };
  const fixOf = (...[check, facets, declared]: Parameters<typeof run>) => run(check, facets, declared).remediation;

  it.each([
    ['GovCloud, as S3 tells it', at('us-gov-west-1'), {}, 'aws-us-gov'],
    ['China, as S3 tells it', at('cn-north-1'), { region: 'eu-central-1' }, 'aws-cn'],
    ['us-east-1, as S3 tells it', at(null), { region: 'us-gov-west-1' }, 'aws'],
    ['GovCloud, as the header tells it', head('us-gov-east-1'), {}, 'aws-us-gov'],
    ['another one by the declared region', nowhere, { region: 'eusc-de-east-1' }, 'aws-eusc'],
    ['China by the declared principal', nowhere, { principal: 'arn:aws-cn:iam::111122223333:root' }, 'aws-cn'],
  ])('is %s', (_, facets, declared, partition) => {
    const fix = fixOf(tlsOnly, { ...withPolicy(null), ...facets }, declared);
    expect(fix?.commands?.[0]).toContain(`["arn:${partition}:s3:::acme","arn:${partition}:s3:::acme/*"]`);
    expect(fix?.summary).toBe('Refuse plain HTTP to everyone, keeping the other statements of the policy');
    const granted = fixOf(
      bucketPolicyGrants,
      { ...withPolicy(null), ...facets },
      {
        deployment: 'dedicated',
        principal: '111122223333',
        ...declared,
      },
    );
    expect(granted?.commands?.[0]).toContain(`["arn:${partition}:s3:::acme","arn:${partition}:s3:::acme/*"]`);
    expect(granted?.commands?.[0]).toContain(`arn:${partition}:iam::111122223333:`);
    expect(granted?.summary).not.toContain('assume');
  });

  it('is that of the ARNs in the policy where nothing else tells, since S3 takes no others', () => {
    const inGovCloud = withPolicy(policyText(tlsDeny).replaceAll('arn:aws:s3', 'arn:aws-us-gov:s3'));
    expect(run(tlsOnly, { ...inGovCloud, ...nowhere }).status).toBe('pass');
  });

  it('is assumed where nothing at all tells, and the fix says so', () => {
    for (const facets of [nowhere, head('moon-base-1')]) {
      const fix = fixOf(tlsOnly, { ...withPolicy(null), ...facets }, { principal: '111122223333' });
      expect(fix?.summary).toMatch(
        /; its ARNs assume the partition aws, since neither the region of the bucket nor a declaration/,
      );
      expect(fix?.commands?.[0]).toContain('["arn:aws:s3:::acme","arn:aws:s3:::acme/*"]');
    }
    const declared = { deployment: 'dedicated', principal: '111122223333' } as const;
    const granted = fixOf(bucketPolicyGrants, { ...withPolicy(null), ...nowhere }, declared);
    expect(granted?.summary).toMatch(/assume the partition aws/);
  });
});

describe('a declared account id in GovCloud', () => {
  const account = '111122223333';
  const declared = { deployment: 'dedicated', principal: account } as const;
  const inGovCloud = (text: string): string => text.replaceAll('arn:aws:', 'arn:aws-us-gov:');
  const grants = withPolicy(inGovCloud(policyText(bucketStatement(`arn:aws:iam::${account}:root`))));

  it('is the account there', () => {
    const facets = { ...grants, location: present({ LocationConstraint: 'us-gov-west-1' }), headBucket: present({}) };
    expect(run(bucketPolicyGrants, facets, declared).status).toBe('pass');
  });

  it('is not passed over by what judges too wide grants and refusals', () => {
    const wide = withPolicy(
      inGovCloud(
        policyText(
          bucketStatement(`arn:aws:iam::${account}:root`, { Action: 's3:*' }),
          deny({ Principal: { AWS: account }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' }),
        ),
      ),
    );
    expect(run(bucketPolicyOverGrants, wide, declared).status).toBe('fail');
    expect(run(bucketPolicyDeny, wide, declared).status).toBe('fail');
  });
});
