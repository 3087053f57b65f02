import { serviceSideEncryption } from '../../../src/checks/azure-ai/service-side-encryption.ts';
import { principalId, hub, legacy, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(serviceSideEncryption, {
  'passes when': { 'it is on': { given: hubWith(), says: /on the side of the service/ } },
  'fails when': {
    'it is absent': { given: hubOf(legacy()), says: /managed resource group of your subscription/, severity: 'info' },
    'it is false': { given: hubOf(hub({ enableServiceSideCMKEncryption: false })), says: /managed resource group/ },
  },
  'asks when': {
    'the identity is user-assigned': {
      given: hubOf(hub({}, { identity: { type: 'SystemAssigned,UserAssigned', principalId } })),
      says: /2024-11 do not support/,
      severity: 'medium',
    },
  },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
    'it is an account': { given: accountOf(account()), says: /is no workspace/ },
  },
});
