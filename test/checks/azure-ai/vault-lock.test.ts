import { vaultLock } from '../../../src/checks/azure-ai/vault-lock.ts';
import { vaultId, item, hidden, hubWith, hubOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(vaultLock, {
  'passes when': {
    'it has one': {
      given: hubWith({ vaultLocks: [item(vaultId, { value: [{ id: 'x', properties: { level: 'CanNotDelete' } }] })] }),
      says: 'the vault acme-keys has a lock of level CanNotDelete',
    },
  },
  'fails when': {
    'it has none': {
      given: hubWith({ vaultLocks: [item(vaultId, { value: [] })] }),
      says: 'no lock keeps the vault acme-keys from being deleted',
      severity: 'low',
    },
  },
  'cannot tell when': {
    'the locks may not be read': {
      given: hubWith({ vaultLocks: [hidden(vaultId)] }),
      says: /the locks on the vault acme-keys could not be read/,
    },
  },
  'asks when': { 'nobody asked': { given: hubWith({ vaultLocks: [] }), says: /was not asked/ } },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
});
