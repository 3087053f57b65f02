import { azureDeleteLock } from '../../../src/checks/azure/delete-lock.ts';
import { accountId, containerId } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const locks = (level: string, scope = accountId) => ({
  locks: { value: [{ id: `${scope}/providers/Microsoft.Authorization/locks/keep`, name: 'keep', properties: { level } }] },
});

describeCheck<'azure'>(azureDeleteLock, {
  'passes when': {
    'there is one': { given: locks('CanNotDelete'), says: 'the lock keep keeps the account from being deleted' },
    'it is on the resource group': {
      given: locks('CanNotDelete', '/subscriptions/00000000-0000-4000-8000-000000000001/resourcegroups/ACME'),
      says: 'the lock keep keeps the account from being deleted',
    },
    'it is read only': { given: locks('ReadOnly'), says: 'the lock keep keeps the account as it is' },
  },
  'fails when': {
    'there is none': { given: { locks: { value: [] } }, says: 'no lock keeps the account from being deleted', severity: 'low' },
    'it is on the container only': {
      given: locks('CanNotDelete', containerId),
      says: 'no lock keeps the account from being deleted',
    },
    'it is on the container only and the account is not known': {
      given: locks('CanNotDelete', containerId),
      with: { target: { uri: 'az://acmestorage/wandb', bucket: 'wandb', account: 'acmestorage' } },
      says: 'no lock keeps the account from being deleted',
    },
    'it is of no level': { given: locks('NotSpecified'), says: 'no lock keeps the account from being deleted' },
  },
});
