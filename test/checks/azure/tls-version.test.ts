import { azureTlsVersion } from '../../../src/checks/azure/tls-version.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureTlsVersion, {
  'passes when': {
    'it is 1.2': { given: account({ minimumTlsVersion: 'TLS1_2' }), says: 'the account takes TLS 1.2 or newer' },
    'it is 1.3': { given: account({ minimumTlsVersion: 'TLS1_3' }), says: 'the account takes TLS 1.3 or newer' },
  },
  'fails when': {
    'it is 1.0': {
      given: account({ minimumTlsVersion: 'TLS1_0' }),
      says: /^the account asks for TLS 1\.0; Azure Storage refuses anything below TLS 1\.2 since 2026-02-03/,
      severity: 'low',
      key: 'refused-anyway',
    },
    'none is named': {
      given: account({ minimumTlsVersion: null }),
      says: /^the account names no TLS version; /,
      severity: 'low',
    },
    'it was 1.0 while the service took it': {
      given: account({ minimumTlsVersion: 'TLS1_0' }),
      with: { collectedAt: Date.UTC(2026, 1, 3, 23, 59) },
      says: 'the account takes TLS 1.0',
      severity: 'medium',
    },
    'it was 1.1 while the service took it': {
      given: account({ minimumTlsVersion: 'TLS1_1' }),
      with: { collectedAt: Date.UTC(2025, 0, 1) },
      says: 'the account takes TLS 1.1',
      severity: 'medium',
    },
    'none was named while the service took 1.0': {
      given: account({ minimumTlsVersion: null }),
      with: { collectedAt: Date.UTC(2025, 0, 1) },
      says: 'the account names no TLS version, and takes TLS 1.0',
    },
    'it is 1.0 on the next day': {
      given: account({ minimumTlsVersion: 'TLS1_0' }),
      with: { collectedAt: Date.UTC(2026, 1, 4) },
      says: /since 2026-02-03/,
      severity: 'low',
    },
  },
  'asks when': {
    'it is unknown': { given: account({ minimumTlsVersion: 'TLS2' }), says: /TLS2, which byob-audit does not know$/ },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
