import { searchEncryption } from '../../../src/checks/azure-ai/search-encryption.ts';
import { searchId, managedSearchId, item, hidden, legacy, search, hubWith, hubOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(searchEncryption, {
  'passes when': {
    'it complies': {
      given: hubWith(),
      says: 'the AI Search service acme-search enforces customer-managed keys and is Compliant',
    },
  },
  'asks when': {
    'enforcement is a new word': {
      given: hubWith({ searchServices: [item(searchId, search(searchId, 'Audit'))] }),
      says: 'encryptionWithCmk.enforcement of the AI Search service acme-search is Audit, a word that no document explains',
      severity: 'medium',
    },
    'compliance is a new word': {
      given: hubWith({ searchServices: [item(searchId, search(searchId, 'Enabled', 'Pending'))] }),
      says: /encryptionComplianceStatus of the AI Search service acme-search is Pending/,
    },
    'compliance is not told': {
      given: hubWith({ searchServices: [item(searchId, search(searchId, 'enabled'))] }),
      says: /does not tell whether every object in it has one$/,
      severity: 'low',
    },
  },
  'fails when': {
    'it says nothing': {
      given: hubWith({ searchServices: [item(searchId, search(searchId))] }),
      says: 'the AI Search service acme-search does not enforce customer-managed keys: enforcement is not set',
      severity: 'medium',
    },
    'it is off': {
      given: hubWith({ searchServices: [item(searchId, search(searchId, 'Disabled'))] }),
      says: /enforcement is Disabled/,
    },
    'an index has none': {
      given: hubWith({ searchServices: [item(searchId, search(searchId, 'Enabled', 'NonCompliant'))] }),
      says: /holds objects without one: it is NonCompliant/,
    },
  },
  'cannot tell when': {
    'it may not be read': {
      given: hubWith({ searchServices: [hidden(searchId)] }),
      says: /grant Microsoft.Search\/searchServices\/read/,
    },
  },
  'does not apply when': {
    'there is none': { given: hubWith({ searchServices: [] }), says: /is connected to no AI Search/ },
    'the only one is managed': {
      given: hubOf(legacy(), { searchServices: [item(managedSearchId, search(managedSearchId))] }),
      says: /is connected to no AI Search/,
    },
  },
});
