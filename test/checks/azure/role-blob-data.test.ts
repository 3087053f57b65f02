import { azureRoleBlobData } from '../../../src/checks/azure/role-blob-data.ts';
import { assigned, containerId, denied } from '../../support/azure-facets.ts';
import { clientId, principalId, roles } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const deniesWriting = { permissions: [{ dataActions: [`${blobs}/*`], notDataActions: [`${blobs}/read`] }] };
const contributor = assigned({ role: roles.blobContributor });
const declared = { principal: clientId };

describeCheck<'azure'>(azureRoleBlobData, {
  'passes when': {
    'the documented role is on the account': {
      given: assigned({ role: roles.reader }, { role: roles.blobContributor }),
      with: declared,
      says: 'the managed identity may read, write and delete the blobs of the container, by Storage Blob Data Contributor',
    },
    'it is on the container': {
      given: assigned({ role: roles.blobContributor, scope: containerId }),
      with: declared,
      says: /Contributor$/,
    },
    'it is on the subscription, spelled otherwise': {
      given: assigned({ role: roles.blobOwner, scope: '/SUBSCRIPTIONS/00000000-0000-4000-8000-000000000001' }),
      with: declared,
      says: /Storage Blob Data Owner$/,
    },
    'writing is denied to everybody but it': {
      given: {
        ...contributor,
        ...denied({ ...deniesWriting, excludePrincipals: [{ id: principalId, type: 'ServicePrincipal' }] }),
      },
      with: declared,
      says: /Contributor$/,
    },
    'writing is denied to somebody else': {
      given: { ...contributor, ...denied({ ...deniesWriting, principals: [{ id: 'somebody', type: 'User' }] }) },
      with: declared,
      says: /Contributor$/,
    },
    'writing is denied on another account': {
      given: { ...contributor, ...denied({ ...deniesWriting, scope: `${containerId}-2` }) },
      with: declared,
      says: /Contributor$/,
    },
    'other actions are denied': {
      given: { ...contributor, ...denied({ permissions: [{ actions: ['*/delete'], dataActions: [] }] }) },
      with: declared,
      says: /Contributor$/,
    },
  },
  'fails when': {
    'nothing is assigned, and deny assignments may not be read': {
      given: assigned(),
      unreadable: { denyAssignments: 'access-denied' },
      with: declared,
      says: /no role is assigned to it here or above$/,
      severity: 'high',
    },
    'nothing is assigned': {
      given: assigned(),
      with: declared,
      says: 'the managed identity may not read, write and delete the blobs of the container: blobs/read, blobs/write, blobs/delete are not granted, no role is assigned to it here or above',
      severity: 'high',
    },
    'the role only reads': {
      given: assigned({ role: roles.blobReader }),
      with: declared,
      says: /blobs\/write, blobs\/delete are not granted, Storage Blob Data Reader does not/,
    },
    'it is Owner, which has no data actions': {
      given: assigned({ role: roles.owner }),
      with: declared,
      says: /Owner does not include it$/,
    },
    'it is on another container': {
      given: assigned({ role: roles.blobContributor, scope: `${containerId}-2` }),
      with: declared,
      says: /no role is assigned/,
    },
  },
  'asks when': {
    'writing is denied to everybody': {
      given: { ...contributor, ...denied(deniesWriting) },
      with: declared,
      says: 'whether the managed identity may read, write and delete the blobs of the container depends: the deny assignment "stack" may take it away',
      severity: 'medium',
    },
    'writing is denied to it': {
      given: { ...contributor, ...denied({ ...deniesWriting, principals: [{ id: principalId, type: 'ServicePrincipal' }] }) },
      with: declared,
      says: /the deny assignment "stack" may take it away$/,
    },
    'writing is denied to a group': {
      given: { ...contributor, ...denied({ ...deniesWriting, principals: [{ id: 'group-1', type: 'Group' }] }) },
      with: declared,
      says: /the deny assignment "stack" may take it away$/,
    },
    'writing is denied to what may be a group': {
      given: { ...contributor, ...denied({ ...deniesWriting, principals: [{ id: 'group-1' }] }) },
      with: declared,
      says: /the deny assignment "stack" may take it away$/,
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
    'the assignments may not be read': {
      unreadable: { roleAssignments: 'access-denied' },
      with: declared,
      says: /^the roles of the managed identity could not be read/,
    },
    'deny assignments may not be read': {
      given: contributor,
      unreadable: { denyAssignments: 'access-denied' },
      with: declared,
      says: /^whether a deny assignment takes away what .* is not known; .*grant Microsoft\.Authorization\/denyAssignments\/read/,
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
