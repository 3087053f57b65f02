import { azureNetworkRules } from '../../../src/checks/azure/network-rules.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const acls = (networkAcls: object, more: object = {}) =>
  account({ networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ...networkAcls }, ...more });

const endpoint = (status: string) => ({ name: 'pe', properties: { privateLinkServiceConnectionState: { status } } });

describeCheck<'azure'>(azureNetworkRules, {
  'passes when': {
    'there are no rules': { given: account(), says: 'the firewall lets in every network' },
    'it allows by default': { given: acls({ defaultAction: 'Allow' }), says: 'the firewall lets in every network' },
  },
  'fails when': {
    'it denies and lists nothing': {
      given: acls({}),
      says: 'the firewall denies by default and lets in no network, so neither W&B nor your clients get in',
      severity: 'high',
    },
    'public access is off and no endpoint is approved': {
      given: acls(
        { ipRules: [{ value: '9.9.9.0/24' }] },
        { publicNetworkAccess: 'Disabled', privateEndpointConnections: [endpoint('Pending')] },
      ),
      says: /^public network access is off and no private endpoint is approved/,
    },
  },
  'asks when': {
    'it lets in a range': {
      given: acls({ ipRules: [{ value: '9.9.9.0/24' }] }),
      says: /^the account lets in 9\.9\.9\.0\/24 only/,
      severity: 'medium',
    },
    'it lets in a subnet': {
      given: acls({
        virtualNetworkRules: [
          { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net/subnets/jobs' },
        ],
      }),
      says: /the subnet net\/jobs only/,
    },
    'it has a private endpoint': {
      given: acls({}, { publicNetworkAccess: 'Disabled', privateEndpointConnections: [endpoint('Approved')] }),
      says: /the private endpoint pe only/,
    },
    'a perimeter decides': {
      given: account({ publicNetworkAccess: 'SecuredByPerimeter' }),
      says: /^a network security perimeter decides/,
    },
    'it lets in many': {
      given: acls({ ipRules: Array.from({ length: 9 }, (_, index) => ({ value: `9.9.9.${index}` })) }),
      says: /and 3 more only/,
    },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
