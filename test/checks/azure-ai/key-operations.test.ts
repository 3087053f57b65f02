import { keyOperations } from '../../../src/checks/azure-ai/key-operations.ts';
import { keyId, hidden, hubWith, hubOf, keyOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(keyOperations, {
  'passes when': {
    'both are there': { given: keyOf({ keyOps: ['WRAPKEY', 'unwrapKey', 'sign'] }), says: /allows wrapKey and unwrapKey/ },
  },
  'fails when': {
    'one is missing': { given: keyOf({ keyOps: ['wrapKey'] }), says: 'the key cmk does not allow unwrapKey', severity: 'high' },
    'the list is empty': { given: keyOf({ keyOps: [] }), says: /wrapKey and unwrapKey/ },
  },
  'asks when': { 'the vault does not tell': { given: keyOf({ keyOps: null }), says: /does not tell/, severity: 'medium' } },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
  'cannot tell when': {
    'the key may not be read': {
      given: hubWith({ keys: [hidden(keyId)] }),
      says: /the key cmk of the hub acme-hub could not be read.*grant Microsoft.KeyVault\/vaults\/keys\/read/,
    },
  },
});
