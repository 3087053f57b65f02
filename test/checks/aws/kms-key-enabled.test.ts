import { expect, it } from 'vitest';
import { kmsKeyEnabled } from '../../../src/checks/aws/kms-key-enabled.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const Arn = 'arn:aws:kms:eu-central-1:111122223333:key/k';
const key = (more: object) => ({ kmsKey: { KeyMetadata: { Arn, KeyId: 'k', ...more } } });

describeCheck(kmsKeyEnabled, {
  'passes when': {
    'its state is Enabled': { given: key({ KeyState: 'Enabled' }), says: 'the key is Enabled' },
    'a server gives the flag alone': { given: key({ Enabled: true }), says: 'the key is Enabled' },
  },
  'fails when': {
    'it is disabled': { given: key({ KeyState: 'Disabled' }), says: 'the key is Disabled', severity: 'high' },
    'a server gives the flag alone, and it is off': { given: key({ Enabled: false }), says: 'the key is Disabled' },
    'it is about to be deleted': {
      given: key({ KeyState: 'PendingDeletion', DeletionDate: '2026-12-01T00:00:00.000Z' }),
      says: 'the key is PendingDeletion: KMS deletes it on 2026-12-01T00:00:00.000Z',
    },
    'it is about to be deleted on a day that is not told': {
      given: key({ KeyState: 'PendingDeletion' }),
      says: 'the key is PendingDeletion',
    },
    'its material has not been imported': { given: key({ KeyState: 'PendingImport' }), says: 'the key is PendingImport' },
  },
  'does not apply when': { 'there is no key': { says: 'the bucket does not use a KMS key' } },
  'asks when': {
    'it is still being made': {
      given: key({ KeyState: 'Creating' }),
      says: 'the key is Creating, a state that ends within minutes',
    },
    'a server tells nothing': { given: key({}), says: 'the server does not tell the state of the key' },
  },
});

it('cancels the deletion before it enables the key', () => {
  const { remediation } = judge(kmsKeyEnabled, { given: key({ KeyState: 'PendingDeletion' }) });
  expect(remediation?.commands).toEqual([
    `aws kms cancel-key-deletion --region eu-central-1 --key-id ${Arn}`,
    `aws kms enable-key --region eu-central-1 --key-id ${Arn}`,
  ]);
});

it('keeps an ARN that would act on a terminal or a shell in one clean word', () => {
  const Hostile = 'arn:aws:kms:eu-central-1$(id):111122223333:key/\u001b[2Ja\nb';
  const given = { kmsKey: { KeyMetadata: { Arn: Hostile, KeyId: 'a', KeyState: 'Disabled' } } };
  expect(judge(kmsKeyEnabled, { given }).remediation?.commands).toEqual([
    "aws kms enable-key --region 'eu-central-1$(id)' --key-id 'arn:aws:kms:eu-central-1$(id):111122223333:key/[2Jab'",
  ]);
});
