import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { noBlobService, updateBlobService } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureVersioning = defineAzureCheck({
  id: 'azure/versioning',
  title: 'Blob versioning is enabled on the account',
  severity: 'low',
  severityIn: { '2025-03': 'medium' },
  rationale:
    "The documents of 2025-03 ask for versioning; later ones and W&B's Terraform module do not. It brings back what was overwritten, where soft delete covers deletions only. An account with a hierarchical namespace (Data Lake Storage) cannot keep versions.",
  remediation: 'Enable versioning, and delete old versions by a lifecycle rule.',
  source: [{ document: 'S004', edition: '2025-03', quote: 'Enable versioning' }, { document: 'D-2025-05' }, { document: 'AZ' }],
  rows: ['AZ-BLOB-05', 'AZ-BLOB-06', 'AZ-09'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9', 'SI-12'] },
  requires: ['blobService'],
  consults: ['storageAccount'],
  evaluate: ({ blobService, storageAccount }) => {
    if (blobService === null) return noBlobService();
    const value = blobService.properties.isVersioningEnabled ?? null;
    const evidence = [{ facet: 'blobService', path: 'properties.isVersioningEnabled', value }];
    if (value === true) return pass('versioning is enabled', { evidence });
    if (storageAccount.state === 'present' && storageAccount.value.properties.isHnsEnabled === true)
      return fail('versioning is off and cannot be enabled: the account has a hierarchical namespace', {
        key: 'hierarchical-namespace',
        evidence: [...evidence, { facet: 'storageAccount', path: 'properties.isHnsEnabled', value: true }],
        details: ['soft delete covers deletions there, and nothing covers overwriting'],
        fix: { summary: 'Use an account without a hierarchical namespace, which is chosen when an account is created' },
      });
    return fail(value === null ? 'versioning was never enabled' : 'versioning is off', {
      evidence,
      fix: remedy('Enable versioning', updateBlobService(blobService.id, '--enable-versioning', 'true')),
    });
  },
});
