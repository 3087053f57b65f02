import { azureSharedKeyUnneeded } from '../../../src/checks/azure/shared-key-unneeded.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureSharedKeyUnneeded, {
  'passes when': {
    'the key is forbidden': { given: account({ allowSharedKeyAccess: false }), says: 'the account refuses its key' },
  },
  'fails when': {
    'it is allowed and W&B signs as an identity': {
      given: account(),
      with: { access: 'managed-identity' },
      says: 'the account accepts its key, and W&B signs as a managed identity',
      severity: 'low',
    },
  },
  'asks when': { 'nobody declared how W&B gets in': { given: account(), says: /whether W&B uses it is not declared$/ } },
  'does not apply when': {
    'there is no account': { says: /^there is no storage account/ },
    'W&B uses the key': { given: account(), with: { access: 'account-key' }, says: "W&B uses the account's key" },
  },
});
