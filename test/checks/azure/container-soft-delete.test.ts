import { azureContainerSoftDelete } from '../../../src/checks/azure/container-soft-delete.ts';
import { service } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureContainerSoftDelete, {
  'passes when': {
    'it is on': {
      given: service({ containerDeleteRetentionPolicy: { enabled: true, days: 7 } }),
      says: 'soft delete keeps deleted containers for 7 days',
    },
    'no days are told': {
      given: service({ containerDeleteRetentionPolicy: { enabled: true } }),
      says: 'soft delete keeps deleted containers',
    },
  },
  'fails when': {
    'it was never turned on': { given: service(), says: 'soft delete for containers was never turned on', severity: 'low' },
    'it is off, and the edition asks for it': {
      given: service({ containerDeleteRetentionPolicy: { enabled: false } }),
      with: { edition: '2025-03' },
      says: 'soft delete for containers is off',
      severity: 'medium',
    },
  },
  'does not apply when': { 'there is no blob service': { says: /^there is no blob service/ } },
});
