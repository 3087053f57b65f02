import { privateLink } from '../../../src/checks/azure-ai/private-link.ts';
import { hub, account, hubWith, hubOf, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(privateLink, {
  'passes when': {
    'it is closed': {
      given: hubWith(),
      says: 'the hub acme-hub is closed to public networks and has 1 approved private endpoint',
    },
  },
  'asks when': {
    'public access has a value that no document explains': {
      given: hubOf(hub({ publicNetworkAccess: 'Perhaps' })),
      says: 'is the hub acme-hub open to public networks? publicNetworkAccess is Perhaps, with 1 approved private endpoint',
      severity: 'low',
    },
  },
  'fails when': {
    'it is open': {
      given: hubOf(hub({ publicNetworkAccess: 'Enabled' })),
      says: /open to public networks, with 1 approved/,
      severity: 'low',
    },
    'it does not say': {
      given: accountOf(account({ publicNetworkAccess: null, privateEndpointConnections: null })),
      says: /open to public networks, with 0 approved private endpoints/,
    },
    'the endpoint is pending': {
      given: hubOf(
        hub({ privateEndpointConnections: [{ properties: { privateLinkServiceConnectionState: { status: 'Pending' } } }] }),
      ),
      says: /has no approved private endpoint/,
    },
  },
  'does not apply when': { 'nothing was found': { says: /no workspace/ } },
});
