import { azureNetworkIpRanges } from '../../../src/checks/azure/network-ip-ranges.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const acls = (networkAcls: object, more: object = {}) =>
  account({ networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ...networkAcls }, ...more });

const ranges = (...values: readonly string[]) => acls({ ipRules: values.map((value) => ({ value, action: 'Allow' })) });

describeCheck<'azure'>(azureNetworkIpRanges, {
  'passes when': {
    'they are beside private ones': {
      given: ranges('172.32.0.0/16', '100.128.0.0/10', '11.0.0.0/8'),
      says: 'the firewall lets in 3 address ranges',
    },
    'they are public and narrow': {
      given: ranges('9.9.9.0/24', '8.8.4.7'),
      says: 'the firewall lets in 2 address ranges',
    },
  },
  'fails when': {
    'one is very wide': {
      given: ranges('9.9.9.0/24', '0.0.0.0/1'),
      says: '0.0.0.0/1 lets in a large part of the Internet',
      severity: 'low',
    },
    'one is private': { given: ranges('10.2.0.0/16'), says: /^10\.2\.0\.0\/16 is private/ },
    'one is of examples': { given: ranges('203.0.113.0/24'), says: /^203\.0\.113\.0\/24 is set apart for examples/ },
    'one is of benchmarks': { given: ranges('198.18.0.0/15'), says: /is set apart for examples, tests/ },
    'one of IPv6 is of examples': { given: acls({ ipv6Rules: [{ value: '2001:db8::/32' }] }), says: /is set apart/ },
    'one is of a carrier': { given: ranges('100.64.0.0/10'), says: /is private/ },
    'one of IPv6 is private': { given: acls({ ipv6Rules: [{ value: 'fd12:3456::/48' }] }), says: /is private/ },
    'one is of no network at all': { given: ranges('169.254.0.0/16'), says: /is private/ },
    'one begins in a private range and goes far beyond': { given: ranges('10.0.0.0/7'), says: /^10\.0\.0\.0\/7 lets in/ },
    'one of IPv6 is very wide': { given: acls({ ipv6Rules: [{ value: '2000::/3' }] }), says: /^2000::\/3 lets in/ },
  },
  'does not apply when': {
    'there is no account': { says: /^there is no storage account/ },
    'every network is let in': {
      given: acls({ defaultAction: 'Allow', ipRules: [{ value: '10.0.0.0/8' }] }),
      says: /no address ranges$/,
    },
    'there is none': { given: acls({}), says: /no address ranges$/ },
  },
});
