import { azureHttpsOnly } from '../../../src/checks/azure/https-only.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureHttpsOnly, {
  'passes when': { 'it is on': { given: account({ supportsHttpsTrafficOnly: true }), says: 'the account takes HTTPS only' } },
  'fails when': {
    'it is off': {
      given: account({ supportsHttpsTrafficOnly: false }),
      says: 'the account takes requests over plain HTTP',
      severity: 'medium',
    },
    'nothing is told': { given: account(), says: /supportsHttpsTrafficOnly is not set/ },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
