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
      says: /no role is known to give/,
    },
    'no role is assigned': {
      given: hubWith({
        vaults: [item(vaultId, vault({ enableRbacAuthorization: true, accessPolicies: [] }))],
        roleAssignments: [item(keyId, { value: [] })],
        roleDefinitions: [item(definitionId, wrapper)],
      }),
      says: /no role is known/,
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
