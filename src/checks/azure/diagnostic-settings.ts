import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { printable } from '../../policy/printable.ts';
import { blobLogCategories, blobLogGroups } from '../../requirements/azure.ts';
import { az } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

type Setting = FacetValue<'azure', 'diagnosticSettings'>['value'][number];

const destinations = ['workspaceId', 'storageAccountId', 'eventHubAuthorizationRuleId', 'marketplacePartnerId'] as const;

/** A setting without a destination keeps nothing; a destination that is not used comes as an empty text or as null. */
const hasDestination = ({ properties }: Setting): boolean =>
  destinations.some((name) => properties[name] !== undefined && properties[name] !== null && properties[name] !== '');

/** The categories that a setting keeps; a group stands for all of them. */
function keptBy({ properties }: Setting): readonly string[] {
  const on = (properties.logs ?? []).filter(({ enabled }) => enabled === true);
  const isGroup = on.some(({ categoryGroup }) =>
    blobLogGroups.some((group) => group.toLowerCase() === categoryGroup?.toLowerCase()),
  );
  return isGroup
    ? blobLogCategories
    : blobLogCategories.filter((name) => on.some(({ category }) => category?.toLowerCase() === name.toLowerCase()));
}

export const azureDiagnosticSettings = defineAzureCheck({
  id: 'azure/diagnostic-settings',
  title: 'Reads, writes and deletions of blobs are logged',
  severity: 'low',
  rationale:
    'Files move over pre-signed URLs between clients and the container, past W&B: only the resource logs of the blob service tell who read what. They are kept by a diagnostic setting of the blob service; one of the account keeps metrics alone.',
  remediation:
    'Add a diagnostic setting to the blob service that sends StorageRead, StorageWrite and StorageDelete to a workspace or another account.',
  source: [
    { document: 'S004', edition: '2025-03', quote: 'Azure blob storage monitoring' },
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'AZ' },
  ],
  rows: ['AZ-BLOB-22', 'AZ-18', 'AUD-04'],
  tags: ['hygiene', 'logging'],
  controls: { 'nist-800-53-r5': ['AU-2', 'AU-12'] },
  requires: ['diagnosticSettings'],
  evaluate: ({ diagnosticSettings }, { target }) => {
    const settings = diagnosticSettings?.value ?? [];
    const useful = settings.filter(hasDestination);
    const kept = new Set(useful.flatMap(keptBy));
    const missing = blobLogCategories.filter((name) => !kept.has(name));
    const evidence = settings.slice(0, 20).map((setting, index) => ({
      facet: 'diagnosticSettings',
      path: `value.${index}.properties.logs`,
      value: { name: printable(setting.name ?? '', 80), keeps: keptBy(setting), destination: hasDestination(setting) },
    }));
    if (missing.length === 0) return pass('reads, writes and deletions of blobs are logged', { evidence });
    const blind = settings.filter((setting) => keptBy(setting).length > 0 && !hasDestination(setting));
    const message =
      kept.size > 0
        ? `no diagnostic setting of the blob service keeps ${missing.join(' and ')}`
        : blind.length > 0
          ? 'the diagnostic settings of the blob service have no destination, so nothing is kept'
          : settings.length === 0
            ? 'the blob service has no diagnostic setting'
            : 'no diagnostic setting of the blob service keeps logs of requests';
    const logs = JSON.stringify(blobLogCategories.map((category) => ({ category, enabled: true })));
    return fail(message, {
      evidence,
      fix: remedy(
        'Keep the logs; replace WORKSPACE_ID by the id of a Log Analytics workspace',
        ...(target.resourceId === undefined
          ? []
          : [
              az(
                'monitor',
                'diagnostic-settings',
                'create',
                '--name',
                'blob-requests',
                '--resource',
                `${target.resourceId}/blobServices/default`,
                '--workspace',
                'WORKSPACE_ID',
                '--logs',
                logs,
              ),
            ]),
      ),
    });
  },
});
