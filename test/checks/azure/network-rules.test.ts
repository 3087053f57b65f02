import { expect, it } from 'vitest';
import { azureNetworkRules } from '../../../src/checks/azure/network-rules.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const acls = (networkAcls: object, more: object = {}) =>
  account({ networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ...networkAcls }, ...more });

const endpoint = (status: string) => ({ name: 'pe', properties: { privateLinkServiceConnectionState: { status } } });

const subnet = (state: string) => ({
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/net/subnets/jobs',
  state,
});

describeCheck<'azure'>(azureNetworkRules, {
  'passes when': {
    'there are no rules': { given: account(), says: 'the firewall lets in every network' },
    'it allows by default': { given: acls({ defaultAction: 'Allow' }), says: 'the firewall lets in every network' },
  },
  'fails when': {
    'it lets in a subnet that was deleted, and nothing else': {
      given: acls({ virtualNetworkRules: [subnet('networkSourceDeleted')] }),
      says: 'the firewall denies by default and lets in no network that exists, so neither W&B nor your clients get in',
      severity: 'high',
    },
    'a declared client is in no listed range': {
      given: acls({ ipRules: [{ value: '203.0.113.0/24' }] }),
      with: { clientCidrs: ['203.0.113.7', '198.51.100.0/24'] },
      says: 'the firewall refuses your clients at 198.51.100.0, which is in 198.51.100.0/24: it lets in 203.0.113.0/24 only',
      severity: 'high',
    },
    'a declared client is partly in a listed range': {
      given: acls({ ipRules: [{ value: '203.0.113.0/25' }] }),
      with: { clientCidrs: ['203.0.113.0/24'] },
      says: /^the firewall refuses your clients at 203\.0\.113\.255, which is in 203\.0\.113\.0\/24/,
    },
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
    'the default action is one that no document explains': {
      given: acls({ defaultAction: 'Perhaps' }),
      says: 'does the firewall let in W&B and your clients? networkAcls.defaultAction is "Perhaps", which no document explains',
      severity: 'high',
    },
    'public access has a value that no document explains': {
      given: acls({ defaultAction: 'Allow' }, { publicNetworkAccess: 'Perhaps' }),
      says: /publicNetworkAccess is "Perhaps"/,
      severity: 'high',
    },
    'a declared client is in a listed range': {
      given: acls({ ipRules: [{ value: '203.0.113.0/24' }] }),
      with: { clientCidrs: ['203.0.113.128/25'] },
      says: "the account lets in 203.0.113.0/24 only; W&B's servers have to be among them",
      severity: 'medium',
    },
    'a declared client is in no range and may come by a subnet': {
      given: acls({ ipRules: [{ value: '203.0.113.0/24' }], virtualNetworkRules: [subnet('Succeeded')] }),
      with: { clientCidrs: ['198.51.100.7'] },
      says: 'do your clients at 198.51.100.7 come by the subnet net/jobs? No address range of the firewall has them',
    },
    'the rule for a subnet is not in force yet': {
      given: acls({ virtualNetworkRules: [subnet('Provisioning')] }),
      says: /the subnet net\/jobs \(its rule is provisioning\) only/,
    },
    'one of two subnets was deleted': {
      given: acls({ ipRules: [{ value: '203.0.113.0/24' }], virtualNetworkRules: [subnet('NetworkSourceDeleted')] }),
      says: /^the account lets in 203\.0\.113\.0\/24 only/,
    },
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

const fixFor = (client: string) =>
  judge(azureNetworkRules, { given: acls({ ipRules: [{ value: '203.0.113.0/24' }] }), with: { clientCidrs: [client] } })
    .remediation;

it('lets in public addresses as the firewall takes them, and no private ones', () => {
  expect(fixFor('8.8.4.7/32')?.commands?.[0]).toMatch(/--ip-address 8\.8\.4\.7$/);
  expect(fixFor('10.0.0.0/8')?.commands).toBeUndefined();
});

it('names the subnet that was deleted', () => {
  const { details } = judge(azureNetworkRules, { given: acls({ virtualNetworkRules: [subnet('NetworkSourceDeleted')] }) });
  expect(details).toEqual(['the rule for the subnet net/jobs lets nobody in: the subnet was deleted']);
});
