import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import {
  accessPolicy,
  encryptionUser,
  ids,
  principals,
  roleAssignment,
  subscription,
  type AiWorld,
  type Json,
} from '../../fake-azure/ai-world.ts';
import { change, changeDocument, fault, serviceSide, withList, shared } from './base.ts';

const assignments = `${ids.key}/providers/Microsoft.Authorization/roleAssignments`;
const roles = (...items: readonly Json[]): AiWorld => withList(serviceSide(), assignments, items);
const users = [principals.hub, principals.storage, principals.aiServices, principals.user];
/** Everybody but the hub has the role. */
const others = users.slice(1).map((principal) => roleAssignment(principal));

export const azureAiAccessCases: readonly AzureAiCase[] = [
  fault({
    name: 'no-identity',
    about: 'the hub has a key and no managed identity',
    world: changeDocument(serviceSide(), ids.hub, { identity: { type: 'None' } }),
    fails: ['azure-ai/identity-enabled', 'azure-ai/key-permissions'],
    exit: 1,
  }),
  fault({
    name: 'permissions-none',
    about: 'the vault uses Azure RBAC, and the hub has no role',
    world: roles(...others),
    fails: ['azure-ai/key-permissions'],
    exit: 1,
  }),
  fault({
    name: 'permissions-none-of-storage',
    about: 'the vault uses Azure RBAC, and the storage account has no role',
    world: roles(...users.filter((user) => user !== principals.storage).map((user) => roleAssignment(user))),
    fails: shared,
    exit: 1,
  }),
  fault({
    name: 'permissions-other-model',
    about: 'the vault uses Azure RBAC, and the hub has only an access policy, which does not count',
    world: change(roles(...others), ids.vault, { accessPolicies: [accessPolicy(principals.hub)] }),
    fails: ['azure-ai/key-permissions'],
    exit: 1,
  }),
  fault({
    name: 'permissions-access-policies',
    about: 'the vault uses access policies, which give everybody what they need',
    world: change(roles(), ids.vault, {
      enableRbacAuthorization: false,
      accessPolicies: users.map((user) => accessPolicy(user)),
    }),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'permissions-no-unwrap',
    about: 'the access policy of the hub lacks unwrapKey',
    world: change(roles(), ids.vault, {
      enableRbacAuthorization: false,
      accessPolicies: users.map((user) => accessPolicy(user, user === principals.hub ? ['Get', 'WrapKey'] : undefined)),
    }),
    fails: ['azure-ai/key-permissions'],
    exit: 1,
  }),
  fault({
    name: 'permissions-by-group',
    about: 'a group has the role, and who is in it is not told',
    world: roles(...others, roleAssignment(principals.group, encryptionUser, { principalType: 'Group' })),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'permissions-at-subscription',
    about: 'the role is assigned at the subscription, above the vault',
    world: roles(...others, roleAssignment(principals.hub, encryptionUser, { scope: `/subscriptions/${subscription}` })),
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'permissions-too-many',
    about: 'the access policy of the hub gives more than it needs',
    world: change(roles(), ids.vault, {
      enableRbacAuthorization: false,
      accessPolicies: users.map((user) => accessPolicy(user, ['get', 'wrapKey', 'unwrapKey', 'create', 'purge'])),
    }),
    fails: ['azure-ai/key-over-grants'],
    exit: 0,
  }),
];
