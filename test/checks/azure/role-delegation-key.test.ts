import { azureRoleDelegationKey } from '../../../src/checks/azure/role-delegation-key.ts';
import { assigned, containerId, denied } from '../../support/azure-facets.ts';
import { clientId, roles } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const declared = { principal: clientId };

describeCheck<'azure'>(azureRoleDelegationKey, {
  'passes when': {
    'the role is on the account': {
      given: assigned({ role: roles.blobContributor }),
      with: declared,
      says: 'the managed identity may sign URLs for the account, by Storage Blob Data Contributor',
    },
  },
  'fails when': {
    'it is on the container': {
      given: assigned({ role: roles.blobContributor, scope: containerId }),
      with: declared,
      says: /^the managed identity may not sign URLs for the account: generateUserDelegationKey is not granted/,
      severity: 'high',
    },
    'the role is Reader': { given: assigned({ role: roles.reader }), with: declared, says: /Reader does not include it$/ },
  },
  'asks when': {
    'it is denied to everybody': {
      given: {
        ...assigned({ role: roles.blobContributor }),
        ...denied({
          permissions: [{ actions: ['Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action'] }],
        }),
      },
      with: declared,
      says: /depends: the deny assignment "stack" may take it away$/,
      severity: 'medium',
    },
    'nothing is declared': { says: /is not declared$/ },
    'it is given under a condition': {
      given: assigned({ role: roles.blobContributor, condition: "(@Resource[x] StringEquals 'y')" }),
      with: declared,
      says: /^whether the managed identity may .* depends: .* under a condition$/,
      severity: 'medium',
    },
    'it is given to a group': {
      given: assigned({ role: roles.blobContributor, principalId: 'group-1', principalType: 'Group' }),
      with: declared,
      says: /is assigned to the group/,
    },
  },
  'cannot tell when': {
    'deny assignments may not be read': {
      given: assigned({ role: roles.blobContributor }),
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
      given: assigned({ role: roles.blobContributor }),
      unreadable: { roleDefinitions: 'access-denied' },
      with: declared,
      says: /roleDefinitions\/read/,
    },
  },
  'does not apply when': { 'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ } },
});
