import { managedResources } from '../../../src/checks/azure-ai/managed-resources.ts';
import { legacy, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(managedResources, {
  'passes when': {
    'all three are there': {
      given: hubOf(legacy(), {
        managedResources: {
          value: [
            'microsoft.documentdb/databaseAccounts',
            'Microsoft.Search/searchServices',
            'Microsoft.Storage/storageAccounts',
          ].map((type) => ({ id: type, type })),
        },
      }),
      says: /holds its three resources/,
    },
  },
  'fails when': {
    'one was deleted': {
      given: hubOf(legacy(), { managedResources: { value: [{ id: 'x', type: 'Microsoft.Search/searchServices' }] } }),
      says: /lacks Microsoft.DocumentDB\/databaseAccounts, Microsoft.Storage\/storageAccounts/,
      severity: 'high',
    },
    'the group is gone': { given: hubOf(legacy()), says: /lacks/ },
  },
  'asks when': { 'it is not named': { given: hubOf(legacy({ serviceProvisionedResourceGroup: '' })), says: /does not tell/ } },
  'does not apply when': {
    'encryption is service-side': { given: hubWith(), says: /uses service-side encryption/ },
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
    'it is an account': { given: accountOf(account()), says: /is no workspace/ },
  },
});
