import { expect, it } from 'vitest';
import { computeEncryption } from '../../../src/checks/azure-ai/compute-encryption.ts';
import { hub, account, hubWith, hubOf, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(computeEncryption, {
  'asks when': {
    'there is a workspace': {
      given: hubWith(),
      says: 'the disks of compute of the hub acme-hub are not under its key',
      severity: 'low',
    },
    'it is not hbi': { given: hubOf(hub({ hbiWorkspace: false })), says: /disks of compute/ },
  },
  'does not apply when': { 'it is an account': { given: accountOf(account()), says: /is no workspace/ } },
});

it('tells the table', () => {
  expect(judge(computeEncryption, { given: hubWith() }).details).toHaveLength(4);
});
