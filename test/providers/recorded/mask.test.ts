import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/evidence/index.ts';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { maskAccounts } from '../../../src/providers/recorded/mask.ts';
import { sample } from './support.ts';

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::830241207209:root', '111122223333', 'arn:aws:iam::444455556666:role/x'] },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::acme-999988887777/*',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333', 'kms:EncryptionContext:111122223333': 'x' } },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: 'arn:aws:iam::725579432336:role/WandbIntegration' },
      Action: '*',
      Resource: 'arn:aws:s3:::logs-111122223333',
    },
  ],
};
const text = JSON.stringify(policy);
const canonical = 'a123456789012f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea';
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-123456789012';
const evidence: Evidence<'aws'> = {
  ...sample('acme-999988887777'),
  declared: { deployment: 'dedicated', account: '111122223333', kmsKey: keyArn },
  facets: {
    policy: { state: 'present', value: { Policy: text, document: policy } },
    acl: { state: 'present', value: { Owner: { ID: canonical }, Grants: [] } },
    kmsKey: {
      state: 'present',
      value: {
        KeyMetadata: { Arn: keyArn, KeyId: '1234abcd-12ab-34cd-56ef-123456789012', AWSAccountId: '111122223333', Enabled: true },
      },
    },
    kmsKeyPolicy: {
      state: 'unreadable',
      cause: 'access-denied',
      detail: 'User: arn:aws:iam::444455556666:user/u is not authorized',
    },
    caller: { state: 'present', value: { Account: '444455556666', Arn: 'arn:aws:iam::444455556666:user/u' } },
  },
};

describe('masked accounts', () => {
  const masked = maskAccounts(evidence);
  const json = JSON.stringify(masked);

  it('leave no account id, except those of W&B', () => {
    expect(json).not.toMatch(/111122223333|444455556666/);
    expect(json).toContain('arn:aws:iam::830241207209:root');
    expect(json).toContain('arn:aws:iam::725579432336:role/WandbIntegration');
  });

  it('are the same everywhere', () => {
    expect(masked.declared).toEqual({
      deployment: 'dedicated',
      account: '000000000001',
      kmsKey: keyArn.replace('111122223333', '000000000001'),
    });
    expect(masked.facets.caller).toEqual({
      state: 'present',
      value: { Account: '000000000002', Arn: 'arn:aws:iam::000000000002:user/u' },
    });
    expect(masked.facets.kmsKey).toMatchObject({ value: { KeyMetadata: { AWSAccountId: '000000000001' } } });
    expect(masked.facets.kmsKeyPolicy).toMatchObject({ detail: 'User: arn:aws:iam::000000000002:user/u is not authorized' });
  });

  it('leave what is no account: names of the target, ids of keys and of owners', () => {
    expect(masked.target).toEqual(evidence.target);
    expect(json).toContain('arn:aws:s3:::acme-999988887777/*');
    expect(json).toContain('1234abcd-12ab-34cd-56ef-123456789012');
    expect(json).toContain(canonical);
    expect(json).toContain('logs-000000000001');
  });

  it('leave the text and the document of a policy equal', () => {
    const observation = masked.facets.policy;
    const value = observation?.state === 'present' ? observation.value : { Policy: '', document: null };
    expect(JSON.parse(value.Policy)).toEqual(value.document);
    expect(value.Policy).toBe(text.replaceAll('111122223333', '000000000001').replaceAll('444455556666', '000000000002'));
  });

  it('are still evidence, and the original is untouched', async () => {
    expect(await parseEvidence(JSON.parse(json))).toMatchObject({ ok: true });
    expect(evidence.facets.caller).toMatchObject({ value: { Account: '444455556666' } });
    expect(maskAccounts(evidence)).toEqual(masked);
  });
});

it('account ids that a policy writes as numbers are masked, and the policy stays JSON', () => {
  const numbers =
    '{"Sid":"at: 111122223333, \\" 111122223333","Condition":{"StringEquals":{"aws:PrincipalAccount": [111122223333, 7]}}}';
  const { facets } = maskAccounts<Evidence<'aws'>>({
    ...evidence,
    facets: { policy: { state: 'present', value: { Policy: numbers, document: JSON.parse(numbers) as unknown } } },
  });
  const value = facets.policy?.state === 'present' ? facets.policy.value : undefined;
  expect(value?.Policy).not.toContain('111122223333');
  expect(JSON.parse(value?.Policy ?? '')).toEqual(value?.document);
  expect(value?.document).toMatchObject({
    Condition: { StringEquals: { 'aws:PrincipalAccount': [expect.stringMatching(/^0+1$/), 7] } },
  });
});
