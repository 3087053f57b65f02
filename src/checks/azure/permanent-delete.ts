import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { noBlobService, updateBlobService } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azurePermanentDelete = defineAzureCheck({
  id: 'azure/permanent-delete',
  title: 'What soft delete keeps cannot be deleted for good before its time',
  severity: 'low',
  rationale:
    'With allowPermanentDelete, whoever may delete versions and snapshots can also empty what soft delete keeps, so it no longer protects against a hostile deletion.',
  remediation: 'Set allowPermanentDelete of the retention policy to false.',
  source: [{ document: 'AZ', inferred: true }],
  rows: ['AZ-BLOB-04'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: ['blobService'],
  evaluate: ({ blobService }) => {
    if (blobService === null) return noBlobService();
    const value = blobService.properties.deleteRetentionPolicy?.allowPermanentDelete ?? null;
    const evidence = [{ facet: 'blobService', path: 'properties.deleteRetentionPolicy.allowPermanentDelete', value }];
    if (value !== true) return pass('soft-deleted blobs cannot be deleted for good', { evidence });
    return fail('soft-deleted blobs can be deleted for good (allowPermanentDelete)', {
      evidence,
      fix: remedy(
        'Forbid permanent deletion',
        updateBlobService(blobService.id, '--set', 'deleteRetentionPolicy.allowPermanentDelete=false'),
      ),
    });
  },
});
