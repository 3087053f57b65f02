import { storageQueuesTables } from '../../../src/checks/azure-ai/storage-queues-tables.ts';
import { storageId, item, hidden, storage, hubWith } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(storageQueuesTables, {
  'passes when': { 'both are': { given: hubWith(), says: /are under its key/ } },
  'asks when': {
    'its key source is one that nobody documents': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: { keySource: 'Microsoft.Somewhere' } }))] }),
      says: /^encryption\.keySource of the storage account acmestorage is Microsoft\.Somewhere/,
      severity: 'medium',
    },
  },
  'fails when': {
    'nothing is said': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: { keySource: 'Microsoft.Keyvault' } }))] }),
      says: 'queues and tables of the storage account acmestorage are under a key of Microsoft, if there are any',
      severity: 'low',
    },
    'tables are not': {
      given: hubWith({
        storageAccounts: [
          item(
            storageId,
            storage({
              encryption: {
                keySource: 'Microsoft.Keyvault',
                services: { queue: { keyType: 'account' }, table: { keyType: 'Service' } },
              },
            }),
          ),
        ],
      }),
      says: /^tables of/,
    },
  },
  'does not apply when': {
    'the account has a key of Microsoft': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: null }))] }),
      says: /see azure-ai\/storage-encryption/,
    },
    'there is none': { given: hubWith({ storageAccounts: [] }), says: /names no storage/ },
  },
  'cannot tell when': {
    'it may not be read': { given: hubWith({ storageAccounts: [hidden(storageId)] }), says: /could not be read/ },
  },
});
