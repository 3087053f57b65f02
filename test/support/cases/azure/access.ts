import type { AzureCase } from '../../fake-azure/blob-state.ts';
import { accountIdOf } from '../../fake-azure/blob-state.ts';
import {
  azureFault,
  compliantAzureState,
  compliantTeamState,
  principalId,
  roleDefinitions,
  roles,
  teamFault,
  teamLevel,
} from './base.ts';

const container = `${accountIdOf(compliantTeamState)}/blobServices/default/containers/wandb`;

export const azureAccessCases: readonly AzureCase[] = [
  azureFault({
    name: 'multi-tenant',
    about: 'Multi-tenant Cloud takes no container of Azure',
    declared: { deployment: 'multi-tenant', level: 'team', access: 'account-key' },
    fails: ['azure/deployment-available'],
    exit: 1,
  }),
  azureFault({
    name: 'shared-key-off',
    about: 'the account refuses its key, with which W&B signs',
    account: { allowSharedKeyAccess: false },
    fails: ['azure/shared-key-access'],
    exit: 1,
  }),
  teamFault({
    name: 'shared-key-on',
    about: 'the account accepts its key although W&B signs as a managed identity',
    account: { allowSharedKeyAccess: null },
    fails: ['azure/shared-key-unneeded'],
    exit: 0,
  }),
  azureFault({
    name: 'key-too-old',
    about: 'a key is older than the key policy allows',
    account: { keyPolicy: { keyExpirationPeriodInDays: 45 } },
    fails: ['azure/key-age'],
    exit: 0,
  }),
  azureFault({
    name: 'sas-policy-short',
    about: 'the SAS policy blocks URLs that live longer than eight hours',
    account: { sasPolicy: { sasExpirationPeriod: '0.08:00:00', expirationAction: 'Block' } },
    fails: ['azure/sas-policy'],
    exit: 1,
  }),
  teamFault({
    name: 'identity-other-tenant',
    about: 'the identity is in another tenant than the one that is declared for W&B',
    declared: { ...teamLevel, tenant: '5e1f0000-0000-4000-8000-0000000000ff' },
    fails: ['azure/identity'],
    exit: 1,
  }),
  teamFault({
    name: 'identity-principal-id',
    about: 'the principal id of the identity was taken for its client id',
    declared: { ...teamLevel, principal: principalId },
    fails: [],
    exit: 0,
  }),
  teamFault({
    name: 'role-reader-only',
    about: 'the identity may read the settings and the blobs, and write none',
    state: {
      roleAssignments: [
        { role: roles.reader, principalId },
        { role: roles.blobReader, principalId },
      ],
    },
    fails: ['azure/role-blob-data'],
    exit: 1,
  }),
  teamFault({
    name: 'role-owner',
    about: 'Owner, which manages everything and opens no blob',
    state: { roleAssignments: [{ role: roles.owner, principalId }] },
    fails: ['azure/role-blob-data', 'azure/role-over-grants'],
    exit: 1,
  }),
  teamFault({
    name: 'role-on-container',
    about: 'the role for blobs is assigned on the container, where it gives no key to sign with',
    state: {
      roleAssignments: [
        { role: roles.reader, principalId },
        { role: roles.blobContributor, principalId, scope: container },
      ],
    },
    fails: ['azure/role-delegation-key'],
    exit: 1,
  }),
  teamFault({
    name: 'role-without-reader',
    about: 'the role for blobs without the one that reads the settings',
    state: { roleAssignments: [{ role: roles.blobContributor, principalId }] },
    fails: ['azure/role-management-read'],
    exit: 1,
  }),
  teamFault({
    name: 'role-nothing',
    about: 'no role at all is assigned to the identity',
    state: { roleAssignments: [] },
    fails: ['azure/role-blob-data', 'azure/role-delegation-key', 'azure/role-management-read'],
    exit: 1,
  }),
  teamFault({
    name: 'role-condition',
    about: 'the role for blobs is assigned under a condition, which is not judged',
    state: {
      roleAssignments: [
        { role: roles.reader, principalId },
        {
          role: roles.blobContributor,
          principalId,
          condition: "(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'wandb')",
        },
      ],
    },
    fails: [],
    exit: 0,
  }),
  teamFault({
    name: 'role-denied',
    about: 'a deployment stack denies everybody but its maintainers the writing of blobs',
    state: {
      denyAssignments: [
        {
          denyAssignmentName: 'wandb stack',
          permissions: [{ dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'] }],
          principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
          excludePrincipals: [
            { id: '5e1f0000-0000-4000-8000-00000000beef', type: 'User' },
            { id: '5e1f0000-0000-4000-8000-0000000000aa', type: 'Group' },
          ],
        },
      ],
    },
    fails: [],
    exit: 0,
  }),
  teamFault({
    name: 'role-account-contributor',
    about: 'a role beside the documented ones hands out the keys of the account',
    state: {
      roleAssignments: [
        { role: roles.blobContributor, principalId },
        { role: roles.accountContributor, principalId },
      ],
      roleDefinitions,
    },
    fails: ['azure/role-over-grants'],
    exit: 0,
  }),
  {
    name: 'access-undeclared',
    about: 'nobody declared how W&B gets at the container, and the account refuses its key',
    state: { ...compliantAzureState, properties: { ...compliantAzureState.properties, allowSharedKeyAccess: false } },
    declared: { deployment: 'self-managed', level: 'instance' },
    fails: [],
    exit: 0,
  },
];
