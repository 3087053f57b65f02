import { expect, it } from 'vitest';
import { vaultTrustedServices } from '../../../src/checks/azure-ai/vault-trusted-services.ts';
import { vaultId, hidden, hubWith, hubOf, vaultOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultTrustedServices, {
  'passes when': {
    'they are let in': { given: hubWith(), says: /lets trusted services in/ },
    'there is no firewall': { given: vaultOf({ networkAcls: null }), says: /keeps no service out/ },
    'bypass has its default': { given: vaultOf({ networkAcls: { defaultAction: 'Deny' } }), says: /lets trusted services in/ },
  },
  'fails when': {
    'bypass is None': {
      given: vaultOf({ networkAcls: { defaultAction: 'Deny', bypass: 'None' } }),
      says: 'the firewall of the vault acme-keys keeps trusted services out: bypass is None',
      severity: 'high',
    },
    'the vault is private': {
      given: vaultOf({ publicNetworkAccess: 'disabled', networkAcls: { defaultAction: 'Allow', bypass: 'None' } }),
      says: /keeps trusted services out/,
    },
  },
  'asks when': {
    'the default action is one that no document explains': {
      given: vaultOf({ networkAcls: { defaultAction: 'Perhaps', bypass: 'None' } }),
      says: 'networkAcls.defaultAction is "Perhaps" at the vault acme-keys, and it does not tell whether trusted services come in',
      severity: 'medium',
    },
    'bypass has a value that no document explains': {
      given: vaultOf({ networkAcls: { defaultAction: 'Deny', bypass: 'Friends' } }),
      says: /^bypass of the vault acme-keys is Friends, and it does not tell/,
    },
    'a perimeter decides': {
      given: vaultOf({ publicNetworkAccess: 'SecuredByPerimeter' }),
      says: /a network security perimeter guards/,
    },
    'the vault is private and has no rules': {
      given: vaultOf({ publicNetworkAccess: 'Disabled', networkAcls: null }),
      says: /does not tell whether trusted services come in/,
      severity: 'medium',
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

it('says which edition says what', () => {
  const { details } = judge(vaultTrustedServices, { given: vaultOf({ networkAcls: { defaultAction: 'Deny', bypass: 'None' } }) });
  expect(details).toEqual([expect.stringMatching(/2023-11 do not mention.*2024-11/)]);
});
