import { azureEncryption } from '../../../src/checks/azure/encryption.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const key = (currentVersionedKeyExpirationTimestamp?: string) =>
  account({
    encryption: {
      keySource: 'Microsoft.KeyVault',
      keyvaultproperties: {
        keyname: 'wandb',
        keyvaulturi: 'https://acme.vault.azure.net',
        keyversion: 'abc',
        currentVersionedKeyExpirationTimestamp,
      },
    },
  });

describeCheck<'azure'>(azureEncryption, {
  'passes when': {
    'the keys are of Microsoft': {
      given: account({ encryption: { keySource: 'Microsoft.Storage' } }),
      says: 'the account is encrypted with keys of Microsoft',
    },
    'nothing is told': { given: account(), says: 'the account is encrypted with keys of Microsoft' },
  },
  'fails when': {
    'the key has expired': {
      given: key('2026-11-20T00:00:00.0000000Z'),
      says: /that encrypts the account expired on 2026-11-20/,
      severity: 'high',
    },
    'the key expires soon': { given: key('2026-12-01T00:00:00.0000000Z'), says: /expires on 2026-12-01/, severity: 'medium' },
  },
  'asks when': {
    'a key of yours is used': {
      given: key(),
      says: /^the key wandb of https:\/\/acme\.vault\.azure\.net encrypts the account/,
      severity: 'low',
    },
    'it has no end': { given: key('1970-01-01T00:00:00.0000000Z'), says: /encrypts the account/ },
    'it ends later': { given: key('2028-01-01T00:00:00.0000000Z'), says: /encrypts the account/ },
    'the source is unknown': {
      given: account({ encryption: { keySource: 'Microsoft.Moon' } }),
      says: /which byob-audit does not know$/,
    },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
