import { azurePermanentDelete } from '../../../src/checks/azure/permanent-delete.ts';
import { service } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azurePermanentDelete, {
  'passes when': {
    'it is forbidden': {
      given: service({ deleteRetentionPolicy: { allowPermanentDelete: false } }),
      says: /cannot be deleted for good$/,
    },
    'nothing is told': { given: service(), says: /cannot be deleted for good$/ },
  },
  'fails when': {
    'it is allowed': {
      given: service({ deleteRetentionPolicy: { allowPermanentDelete: true } }),
      says: /can be deleted for good/,
      severity: 'low',
    },
  },
  'does not apply when': { 'there is no blob service': { says: /^there is no blob service/ } },
});
