import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { softDeleteDays } from '../../requirements/azure.ts';
import { noBlobService, updateBlobService } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureContainerSoftDelete = defineAzureCheck({
  id: 'azure/container-soft-delete',
  title: 'Soft delete keeps deleted containers',
  severity: 'low',
  severityIn: { '2025-03': 'medium' },
  rationale:
    "One call deletes a container with everything in it, and soft delete for blobs does not bring it back. The documents of 2025-03 ask for both; later ones and W&B's Terraform module for neither.",
  remediation: 'Turn soft delete for containers on.',
  source: [{ document: 'S004', edition: '2025-03', quote: 'Enable Blob and container soft deletion' }, { document: 'D-2025-05' }],
  rows: ['AZ-BLOB-03', 'AZ-09'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: ['blobService'],
  evaluate: ({ blobService }) => {
    if (blobService === null) return noBlobService();
    const policy = blobService.properties.containerDeleteRetentionPolicy;
    const days = policy?.days ?? undefined;
    const value = policy?.enabled ?? null;
    const evidence = [{ facet: 'blobService', path: 'properties.containerDeleteRetentionPolicy.enabled', value }];
    if (value === true)
      return pass(
        `soft delete keeps deleted containers${days === undefined ? '' : ` for ${days} ${days === 1 ? 'day' : 'days'}`}`,
        {
          evidence,
        },
      );
    const flags = ['--enable-container-delete-retention', 'true', '--container-delete-retention-days', String(softDeleteDays)];
    return fail(value === null ? 'soft delete for containers was never turned on' : 'soft delete for containers is off', {
      evidence,
      fix: remedy(`Turn soft delete for containers on, for ${softDeleteDays} days`, updateBlobService(blobService.id, ...flags)),
    });
  },
});
