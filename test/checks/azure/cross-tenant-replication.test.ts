import { azureCrossTenantReplication } from '../../../src/checks/azure/cross-tenant-replication.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureCrossTenantReplication, {
  'passes when': {
    'it is forbidden': {
      given: account({ allowCrossTenantReplication: false }),
      says: 'blobs cannot be replicated into another tenant',
    },
  },
  'fails when': {
    'it is allowed': {
      given: account({ allowCrossTenantReplication: true }),
      says: 'blobs can be replicated into another tenant',
      severity: 'low',
    },
    'nothing is told': { given: account(), says: /allowCrossTenantReplication is not set/ },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
