import { defineAzureAiCheck, fail, manual, pass, undecided } from '../../core/check.ts';
import { sameResource } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { given, sameText } from '../support/azure-ai/uses.ts';
import { onVault } from '../support/azure-ai/vault.ts';
import { az } from '../../fixes/azure.ts';
import { remedy } from '../../fixes/step.ts';

interface Log {
  readonly category?: string | null | undefined;
  readonly categoryGroup?: string | null | undefined;
  readonly enabled?: boolean | null | undefined;
}
interface Destinations {
  readonly workspaceId?: string | null | undefined;
  readonly storageAccountId?: string | null | undefined;
  readonly eventHubAuthorizationRuleId?: string | null | undefined;
  readonly marketplacePartnerId?: string | null | undefined;
}

const tellsAudit = ({ category, categoryGroup, enabled }: Log): boolean =>
  enabled === true &&
  (sameText(category, 'AuditEvent') || sameText(categoryGroup, 'audit') || sameText(categoryGroup, 'allLogs'));

/** Empty texts and null occur for destinations that are not set. */
const hasDestination = ({
  workspaceId,
  storageAccountId,
  eventHubAuthorizationRuleId,
  marketplacePartnerId,
}: Destinations): boolean =>
  [workspaceId, storageAccountId, eventHubAuthorizationRuleId, marketplacePartnerId].some((id) => given(id) !== undefined);

export const vaultAuditLogs = defineAzureAiCheck({
  id: 'azure-ai/vault-audit-logs',
  title: 'Use of the vault of the key is logged',
  severity: 'medium',
  rationale: 'Without logs of the vault nobody can tell who used, changed or deleted the key.',
  remediation: 'Send the audit events of the vault to a workspace, a storage account or an event hub.',
  source: [{ document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-KV-10'],
  tags: ['keys', 'hygiene'],
  controls: { 'nist-800-53-r5': ['AU-2', 'AU-12'] },
  requires: [...subjectFacets, 'vaults', 'vaultDiagnostics'],
  evaluate: ({ vaults, vaultDiagnostics, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onVault(use, vaults, (found) => {
        const index = (vaultDiagnostics ?? []).findIndex(({ id }) => sameResource(id, found.vault.id));
        const answer = vaultDiagnostics?.[index]?.answer;
        if (answer?.state === 'unreadable')
          return undecided(`whether ${found.noun} is logged could not be read`, ['vaultDiagnostics']);
        if (answer === undefined) return manual(`whether ${found.noun} is logged was not asked`, { severity: 'medium' });
        const settings = answer.state === 'present' ? answer.value.value : [];
        const evidence = [{ facet: 'vaultDiagnostics', path: `[${index}].answer.value.value`, value: settings.length }];
        const logging = settings.find(({ properties }) => hasDestination(properties) && (properties.logs ?? []).some(tellsAudit));
        if (logging !== undefined)
          return pass(`the audit events of ${found.noun} are logged by ${printable(logging.name ?? 'a setting', 80)}`, {
            evidence,
          });
        return fail(`the audit events of ${found.noun} are not logged`, {
          evidence,
          fix: remedy(
            'Log the audit events; put the id of your Log Analytics workspace in place of its name',
            az(
              'monitor',
              'diagnostic-settings',
              'create',
              '--name',
              'audit',
              '--resource',
              found.vault.id,
              '--logs',
              '[{"categoryGroup":"audit","enabled":true}]',
              '--workspace',
              'LOG_ANALYTICS_WORKSPACE_ID',
            ),
          ),
        });
      }),
    ),
});
