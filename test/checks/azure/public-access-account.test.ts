import { azurePublicAccessAccount } from '../../../src/checks/azure/public-access-account.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azurePublicAccessAccount, {
  'passes when': {
    'it is forbidden': { given: account({ allowBlobPublicAccess: false }), says: 'the account forbids public containers' },
  },
  'fails when': {
    'it is allowed': {
      given: account({ allowBlobPublicAccess: true }),
      says: 'the account allows public containers',
      severity: 'low',
    },
    'nothing is told': { given: account(), says: /allowBlobPublicAccess is not set/, severity: 'low' },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
