import { vaultPrivateServiceSide } from '../../../src/checks/azure-ai/vault-private-service-side.ts';
import { vaultId, hidden, legacy, account, hubWith, hubOf, vaultOf, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultPrivateServiceSide, {
  'passes when': { 'the vault has a public endpoint': { given: hubWith(), says: /has a public endpoint/ } },
  'fails when': {
    'it is private and lets nobody in': {
      given: vaultOf({ publicNetworkAccess: 'Disabled', networkAcls: { bypass: 'None' } }),
      says: /is private and does not let trusted services in/,
      severity: 'high',
    },
  },
  'asks when': {
    'its rules have a value that no document explains': {
      given: vaultOf({ publicNetworkAccess: 'Perhaps' }),
      says: /^does the vault acme-keys have a public endpoint\? publicNetworkAccess is "Perhaps"/,
      severity: 'medium',
    },
    'it is private and does not tell about trusted services': {
      given: vaultOf({ publicNetworkAccess: 'Disabled', networkAcls: null }),
      says: /does not tell whether trusted services come in/,
      severity: 'medium',
    },
    'a perimeter guards it': {
      given: vaultOf({ publicNetworkAccess: 'SecuredByPerimeter' }),
      says: /^a network security perimeter guards the vault acme-keys/,
      severity: 'medium',
    },
    'it is private and lets trusted services in': {
      given: vaultOf({ publicNetworkAccess: 'Disabled' }),
      says: /2026-08 support and those of 2024-11 do not/,
      severity: 'medium',
    },
  },
  'does not apply when': {
    'the data is in a managed resource group': { given: hubOf(legacy()), says: /does not use service-side encryption/ },
    'it is an account': { given: accountOf(account()), says: /does not use service-side/ },
  },
  'cannot tell when': {
    'the vault may not be read': {
      given: hubWith({ vaults: [hidden(vaultId)] }),
      says: /the vault acme-keys of the hub acme-hub could not be read; Vaults - Get: access was denied; grant Microsoft.KeyVault\/vaults\/read/,
    },
  },
});
