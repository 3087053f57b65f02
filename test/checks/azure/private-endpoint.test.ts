import { azurePrivateEndpoint } from '../../../src/checks/azure/private-endpoint.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const endpoints = (...states: readonly string[]) =>
  account({
    privateEndpointConnections: states.map((status, index) => ({
      name: `pe-${index}`,
      properties: { privateLinkServiceConnectionState: { status } },
    })),
  });

describeCheck<'azure'>(azurePrivateEndpoint, {
  'passes when': { 'it is approved': { given: endpoints('Approved'), says: '1 private endpoint connection is approved' } },
  'fails when': {
    'it waits': {
      given: endpoints('Pending'),
      says: 'the private endpoint connection pe-0 is Pending, so nothing passes through it',
      severity: 'low',
    },
    'one of two was rejected': { given: endpoints('Approved', 'Rejected'), says: /pe-1 is Rejected/ },
  },
  'asks when': {
    'the state is not told': { given: endpoints(''), says: /approved\? Its state is not told$/, severity: 'low' },
    'the state is one that no document explains': { given: endpoints('Perhaps'), says: /Its state is Perhaps, which no/ },
  },
  'does not apply when': {
    'there is no account': { says: /^there is no storage account/ },
    'there is none': { given: account(), says: /^the account has no private endpoint/ },
  },
});
