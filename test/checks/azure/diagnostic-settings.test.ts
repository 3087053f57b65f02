import { azureDiagnosticSettings } from '../../../src/checks/azure/diagnostic-settings.ts';
import type { FacetValue } from '../../../src/evidence/index.ts';
import { describeCheck } from '../../support/describe-check.ts';

type Properties = FacetValue<'azure', 'diagnosticSettings'>['value'][number]['properties'];

const settings = (...list: readonly Properties[]) => ({
  diagnosticSettings: { value: list.map((properties, index) => ({ name: `setting-${index}`, properties })) },
});

describeCheck<'azure'>(azureDiagnosticSettings, {
  'passes when': {
    'a group is kept': {
      given: settings({ workspaceId: 'w', logs: [{ categoryGroup: 'allLogs', enabled: true }] }),
      says: 'reads, writes and deletions of blobs are logged',
    },
    'every category is kept': {
      given: settings({
        storageAccountId: 's',
        logs: ['StorageRead', 'StorageWrite', 'StorageDelete'].map((category) => ({ category, enabled: true })),
      }),
      says: 'reads, writes and deletions of blobs are logged',
    },
    'two settings keep them together': {
      given: settings(
        { workspaceId: 'w', logs: [{ category: 'StorageRead', enabled: true }] },
        {
          eventHubAuthorizationRuleId: 'e',
          logs: ['StorageWrite', 'StorageDelete'].map((category) => ({ category, enabled: true })),
        },
      ),
      says: 'reads, writes and deletions of blobs are logged',
    },
  },
  'fails when': {
    'there is none': {
      given: { diagnosticSettings: { value: [] } },
      says: 'the blob service has no diagnostic setting',
      severity: 'low',
    },
    'reads are not kept': {
      given: settings({
        workspaceId: 'w',
        logs: ['StorageWrite', 'StorageDelete'].map((category) => ({ category, enabled: true })),
      }),
      says: 'no diagnostic setting of the blob service keeps StorageRead',
    },
    'there is no destination': {
      given: settings({ workspaceId: '', storageAccountId: null, logs: [{ categoryGroup: 'audit', enabled: true }] }),
      says: /have no destination, so nothing is kept$/,
    },
    'the group is off': {
      given: settings({ workspaceId: 'w', logs: [{ categoryGroup: 'audit', enabled: false }] }),
      says: /keeps logs of requests$/,
    },
  },
});
