import { azureBlobSoftDelete } from '../../../src/checks/azure/blob-soft-delete.ts';
import { service } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const policy = (deleteRetentionPolicy: { readonly enabled: boolean; readonly days?: number }) =>
  service({ deleteRetentionPolicy });

describeCheck<'azure'>(azureBlobSoftDelete, {
  'passes when': {
    'it keeps a week': { given: policy({ enabled: true, days: 7 }), says: 'soft delete keeps deleted blobs for 7 days' },
    'the blob service itself says so': {
      given: { blobProperties: { deleteRetentionPolicy: { enabled: true, days: 30 } } },
      unreadable: { blobService: 'access-denied' },
      says: 'soft delete keeps deleted blobs for 30 days',
    },
  },
  'asks when': {
    'no days are told': { given: policy({ enabled: true }), says: /does not tell$/, severity: 'low' },
  },
  'fails when': {
    'it is off': { given: policy({ enabled: false }), says: 'soft delete for blobs is off', severity: 'low' },
    'it is off, and the edition asks for it': {
      given: policy({ enabled: false }),
      with: { edition: '2025-03' },
      says: 'soft delete for blobs is off',
      severity: 'medium',
    },
    'nothing is told': { given: service(), says: 'soft delete for blobs is off' },
    'it keeps a day': {
      given: policy({ enabled: true, days: 1 }),
      says: 'soft delete keeps deleted blobs for 1 day only',
      severity: 'low',
    },
  },
  'cannot tell when': {
    'neither answer may be read': {
      unreadable: { blobService: 'access-denied', blobProperties: 'timeout' },
      says: /^whether soft delete is on could not be read/,
    },
  },
});
