import { storageEncryptionScopes } from '../../../src/checks/azure-ai/storage-encryption-scopes.ts';
import { storageId, item, hidden, hubWith } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(storageEncryptionScopes, {
  'passes when': {
    'there is none': { given: hubWith(), says: /no encryption scope of its own/ },
    'each has a key': {
      given: hubWith({
        encryptionScopes: [
          item(storageId, { value: [{ id: 's', name: 's', properties: { source: 'Microsoft.KeyVault', state: 'Enabled' } }] }),
        ],
      }),
      says: /uses a key of a vault/,
    },
    'the other is disabled': {
      given: hubWith({
        encryptionScopes: [
          item(storageId, { value: [{ id: 's', name: 's', properties: { source: 'Microsoft.Storage', state: 'Disabled' } }] }),
        ],
      }),
      says: /no encryption scope/,
    },
  },
  'fails when': {
    'one has a key of Microsoft': {
      given: hubWith({
        encryptionScopes: [
          item(storageId, { value: [{ id: 's', name: 'plain', properties: { source: 'Microsoft.Storage', state: 'Enabled' } }] }),
        ],
      }),
      says: 'encryption scopes of the storage account acmestorage use a key of Microsoft: plain',
      severity: 'low',
    },
  },
  'cannot tell when': {
    'they may not be read': { given: hubWith({ encryptionScopes: [hidden(storageId)] }), says: /could not be read/ },
  },
  'does not apply when': {
    'there is no account': { given: hubWith({ encryptionScopes: [] }), says: /names no storage account/ },
  },
});
