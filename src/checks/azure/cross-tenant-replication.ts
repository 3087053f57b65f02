import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureCrossTenantReplication = defineAzureCheck({
  id: 'azure/cross-tenant-replication',
  title: 'Blobs cannot be replicated into another tenant',
  severity: 'low',
  rationale:
    'While allowCrossTenantReplication is true, whoever may change the account can have every blob copied into a tenant of somebody else. W&B does not need it, and its Terraform module turns it on.',
  remediation: 'Set allowCrossTenantReplication to false.',
  source: [{ document: 'TFZ' }, { document: 'AZ', inferred: true }],
  rows: ['AZ-BLOB-28', 'AZ-14'],
  tags: ['access'],
  controls: { 'nist-800-53-r5': ['AC-4'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { allowCrossTenantReplication } = storageAccount.properties;
    const evidence = [accountLine('allowCrossTenantReplication', allowCrossTenantReplication)];
    if (allowCrossTenantReplication === false) return pass('blobs cannot be replicated into another tenant', { evidence });
    const message =
      allowCrossTenantReplication === true
        ? 'blobs can be replicated into another tenant'
        : 'the account does not say that it forbids replication into another tenant (allowCrossTenantReplication is not set)';
    return fail(message, {
      evidence,
      fix: remedy(
        'Forbid replication into other tenants',
        updateAccount(storageAccount.id, '--allow-cross-tenant-replication', 'false'),
      ),
    });
  },
});
