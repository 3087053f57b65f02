import { azureAccountKind } from '../../../src/checks/azure/account-kind.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureAccountKind, {
  'passes when': {
    'it is general-purpose v2': { given: account(), says: 'the account is StorageV2' },
    'it is for block blobs, on premium disks': {
      given: account({}, { kind: 'BlockBlobStorage', sku: { name: 'Premium_LRS' } }),
      says: 'the account is BlockBlobStorage',
    },
  },
  'fails when': {
    'it is general-purpose v1': {
      given: account({}, { kind: 'Storage' }),
      says: /^the account is general-purpose v1/,
      severity: 'medium',
    },
    'it is general-purpose on premium disks': {
      given: account({}, { sku: { name: 'Premium_LRS' } }),
      says: 'the account is StorageV2 on premium disks (Premium_LRS), which answers no CORS request of a browser',
    },
    'it holds files': { given: account({}, { kind: 'FileStorage' }), says: /^the account is FileStorage, and blobs/ },
  },
  'asks when': {
    'no kind is told': { given: account({}, { kind: null }), says: /does not tell the kind/, severity: 'low' },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
