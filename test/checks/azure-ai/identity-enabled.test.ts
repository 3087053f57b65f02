import { identityEnabled } from '../../../src/checks/azure-ai/identity-enabled.ts';
import { hub, account, hubWith, hubOf, accountOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(identityEnabled, {
  'passes when': { 'it has one': { given: hubWith(), says: /managed identity of type SystemAssigned/ } },
  'asks when': {
    'its type is one that no document explains': {
      given: hubOf(hub({}, { identity: { type: 'Perhaps', principalId: '10000000-0000-4000-8000-0000000000ab' } })),
      says: 'does the hub acme-hub have a managed identity? Its type is Perhaps, which no document explains',
      severity: 'medium',
    },
  },
  'fails when': {
    'it has none': {
      given: hubOf(hub({}, { identity: { type: 'None' } })),
      says: 'the hub acme-hub has no managed identity for its key',
      severity: 'high',
    },
    'the account tells none': { given: accountOf(account({}, { identity: null })), says: /has no managed identity/ },
    'it has no object': {
      given: hubOf(hub({}, { identity: { type: 'UserAssigned' } })),
      says: /has no managed identity for its key/,
    },
  },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
});
