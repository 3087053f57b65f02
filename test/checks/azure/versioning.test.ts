import { azureVersioning } from '../../../src/checks/azure/versioning.ts';
import { account, service } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureVersioning, {
  'passes when': { 'it is enabled': { given: service({ isVersioningEnabled: true }), says: 'versioning is enabled' } },
  'fails when': {
    'it was never enabled': { given: service(), says: 'versioning was never enabled', severity: 'low' },
    'it is off': { given: service({ isVersioningEnabled: false }), says: 'versioning is off' },
    'the edition asks for it': {
      given: service(),
      with: { edition: '2025-03' },
      says: 'versioning was never enabled',
      severity: 'medium',
    },
    'it is impossible': {
      given: { ...service(), ...account({ isHnsEnabled: true }) },
      says: 'versioning is off and cannot be enabled: the account has a hierarchical namespace',
    },
  },
  'does not apply when': { 'there is no blob service': { says: /^there is no blob service/ } },
});
