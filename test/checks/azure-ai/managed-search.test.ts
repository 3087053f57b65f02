import { managedSearch } from '../../../src/checks/azure-ai/managed-search.ts';
import { managedSearchId, item, hidden, legacy, search, hubWith, hubOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(managedSearch, {
  'passes when': {
    'it enforces keys': {
      given: hubOf(legacy(), { searchServices: [item(managedSearchId, search(managedSearchId, 'Enabled', 'Compliant'))] }),
      says: 'the managed AI Search acmesearch enforces customer-managed keys and is Compliant',
    },
  },
  'asks when': {
    'it does not say so': {
      given: hubOf(legacy(), { searchServices: [item(managedSearchId, search(managedSearchId))] }),
      says: /each of its objects may still be encrypted with your key/,
      severity: 'medium',
    },
    'the group is not named': { given: hubOf(legacy({ serviceProvisionedResourceGroup: null })), says: /does not tell/ },
  },
  'cannot tell when': {
    'it may not be read': { given: hubOf(legacy(), { searchServices: [hidden(managedSearchId)] }), says: /could not be read/ },
  },
  'does not apply when': {
    'the only one is your own': { given: hubOf(legacy()), says: /no managed AI Search/ },
    'encryption is service-side': { given: hubWith(), says: /uses service-side/ },
  },
});
