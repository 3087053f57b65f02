import { registryEncryption } from '../../../src/checks/azure-ai/registry-encryption.ts';
import { registryId, item, hidden, registry, hubWith } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(registryEncryption, {
  'passes when': {
    'it has a key': { given: hubWith(), says: 'the container registry acmeregistry is encrypted with a customer-managed key' },
  },
  'fails when': {
    'it has none': {
      given: hubWith({
        registries: [item(registryId, registry({ encryption: { status: 'disabled' }, adminUserEnabled: true }))],
      }),
      says: 'the container registry acmeregistry is encrypted with a key of Microsoft',
      severity: 'medium',
    },
    'it says nothing': {
      given: hubWith({ registries: [item(registryId, registry({ encryption: null }))] }),
      says: /key of Microsoft/,
    },
  },
  'asks when': {
    'its status is a new word': {
      given: hubWith({ registries: [item(registryId, registry({ encryption: { status: 'suspended' } }))] }),
      says: 'encryption.status of the container registry acmeregistry is suspended, so whose key encrypts it is not known',
      severity: 'medium',
    },
    'it names a key without a status': {
      given: hubWith({
        registries: [
          item(
            registryId,
            registry({ encryption: { keyVaultProperties: { keyIdentifier: 'https://acme.vault.azure.net/keys/k' } } }),
          ),
        ],
      }),
      says: /status of the container registry acmeregistry is not told, and a key is named/,
    },
  },
  'cannot tell when': {
    'it may not be read': {
      given: hubWith({ registries: [hidden(registryId)] }),
      says: /grant Microsoft.ContainerRegistry\/registries\/read/,
    },
  },
  'does not apply when': { 'there is none': { given: hubWith({ registries: [] }), says: /names no container registry/ } },
});
