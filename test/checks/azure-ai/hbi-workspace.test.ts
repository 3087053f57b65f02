import { hbiWorkspace } from '../../../src/checks/azure-ai/hbi-workspace.ts';
import { hub, account, hubWith, hubOf, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(hbiWorkspace, {
  'passes when': {
    'it is true': { given: hubWith(), says: 'hbiWorkspace of the hub acme-hub is true' },
    'the data is not sensitive': {
      given: hubOf(hub({ hbiWorkspace: false })),
      with: { sensitiveData: false },
      says: /is false, and its data is not sensitive/,
    },
  },
  'fails when': {
    'the data is sensitive': {
      given: hubOf(hub({ hbiWorkspace: false })),
      with: { sensitiveData: true },
      says: 'hbiWorkspace of the hub acme-hub is false, and its data is sensitive',
      severity: 'medium',
    },
  },
  'asks when': {
    'nothing was declared': { given: hubOf(hub({ hbiWorkspace: false })), says: /was not declared/, severity: 'low' },
    'it is absent': {
      given: hubOf(hub({ hbiWorkspace: null })),
      with: { sensitiveData: true },
      says: 'hbiWorkspace of the hub acme-hub is not told, and its data is sensitive',
      severity: 'medium',
    },
  },
  'does not apply when': { 'it is an account': { given: accountOf(account()), says: /is no workspace/ } },
});
