import { azureRoleManagementRead } from '../../../src/checks/azure/role-management-read.ts';
import { assigned, denied } from '../../support/azure-facets.ts';
import { clientId, roles } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const declared = { principal: clientId };

describeCheck<'azure'>(azureRoleManagementRead, {
  'passes when': {
    'it has Reader': {
      given: assigned({ role: roles.reader }),
      with: declared,
      says: 'the managed identity may read the settings of the account, by Reader',
    },
    "it has the role of W&B's module": {
      given: assigned({ role: roles.accountContributor }),
      with: declared,
      says: /by Storage Account Contributor$/,
    },
  },
  'fails when': {
    'it has a role for blobs only': {
      given: assigned({ role: roles.blobContributor }),
      with: declared,
      says: /storageAccounts\/read, storageAccounts\/blobServices\/read are not granted/,
      severity: 'medium',
    },
    'the edition does not ask for it': {
      given: assigned(),
      with: { ...declared, edition: '2025-03' },
      says: /no role is assigned/,
      severity: 'low',
    },
  },
  'asks when': {
    'it is denied to everybody': {
      given: { ...assigned({ role: roles.reader }), ...denied({ permissions: [{ actions: ['*/read'] }] }) },
      with: declared,
      says: /depends: the deny assignment "stack" may take it away$/,
      severity: 'medium',
    },
    'nothing is declared': { says: /is not declared$/ },
    'it is given under a condition': {
      given: assigned({ role: roles.reader, condition: "(@Resource[x] StringEquals 'y')" }),
      with: declared,
      says: /^whether the managed identity may .* depends: .* under a condition$/,
      severity: 'medium',
    },
    'it is given to a group': {
      given: assigned({ role: roles.reader, principalId: 'group-1', principalType: 'Group' }),
      with: declared,
      says: /is assigned to the group/,
    },
  },
  'cannot tell when': {
    'deny assignments may not be read': {
      given: assigned({ role: roles.reader }),
      unreadable: { denyAssignments: 'access-denied' },
      with: declared,
      says: /denyAssignments\/read/,
    },
    'the assignments may not be read': {
      unreadable: { roleAssignments: 'access-denied' },
      with: declared,
      says: /^the roles of the managed identity could not be read/,
    },
    'the definitions may not be read': {
      given: assigned({ role: roles.reader }),
      unreadable: { roleDefinitions: 'access-denied' },
      with: declared,
      says: /roleDefinitions\/read/,
    },
  },
  'does not apply when': { 'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ } },
});
