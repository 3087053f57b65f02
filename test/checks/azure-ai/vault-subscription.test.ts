import { vaultSubscription } from '../../../src/checks/azure-ai/vault-subscription.ts';
import {
  subscription,
  vaultId,
  item,
  hidden,
  hub,
  account,
  vault,
  hubWith,
  hubOf,
  vaultOf,
  accountOf,
  plainHub,
} from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultSubscription, {
  'passes when': { 'it is one': { given: hubWith(), says: /is in the subscription of the hub acme-hub/ } },
  'fails when': {
    'a workspace of Machine Learning has another': {
      given: hubOf(hub({}, { kind: 'Default' }), {
        vaults: [item(vaultId, vault({}, { id: vaultId.replace(subscription, 'other') }))],
      }),
      says: /is in the subscription other, and the workspace acme-hub/,
      severity: 'medium',
    },
  },
  'asks when': {
    'the documents of hubs contradict each other': {
      given: hubWith({ vaults: [item(vaultId, vault({}, { id: vaultId.replace(subscription, 'other') }))] }),
      says: /contradict each other/,
      severity: 'medium',
    },
    'an id is none': { given: vaultOf({}, { id: 'x' }), says: /does not tell its subscription/ },
  },
  'does not apply when': {
    'it is an account': { given: accountOf(account()), says: /any subscription/ },
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /key of Microsoft/ },
  },
  'cannot tell when': {
    'the vault may not be read': {
      given: hubWith({ vaults: [hidden(vaultId)] }),
      says: /the vault acme-keys of the hub acme-hub could not be read; Vaults - Get: access was denied; grant Microsoft.KeyVault\/vaults\/read/,
    },
  },
});
