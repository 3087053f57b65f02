import { azureNetworkRestriction } from '../../../src/checks/azure/network-restriction.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const acls = (networkAcls: object, more: object = {}) =>
  account({ networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ...networkAcls }, ...more });

describeCheck<'azure'>(azureNetworkRestriction, {
  'passes when': {
    'it denies by default': { given: acls({}), says: 'the firewall lets in listed networks only' },
    'public access is off': {
      given: account({ publicNetworkAccess: 'Disabled' }),
      says: 'the firewall lets in listed networks only',
    },
  },
  'asks when': {
    'the default action is one that no document explains': {
      given: acls({ defaultAction: 'Perhaps' }),
      says: /^which networks does the firewall let in\? networkAcls\.defaultAction is "Perhaps"/,
      severity: 'low',
    },
    'a perimeter decides': {
      given: account({ publicNetworkAccess: 'SecuredByPerimeter' }),
      says: /^a network security perimeter/,
    },
  },
  'fails when': {
    'it allows by default': {
      given: acls({ defaultAction: 'Allow' }),
      says: 'the firewall lets in every network, so a leaked URL works from anywhere',
      severity: 'low',
    },
    'nothing is told': { given: account(), says: /^the firewall lets in every network/ },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
