import type { AzureCase } from '../../fake-azure/blob-state.ts';
import { azureFault, logs } from './base.ts';

const rule = (definition: object) => ({ enabled: true, name: 'tidy', type: 'Lifecycle', definition });

export const azureDataCases: readonly AzureCase[] = [
  azureFault({
    name: 'blob-soft-delete-off',
    about: 'soft delete for blobs is off',
    service: { deleteRetentionPolicy: { enabled: false } },
    fails: ['azure/blob-soft-delete'],
    exit: 0,
  }),
  azureFault({
    name: 'container-soft-delete-off',
    about: 'soft delete for containers was never turned on',
    service: { containerDeleteRetentionPolicy: undefined },
    fails: ['azure/container-soft-delete'],
    exit: 0,
  }),
  azureFault({
    name: 'permanent-delete',
    about: 'what soft delete keeps can be deleted for good',
    service: { deleteRetentionPolicy: { enabled: true, days: 14, allowPermanentDelete: true } },
    fails: ['azure/permanent-delete'],
    exit: 0,
  }),
  azureFault({
    name: 'versioning-off',
    about: 'versioning was never enabled',
    service: { isVersioningEnabled: undefined },
    fails: ['azure/versioning'],
    exit: 0,
  }),
  azureFault({
    name: 'hierarchical-namespace',
    about: 'an account with a hierarchical namespace, where versioning is impossible',
    account: { isHnsEnabled: true },
    service: { isVersioningEnabled: undefined },
    fails: ['azure/versioning'],
    exit: 0,
  }),
  azureFault({
    name: 'lifecycle-deletes-blobs',
    about: 'a lifecycle rule deletes current blobs after 90 days',
    state: {
      managementRules: [
        rule({
          actions: {
            baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } },
            version: { delete: { daysAfterCreationGreaterThan: 30 } },
          },
          filters: { blobTypes: ['blockBlob'] },
        }),
      ],
    },
    fails: ['azure/lifecycle-current-objects'],
    exit: 1,
  }),
  azureFault({
    name: 'lifecycle-archives-blobs',
    about: 'a lifecycle rule moves blobs of the container to the tier Archive',
    state: {
      managementRules: [
        rule({
          actions: { baseBlob: { tierToArchive: { daysAfterLastAccessTimeGreaterThan: 180 } } },
          filters: { blobTypes: ['blockBlob'], prefixMatch: ['wandb/'] },
        }),
      ],
    },
    fails: ['azure/lifecycle-current-objects'],
    exit: 1,
  }),
  azureFault({
    name: 'lifecycle-other-container',
    about: 'a lifecycle rule deletes blobs of another container of the account',
    state: {
      managementRules: [
        rule({
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 7 } } },
          filters: { blobTypes: ['blockBlob'], prefixMatch: ['scratch/'] },
        }),
      ],
    },
    fails: [],
    exit: 0,
  }),
  azureFault({
    name: 'immutability-locked',
    about: 'a locked immutability policy of 30 days',
    state: {
      containerProperties: { publicAccess: 'None', hasImmutabilityPolicy: true, hasLegalHold: false },
      immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 30, state: 'Locked' },
    },
    fails: ['azure/immutability'],
    exit: 1,
  }),
  azureFault({
    name: 'legal-hold',
    about: 'the container is under a legal hold',
    state: { containerProperties: { publicAccess: 'None', hasImmutabilityPolicy: false, hasLegalHold: true } },
    fails: ['azure/immutability'],
    exit: 1,
  }),
  azureFault({
    name: 'no-lock',
    about: 'no lock keeps the account from being deleted',
    state: { locks: [] },
    fails: ['azure/delete-lock'],
    exit: 0,
  }),
  azureFault({
    name: 'cross-tenant-replication',
    about: 'blobs can be replicated into another tenant',
    account: { allowCrossTenantReplication: true },
    fails: ['azure/cross-tenant-replication'],
    exit: 0,
  }),
  azureFault({
    name: 'logs-without-destination',
    about: 'a diagnostic setting that sends the logs nowhere',
    state: { diagnosticSettings: [{ ...logs, properties: { ...logs.properties, workspaceId: '' } }] },
    fails: ['azure/diagnostic-settings'],
    exit: 0,
  }),
  azureFault({
    name: 'bad-path',
    about: 'a path that starts with a slash',
    prefix: '/runs',
    fails: ['azure/prefix'],
    exit: 0,
  }),
];
