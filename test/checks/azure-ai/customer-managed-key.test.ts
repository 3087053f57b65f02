import { expect, it } from 'vitest';
import { customerManagedKey } from '../../../src/checks/azure-ai/customer-managed-key.ts';
import { encrypted, hub, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(customerManagedKey, {
  'passes when': {
    'the hub has one': { given: hubWith(), says: 'the hub acme-hub is encrypted with a customer-managed key' },
    'the account has one': { given: accountOf(account()), says: /account acme-foundry is encrypted with a customer/ },
    'the status is in lower case': {
      given: hubOf(hub({ encryption: { ...encrypted, status: 'enabled' } })),
      says: /customer-managed/,
    },
  },
  'fails when': {
    'the hub has none': {
      given: hubOf(plainHub),
      says: 'the hub acme-hub is encrypted with a key of Microsoft',
      severity: 'high',
    },
    'the status is Disabled': {
      given: hubOf(hub({ encryption: { ...encrypted, status: 'Disabled' } })),
      says: /key of Microsoft/,
    },
    'the account has none': { given: accountOf(account({ encryption: null })), says: /key of Microsoft/ },
    'the account says so': {
      given: accountOf(account({ encryption: { keySource: 'Microsoft.CognitiveServices' } })),
      says: /key of Microsoft/,
    },
  },
  'asks when': {
    'its key source is one that nobody documents': {
      given: accountOf(account({ encryption: { keySource: 'Microsoft.Somewhere' } })),
      says: /^encryption\.keySource of the .+ is Microsoft\.Somewhere/,
      severity: 'medium',
    },
    'the status is not known': {
      given: hubOf(hub({ encryption: { ...encrypted, status: 'Enabling' } })),
      says: /^encryption\.status of the hub acme-hub is Enabling/,
      severity: 'medium',
    },
    'a key is named and no status': {
      given: hubOf(hub({ encryption: { ...encrypted, status: null } })),
      says: /is not told, and a key is named/,
    },
  },
  'does not apply when': { 'nothing was found': { says: /no workspace/ } },
});

it('says which edition says what', () => {
  expect(judge(customerManagedKey, { given: hubOf(plainHub) }).details).toEqual([
    expect.stringMatching(/2023-11.*never.*2026-08/),
  ]);
});
