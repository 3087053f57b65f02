import { cosmosApplication } from '../../../src/checks/azure-ai/cosmos-application.ts';
import { legacy, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(cosmosApplication, {
  'asks when': {
    'the data is in a managed resource group': {
      given: hubOf(legacy()),
      says: /a232010e-820c-4083-83bb-3ace5fc29d0b/,
      severity: 'medium',
    },
  },
  'does not apply when': {
    'encryption is service-side': { given: hubWith(), says: /on the side of the service/ },
    'it is an account': { given: accountOf(account()), says: /Cosmos DB of yours/ },
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
  },
});
