import { azureRoleOverGrants } from '../../../src/checks/azure/role-over-grants.ts';
import { assigned } from '../../support/azure-facets.ts';
import { clientId, roles } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const declared = { principal: clientId };

describeCheck<'azure'>(azureRoleOverGrants, {
  'passes when': {
    'it has the documented roles': {
      given: assigned({ role: roles.reader }, { role: roles.blobContributor }),
      with: declared,
      says: 'the roles of the managed identity give no keys of the account and change nothing of it',
    },
  },
  'fails when': {
    "it has the role of W&B's module": {
      given: assigned({ role: roles.accountContributor }, { role: roles.blobOwner }),
      with: declared,
      says: /^Storage Account Contributor gives the managed identity more than W&B needs: Storage\/storageAccounts\/listKeys\/action/,
      severity: 'low',
    },
    'it is Owner': { given: assigned({ role: roles.owner }), with: declared, says: /Authorization\/roleAssignments\/write$/ },
  },
  'asks when': {
    'nothing is declared': { says: /is not declared$/ },
    'a group has a wider one': {
      given: assigned({ role: roles.reader }, { role: roles.owner, principalId: 'g-1', principalType: 'Group' }),
      with: declared,
      says: 'whether the managed identity may take the keys of the account or change it depends: Owner is assigned to the group g-1, and who is in it is not in the configuration',
      severity: 'low',
    },
    'it has a wider one under a condition': {
      given: assigned({ role: roles.owner, condition: 'true' }),
      with: declared,
      says: /depends: Owner is assigned under a condition$/,
    },
  },
  'cannot tell when': {
    'the assignments may not be read': {
      unreadable: { roleAssignments: 'access-denied' },
      with: declared,
      says: /^the roles of the managed identity could not be read/,
    },
  },
  'does not apply when': { 'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ } },
});
