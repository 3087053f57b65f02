import { foundryCoverage } from '../../../src/checks/azure-ai/foundry-coverage.ts';
import { storageId, account, hubWith, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(foundryCoverage, {
  'asks when': {
    'the kind is not told': {
      given: accountOf(account({}, { kind: null })),
      says: /^is the account acme-foundry a Foundry resource\?/,
    },
    'it brings no storage': {
      given: accountOf(account(), { storageAccounts: [] }),
      says: /^the account acme-foundry and its projects bring no storage of their own/,
      severity: 'low',
    },
    'it or a project brings some': {
      given: accountOf(account({ userOwnedStorage: [{ resourceId: storageId }] })),
      says: /brings storage of its own \(acmestorage\)/,
    },
  },
  'cannot tell when': {
    'the storage accounts may not be read': {
      given: { account: account() },
      unreadable: { storageAccounts: 'access-denied' },
      says: /^whether the account acme-foundry and its projects bring storage of their own could not be read/,
    },
  },
  'does not apply when': {
    'it is a hub': { given: hubWith(), says: /no Foundry account/ },
    'it is of another kind': { given: accountOf(account({}, { kind: 'OpenAI' })), says: /is no Foundry resource/ },
  },
});
