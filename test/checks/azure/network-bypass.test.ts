import { expect, it } from 'vitest';
import { azureNetworkBypass } from '../../../src/checks/azure/network-bypass.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const acls = (networkAcls: object, more: object = {}) =>
  account({ networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ...networkAcls }, ...more });

describeCheck<'azure'>(azureNetworkBypass, {
  'passes when': {
    'it is among others': {
      given: acls({ bypass: 'Logging, Metrics, AzureServices' }),
      says: 'trusted services of Azure come past the firewall',
    },
    'the rules leave it out': { given: acls({ bypass: null }), says: 'trusted services of Azure come past the firewall' },
  },
  'fails when': {
    'it is None': {
      given: acls({ bypass: 'None' }),
      says: 'the firewall keeps out trusted services of Azure as well',
      severity: 'low',
    },
    'only logs come past': { given: acls({ bypass: 'Logging, Metrics' }), says: /^the firewall keeps out/ },
  },
  'asks when': {
    'no rules are shown': { given: account({ publicNetworkAccess: 'Disabled' }), says: /is not told$/ },
    'bypass has a value that no document explains': {
      given: acls({ bypass: 'Friends' }),
      says: 'the exceptions of the firewall are Friends, so whether trusted services get in is not told',
    },
    'the default action is one that no document explains': {
      given: acls({ defaultAction: 'Perhaps', bypass: 'None' }),
      says: /^does the firewall keep out trusted services\? networkAcls\.defaultAction is "Perhaps"/,
    },
  },
  'does not apply when': {
    'there is no account': { says: /^there is no storage account/ },
    'every network is let in': {
      given: acls({ defaultAction: 'Allow', bypass: 'None' }),
      says: 'the firewall lets in every network',
    },
  },
});

it('keeps what comes past already, in any case', () => {
  expect(judge(azureNetworkBypass, { given: acls({ bypass: 'logging, METRICS' }) }).remediation?.commands?.[0]).toMatch(
    /--bypass Logging Metrics AzureServices$/,
  );
});
