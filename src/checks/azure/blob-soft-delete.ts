import { defineAzureCheck, fail, manual, pass, undecided } from '../../core/check.ts';
import { softDeleteDays } from '../../requirements/azure.ts';
import { updateBlobService } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureBlobSoftDelete = defineAzureCheck({
  id: 'azure/blob-soft-delete',
  title: 'Soft delete keeps deleted blobs for a week or longer',
  severity: 'low',
  severityIn: { '2025-03': 'medium' },
  rationale:
    "The documents of 2025-03 ask for it. Since May 2025 the step is gone from the page, and W&B's Terraform module does not set it, but the page on deleting artifacts still says that W&B collects no deleted artifacts of Azure without it. It also brings back what was deleted by mistake.",
  remediation: 'Turn soft delete for blobs on, for 7 days or longer.',
  source: [
    { document: 'S004', edition: '2025-03', quote: 'Enable Blob and container soft deletion' },
    { document: 'D-2025-05' },
    { document: 'D-2026S', edition: '2026-02' },
  ],
  rows: ['AZ-BLOB-02', 'AZ-09'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: [],
  consults: ['blobService', 'blobProperties'],
  evaluate: ({ blobService, blobProperties }, { target }) => {
    const known =
      blobService.state === 'present'
        ? { facet: 'blobService', path: 'properties.', policy: blobService.value.properties.deleteRetentionPolicy }
        : blobProperties.state === 'present'
          ? { facet: 'blobProperties', path: '', policy: blobProperties.value.deleteRetentionPolicy }
          : undefined;
    if (known === undefined) return undecided('whether soft delete is on could not be read', ['blobService', 'blobProperties']);
    const { facet, path, policy } = known;
    const on = policy?.enabled === true;
    const days = policy?.days ?? undefined;
    const evidence = [
      { facet, path: `${path}deleteRetentionPolicy`, value: { enabled: policy?.enabled ?? null, days: days ?? null } },
    ];
    const id = (blobService.state === 'present' ? blobService.value.id : undefined) ?? target.resourceId;
    const flags = ['--enable-delete-retention', 'true', '--delete-retention-days', String(softDeleteDays)];
    const fix = remedy(
      `Turn soft delete for blobs on, for ${softDeleteDays} days; what is deleted is billed until it is gone`,
      ...(id === undefined ? [] : [updateBlobService(id, ...flags)]),
    );
    if (!on) return fail('soft delete for blobs is off', { evidence, fix });
    if (days === undefined)
      return manual('soft delete for blobs is on, for a time that the answer does not tell', { severity: 'low', evidence });
    if (days < softDeleteDays)
      return fail(`soft delete keeps deleted blobs for ${days} ${days === 1 ? 'day' : 'days'} only`, {
        key: 'days',
        severity: 'low',
        evidence,
        fix,
      });
    return pass(`soft delete keeps deleted blobs for ${days} days`, { evidence });
  },
});
