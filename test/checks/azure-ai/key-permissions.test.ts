import { expect, it } from 'vitest';
import { keyPermissions } from '../../../src/checks/azure-ai/key-permissions.ts';
import {
  subscription,
  tenantId,
  principalId,
  hubId,
  vaultId,
  keyId,
  item,
  hidden,
  gone,
  encrypted,
  hub,
  vault,
  definitionId,
  wrapper,
  assignment,
  hubWith,
  hubOf,
  vaultOf,
  plainHub,
} from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const userId = `${hubId}/identity`;
const userHub = hub(
  { encryption: { ...encrypted, identity: { userAssignedIdentity: userId } } },
  { identity: { type: 'UserAssigned', userAssignedIdentities: {} } },
);
const user = { id: userId, name: 'identity', properties: { clientId: 'c', principalId, tenantId } };

describeCheck<'azure-ai'>(keyPermissions, {
  'passes when': {
    'an access policy gives it': { given: hubWith(), says: /has what it needs of its key by the access policy of/ },
    'a role gives it': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /by Key Vault Crypto Service Encryption User at \/subscriptions/,
    },
    'a user-assigned identity has it': { given: hubOf(userHub, { identities: [item(userId, user)] }), says: /has what it needs/ },
    'a role at the subscription gives it': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment({ scope: `/subscriptions/${subscription}` })] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /has what it needs/,
    },
  },
  'fails when': {
    'no policy names it': {
      given: vaultOf({ accessPolicies: [] }),
      says: /lacks get, wrapKey, unwrapKey: the vault acme-keys uses access policies, and no access policy names/,
      severity: 'high',
    },
    'the policy gives too little': {
      given: vaultOf({ accessPolicies: [{ objectId: principalId, tenantId, permissions: { keys: ['get'] } }] }),
      says: /lacks wrapKey, unwrapKey/,
    },
    'only a role gives it, which does not count': {
      given: hubWith({
        vaults: [item(vaultId, vault({ accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /uses access policies, and no access policy/,
    },
    'only a policy gives it, which does not count': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true }))],
        roleAssignments: [item(keyId, { value: [] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /uses Azure RBAC, and no role is assigned/,
    },
    'the role is on another key': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment({ scope: `${vaultId}/keys/other` })] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /no role is assigned/,
    },
    'the identity does not exist': { given: hubOf(userHub, { identities: [gone(userId)] }), says: /does not exist/ },
    'it has no identity': { given: hubOf(hub({}, { identity: null })), says: /no managed identity/ },
  },
  'asks when': {
    'a group has the role': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment({ principalId: 'g', principalType: 'Group' })] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /depends: Key Vault Crypto Service Encryption User is assigned to a group/,
      severity: 'medium',
    },
    'the role has a condition': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment({ condition: '@x' })] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /depends: .*under a condition/,
    },
    'a deny assignment may take it away': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [item(definitionId, wrapper)],
        denyAssignments: [
          item(keyId, {
            value: [
              {
                id: 'd',
                properties: {
                  denyAssignmentName: 'stack',
                  scope: vaultId,
                  permissions: [{ dataActions: ['*'] }],
                  principals: [{ id: principalId }],
                },
              },
            ],
          }),
        ],
      }),
      says: /depends: the deny assignment/,
    },
    'nobody asked for the roles': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [],
      }),
      says: /was not asked/,
    },
    'the identity is nobody that was read': { given: hubOf(userHub, { identities: [] }), says: /nothing tells/ },
  },
  'cannot tell when': {
    'the roles may not be read': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [hidden(keyId)],
      }),
      says: /grant Microsoft.Authorization\/roleAssignments\/read/,
    },
    'the definition may not be read': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [hidden(definitionId)],
      }),
      says: /grant Microsoft.Authorization\/roleDefinitions\/read/,
    },
    'denials may not be read': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [item(definitionId, wrapper)],
        denyAssignments: [hidden(keyId)],
      }),
      says: /deny assignment/,
    },
    'the identity may not be read': { given: hubOf(userHub, { identities: [hidden(userId)] }), says: /could not be read/ },
  },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
});

it('says that a role does not count, and which edition says what', () => {
  const found = judge(keyPermissions, {
    given: hubWith({
      vaults: [item(vaultId, vault({ accessPolicies: [] }))],
      roleAssignments: [item(keyId, { value: [assignment()] })],
      roleDefinitions: [item(definitionId, wrapper)],
    }),
  });
  expect(found.details).toEqual([
    expect.stringMatching(/would give it, and does not count/),
    expect.stringMatching(/2025-05.*2026-08/),
  ]);
  expect(found.remediation?.commands?.[0]).toMatch(
    /^az keyvault set-policy --name acme-keys .*--key-permissions get wrapKey unwrapKey$/,
  );
});

it('grants by a role where roles count', () => {
  expect(
    judge(keyPermissions, {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
    }).remediation?.commands?.[0],
  ).toMatch(/--role 'Key Vault Crypto Service Encryption User' --scope .*\/keys\/cmk$/);
});
