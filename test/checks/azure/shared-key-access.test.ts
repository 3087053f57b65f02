import { azureSharedKeyAccess } from '../../../src/checks/azure/shared-key-access.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureSharedKeyAccess, {
  'passes when': {
    'the key is allowed': {
      given: account({ allowSharedKeyAccess: true }),
      with: { access: 'account-key' },
      says: "access with the account's key is allowed",
    },
    'nothing forbids it': { given: account(), with: { access: 'account-key' }, says: /not forbidden, which means allowed$/ },
    'it is null': { given: account({ allowSharedKeyAccess: null }), says: /not forbidden/ },
  },
  'fails when': {
    'the key is forbidden and W&B uses it': {
      given: account({ allowSharedKeyAccess: false }),
      with: { access: 'account-key' },
      says: 'the account refuses its key (allowSharedKeyAccess is false), and W&B signs every URL with it',
      severity: 'high',
    },
    'the documents of the edition know nothing else at instance level': {
      given: account({ allowSharedKeyAccess: false }),
      with: { level: 'instance', edition: '2025-03' },
      says: /^the account refuses its key/,
    },
  },
  'asks when': {
    'it is forbidden and nobody declared how W&B gets in': {
      given: account({ allowSharedKeyAccess: false }),
      with: { level: 'instance' },
      says: /how W&B gets at it is not declared$/,
      severity: 'medium',
    },
  },
  'does not apply when': {
    'there is no account': { says: /^there is no storage account/ },
    'W&B signs as an identity': {
      given: account({ allowSharedKeyAccess: false }),
      with: { access: 'managed-identity' },
      says: /^W&B signs as a managed identity/,
    },
    'an identity is declared': {
      given: account({ allowSharedKeyAccess: false }),
      with: { principal: '5e1f0000-0000-4000-8000-000000000003' },
      says: /^W&B signs as a managed identity/,
    },
  },
});
