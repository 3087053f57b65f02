import { azureTlsVersion } from '../../../src/checks/azure/tls-version.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureTlsVersion, {
  'passes when': {
    'it is 1.2': { given: account({ minimumTlsVersion: 'TLS1_2' }), says: 'the account takes TLS 1.2 or newer' },
    'it is 1.3': { given: account({ minimumTlsVersion: 'TLS1_3' }), says: 'the account takes TLS 1.3 or newer' },
  },
  'fails when': {
    'it is 1.0': { given: account({ minimumTlsVersion: 'TLS1_0' }), says: 'the account takes TLS 1.0', severity: 'medium' },
    'it is 1.1': { given: account({ minimumTlsVersion: 'TLS1_1' }), says: 'the account takes TLS 1.1' },
    'none is named': { given: account({ minimumTlsVersion: null }), says: 'the account names no TLS version, and takes TLS 1.0' },
  },
  'asks when': {
    'it is unknown': { given: account({ minimumTlsVersion: 'TLS2' }), says: /TLS2, which byob-audit does not know$/ },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
