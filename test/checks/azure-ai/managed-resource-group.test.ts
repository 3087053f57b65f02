import { managedResourceGroup } from '../../../src/checks/azure-ai/managed-resource-group.ts';
import { managedGroup, legacy, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(managedResourceGroup, {
  'passes when': {
    'it exists': {
      given: hubOf(legacy(), { managedResourceGroup: { id: managedGroup, name: 'x' } }),
      says: 'the managed resource group azureml-rg-acme-hub_0000111122223333 exists',
    },
    'it has another name': {
      given: hubOf(legacy({ serviceProvisionedResourceGroup: 'other' }), {
        managedResourceGroup: { id: managedGroup, name: 'other' },
      }),
      says: /other exists/,
    },
  },
  'fails when': {
    'it does not': {
      given: hubOf(legacy()),
      says: 'the managed resource group azureml-rg-acme-hub_0000111122223333 of the hub acme-hub does not exist',
      severity: 'high',
    },
  },
  'asks when': {
    'it is not named': {
      given: hubOf(legacy({ serviceProvisionedResourceGroup: null })),
      says: /does not tell its managed resource group/,
    },
  },
  'does not apply when': {
    'encryption is service-side': { given: hubWith(), says: /uses service-side encryption/ },
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
    'it is an account': { given: accountOf(account()), says: /is no workspace/ },
  },
});
