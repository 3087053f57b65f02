import { expect, it } from 'vitest';
import { aiServicesEncryption } from '../../../src/checks/azure-ai/ai-services-encryption.ts';
import { servicesId, vaultId, vaultUri, item, hidden, services, hubWith } from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(aiServicesEncryption, {
  'passes when': {
    'it has a key': {
      given: hubWith(),
      says: 'the Azure AI services account acme-services is encrypted with a customer-managed key',
    },
  },
  'asks when': {
    'its key source is one that nobody documents': {
      given: hubWith({ accounts: [item(servicesId, services({ encryption: { keySource: 'Microsoft.Somewhere' } }, {}))] }),
      says: /^encryption\.keySource of the Azure AI services account acme-services is Microsoft\.Somewhere/,
      severity: 'medium',
    },
  },
  'fails when': {
    'it has a key of Microsoft': {
      given: hubWith({ accounts: [item(servicesId, services({ encryption: null }, {}))] }),
      says: 'the Azure AI services account acme-services is encrypted with a key of Microsoft',
      severity: 'high',
    },
    'it gives the id of the vault': {
      given: hubWith({
        accounts: [
          item(
            servicesId,
            services(
              { encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyName: 'cmk', keyVaultUri: vaultId } } },
              {},
            ),
          ),
        ],
      }),
      says: /gives the resource id of a vault as keyVaultUri/,
    },
    'it gives no address': {
      given: hubWith({
        accounts: [
          item(
            servicesId,
            services(
              { encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyName: 'cmk', keyVaultUri: 'x' } } },
              {},
            ),
          ),
        ],
      }),
      says: /gives no address/,
    },
    'it names no key': {
      given: hubWith({
        accounts: [
          item(
            servicesId,
            services({ encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyVaultUri: vaultUri } } }, {}),
          ),
        ],
      }),
      says: /names no key/,
    },
  },
  'cannot tell when': {
    'it may not be read': {
      given: hubWith({ accounts: [hidden(servicesId)] }),
      says: /grant Microsoft.CognitiveServices\/accounts\/read/,
    },
  },
  'does not apply when': {
    'there is none': { given: hubWith({ accounts: [] }), says: /is connected to no Azure AI services account/ },
  },
});

it('sets the key of the hub on the account', () => {
  const { remediation } = judge(aiServicesEncryption, {
    given: hubWith({ accounts: [item(servicesId, services({ encryption: null }))] }),
  });
  expect(remediation?.commands).toEqual([
    expect.stringMatching(/^az cognitiveservices account identity assign --name acme-services /),
    expect.stringMatching(
      /--encryption '\{"keySource":"Microsoft.KeyVault","keyVaultProperties":\{"keyName":"cmk","keyVaultUri":"https:\/\/acme-keys/,
    ),
  ]);
});
