import { foundryCoverage } from '../../../src/checks/azure-ai/foundry-coverage.ts';
import { storageId, account, hubWith, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(foundryCoverage, {
  'asks when': {
    'the kind is not told': {
      given: accountOf(account({}, { kind: null })),
      says: /^is the account acme-foundry a Foundry resource\?/,
    },
    'it brings no storage': { given: accountOf(account()), says: /brings no storage of its own/, severity: 'low' },
    'it brings some': { given: accountOf(account({ userOwnedStorage: [{ resourceId: storageId }] })), says: /\(1\)/ },
  },
  'does not apply when': {
    'it is a hub': { given: hubWith(), says: /no Foundry account/ },
    'it is of another kind': { given: accountOf(account({}, { kind: 'OpenAI' })), says: /is no Foundry resource/ },
  },
});
