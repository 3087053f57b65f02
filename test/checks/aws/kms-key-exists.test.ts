import { expect, it } from 'vitest';
import { kmsKeyExists } from '../../../src/checks/aws/kms-key-exists.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import { present, unreadable } from '../../../src/evidence/observation.ts';
import { contextOf, describeCheck, evidenceOf } from '../../support/describe-check.ts';

const Arn = 'arn:aws:kms:eu-central-1:111122223333:key/1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const encryptedWith = (KMSMasterKeyID?: string) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', ...(KMSMasterKeyID && { KMSMasterKeyID }) } }],
  },
});
const caller = (account = '111122223333', partition = 'aws') => ({
  Account: account,
  Arn: `arn:${partition}:iam::${account}:user/auditor`,
});

describeCheck(kmsKeyExists, {
  'passes when': {
    'KMS describes it': {
      given: { kmsKey: { KeyMetadata: { Arn, KeyId: '1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f' } } },
      says: 'KMS finds the key',
    },
  },
  'does not apply when': { 'there is no key': { says: 'the bucket does not use a KMS key' } },
  'cannot tell when': {
    'the key may not be described': {
      given: { encryption: encryptedWith(Arn), caller: caller() },
      unreadable: { kmsKey: 'access-denied' },
      says: /kms:DescribeKey/,
    },
  },
});

const missing = unreadable('no-such-key', { code: 'NotFoundException', status: 400 });
const judged = (key: string | undefined, asking: ReturnType<typeof caller> | undefined, declared?: string) =>
  evaluate(
    {
      ...evidenceOf(),
      facets: {
        encryption: key === undefined ? { state: 'absent' } : present(encryptedWith(key)),
        kmsKey: missing,
        ...(asking === undefined ? {} : { caller: present(asking) }),
      },
    },
    [kmsKeyExists],
    contextOf(declared === undefined ? {} : { kmsKey: declared }),
  )[0];

it('fails for a key of the caller that KMS does not find', () => {
  expect(judged(Arn, caller())).toMatchObject({
    status: 'fail',
    severity: 'high',
    message: `there is no key ${Arn}: KMS does not find it in its own account and region`,
  });
  expect(judged(undefined, caller(), Arn)).toMatchObject({ status: 'fail' });
});

it.each([
  ['an alias', Arn.replace(/key\/.*/, 'alias/acme'), caller()],
  ['a bare id', '1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f', caller()],
  ['a key of another account', Arn, caller('444455556666')],
  ['a key of another partition', Arn, caller('111122223333', 'aws-us-gov')],
  ['an unknown caller', Arn, undefined],
])('does not guess about %s', (_name, key, asking) => {
  expect(judged(key, asking)).toMatchObject({ status: 'unknown' });
});
