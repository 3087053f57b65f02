import { vaultFirewall } from '../../../src/checks/azure-ai/vault-firewall.ts';
import { vaultId, hidden, hubWith, hubOf, vaultOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultFirewall, {
  'passes when': {
    'it denies by default': { given: hubWith(), says: /behind its firewall/ },
    'public access is off': {
      given: vaultOf({ networkAcls: null, publicNetworkAccess: 'Disabled' }),
      says: /behind its firewall/,
    },
  },
  'fails when': {
    'there are no rules': {
      given: vaultOf({ networkAcls: null }),
      says: 'the vault acme-keys is open to every network',
      severity: 'medium',
    },
    'the rules allow': { given: vaultOf({ networkAcls: { defaultAction: 'Allow' } }), says: /open to every network/ },
  },
  'asks when': {
    'its rules have a value that no document explains': {
      given: vaultOf({ networkAcls: { defaultAction: 'Perhaps' } }),
      says: /^which networks does the vault acme-keys let in\? networkAcls\.defaultAction is "Perhaps"/,
      severity: 'medium',
    },
    'a perimeter decides': {
      given: vaultOf({ publicNetworkAccess: 'SecuredByPerimeter' }),
      says: /a network security perimeter guards/,
    },
  },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
  'cannot tell when': {
    'the vault may not be read': {
      given: hubWith({ vaults: [hidden(vaultId)] }),
      says: /the vault acme-keys of the hub acme-hub could not be read; Vaults - Get: access was denied; grant Microsoft.KeyVault\/vaults\/read/,
    },
  },
});
