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
  storage,
  storageId,
} from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const userId = `${hubId}/identity`;
const userHub = hub(
  { encryption: { ...encrypted, identity: { userAssignedIdentity: userId } } },
  { identity: { type: 'UserAssigned', userAssignedIdentities: {} } },
);
const user = { id: userId, name: 'identity', properties: { clientId: 'c', principalId, tenantId } };

const somebody = '20000000-0000-4000-8000-00000000000f';
const ofSomebody = { objectId: somebody, tenantId, permissions: { keys: ['all'] } };

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
    'nobody gets what it lacks': {
      given: vaultOf({ accessPolicies: [{ objectId: somebody, tenantId, permissions: { keys: ['get', 'wrapKey'] } }] }),
      says: /lacks unwrapKey/,
      severity: 'high',
    },
    'another policy is of another tenant': {
      given: vaultOf({ accessPolicies: [{ ...ofSomebody, tenantId: 'other' }] }),
      says: /lacks get, wrapKey, unwrapKey/,
    },
    'another policy is that of another managed identity': {
      given: hubWith({
        vaults: [item(vaultId, vault({ accessPolicies: [ofSomebody] }))],
        storageAccounts: [item(storageId, { ...storage(), identity: { principalId: somebody.toUpperCase() } })],
      }),
      says: /lacks get, wrapKey, unwrapKey/,
      severity: 'high',
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
    'another policy gives it to what may be a group': {
      given: vaultOf({ accessPolicies: [ofSomebody] }),
      says: `whether the identity of the hub acme-hub (${principalId}) may use its key depends: no access policy of its own gives it, that of ${somebody} does, and ARM does not tell whether that is a group with this identity in it`,
      severity: 'medium',
    },
    'another policy gives what its own lacks': {
      given: vaultOf({ accessPolicies: [{ objectId: principalId, tenantId, permissions: { keys: ['Get'] } }, ofSomebody] }),
      says: /depends: no access policy of its own gives it/,
    },
    'an assignment leaves the type of its principal out': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment({ principalId: somebody, principalType: '' })] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /depends: .* is assigned to 2.*, and whether that is a group/,
    },
    'nobody asked for denials': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [item(definitionId, wrapper)],
        denyAssignments: [],
      }),
      says: /whether a deny assignment .* was not asked/,
    },
    'the answer leaves its identity out': {
      given: hubOf(hub({}, { identity: { type: 'SystemAssigned' } })),
      says: /which object .* is, nothing tells/,
    },
    'a group has the role': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment({ principalId: 'g', principalType: 'Group' })] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /depends: Key Vault Crypto Service Encryption User is assigned to the group/,
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

it('tells what to do unless a group gives it', () => {
  const found = judge(keyPermissions, { given: vaultOf({ accessPolicies: [ofSomebody] }) });
  expect(found.details?.[0]).toMatch(/^unless it is in such a group, .*: az keyvault set-policy --name acme-keys /);
  expect(found.evidence?.at(-1)?.value).toEqual([ofSomebody]);
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
