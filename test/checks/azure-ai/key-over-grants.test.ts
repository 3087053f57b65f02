import { keyOverGrants } from '../../../src/checks/azure-ai/key-over-grants.ts';
import {
  principalId,
  vaultId,
  keyId,
  item,
  hidden,
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
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyOverGrants, {
  'passes when': {
    'the policy gives just that': { given: hubWith(), says: /nothing more/ },
    'the role does': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /^the roles of the identity of the hub acme-hub give it no more than it needs$/,
    },
    'no role is assigned': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /give it no more than it needs$/,
    },
  },
  'fails when': {
    'the policy gives more': {
      given: vaultOf({
        accessPolicies: [{ objectId: principalId, permissions: { keys: ['get', 'wrapKey', 'unwrapKey', 'create', 'decrypt'] } }],
      }),
      says: /more than it needs: create, decrypt/,
      severity: 'low',
    },
    'the role gives more': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [
          item(definitionId, {
            ...wrapper,
            properties: { roleName: 'Key Vault Administrator', permissions: [{ dataActions: ['*'] }] },
          }),
        ],
      }),
      says: /Key Vault Administrator gives the identity of the hub acme-hub more than it needs: Microsoft\.KeyVault/,
    },
  },
  'asks when': {
    'a group has a role that gives more': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [
          item(keyId, {
            value: [{ ...assignment(), properties: { ...assignment().properties, principalId: 'g-1', principalType: 'Group' } }],
          }),
        ],
        roleDefinitions: [
          item(definitionId, {
            ...wrapper,
            properties: { roleName: 'Key Vault Administrator', permissions: [{ dataActions: ['*'] }] },
          }),
        ],
      }),
      says: /depends: Key Vault Administrator is assigned to the group g-1, and who is in it is not in the configuration$/,
      severity: 'low',
    },
    'another object, which may be a group, has a policy that gives more': {
      given: vaultOf({
        accessPolicies: [
          { objectId: principalId, permissions: { keys: ['get', 'wrapKey', 'unwrapKey'] } },
          { objectId: '10000000-0000-4000-8000-0000000000aa', permissions: { keys: ['all'] } },
        ],
      }),
      says: /depends: the vault acme-keys gives more to 10000000-0000-4000-8000-0000000000aa, and ARM does not tell whether that is a group/,
      severity: 'low',
    },
    'nobody asked for the roles': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [],
      }),
      says: /was not asked/,
    },
  },
  'cannot tell when': {
    'the roles may not be read': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [hidden(keyId)],
      }),
      says: /could not be read/,
    },
    'a definition may not be read': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [assignment()] })],
        roleDefinitions: [hidden(definitionId)],
      }),
      says: /could not be read/,
    },
  },
  'does not apply when': {
    'it has no identity': { given: hubOf(hub({}, { identity: null })), says: /has no identity/ },
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
  },
});
