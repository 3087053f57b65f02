import { azureInfrastructureEncryption } from '../../../src/checks/azure/infrastructure-encryption.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureInfrastructureEncryption, {
  'passes when': {
    'it is on': {
      given: account({ encryption: { requireInfrastructureEncryption: true } }),
      says: 'infrastructure encryption is on',
    },
  },
  'fails when': {
    'it is off': {
      given: account({ encryption: { requireInfrastructureEncryption: false } }),
      says: 'the account has no infrastructure encryption',
      severity: 'info',
    },
    'nothing is told': { given: account(), says: 'the account has no infrastructure encryption' },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
