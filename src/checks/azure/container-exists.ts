import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { az } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureContainerExists = defineAzureCheck({
  id: 'azure/container-exists',
  title: 'The container exists in the storage account',
  severity: 'high',
  rationale: 'W&B creates no container: it reads and writes the one that it is given.',
  remediation: 'Create the container, or correct the name of the account or of the container.',
  source: [
    { document: 'D-2026S', edition: '2026-02', quote: 'Create a container with a name of your choice.' },
    { document: 'TFZ', quote: 'resource "azurerm_storage_container" "default"' },
  ],
  rows: ['AZ-BLOB-01', 'AZ-10'],
  tags: ['existence'],
  requires: ['container'],
  evaluate: ({ container }, { target }) => {
    const deleted = container?.properties.deleted === true;
    if (container !== null && !deleted) return pass('the container exists');
    const account = target.resourceId ?? target.account;
    return fail(
      deleted ? 'the container was deleted and waits for the end of its retention' : 'the account has no such container',
      {
        key: deleted ? 'deleted' : 'missing',
        evidence: deleted ? [{ facet: 'container', path: 'properties.deleted', value: true }] : [],
        fix: remedy(
          deleted ? 'Restore the container' : 'Create the container, without public access',
          ...(account === undefined || deleted
            ? []
            : [
                az(
                  'storage',
                  'container-rm',
                  'create',
                  '--storage-account',
                  account,
                  '--name',
                  target.bucket,
                  '--public-access',
                  'off',
                ),
              ]),
        ),
      },
    );
  },
});
