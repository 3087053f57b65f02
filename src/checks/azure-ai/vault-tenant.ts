import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';
import { onVault } from '../support/azure-ai/vault.ts';

export const vaultTenant = defineAzureAiCheck({
  id: 'azure-ai/vault-tenant',
  title: 'The vault of the key is in the tenant of the resource',
  severity: 'high',
  rationale: 'A managed identity exists in its own Microsoft Entra tenant only, so a vault of another tenant never lets it in.',
  remediation: 'Use a vault in the tenant of the resource.',
  source: [{ document: 'AI-2411' }, { document: 'AI-2505' }, { document: 'HUB-2509' }],
  rows: ['AZ-KV-05'],
  tags: ['keys'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onVault(use, vaults, (found) => {
        const { tenantId } = found.vault.properties;
        const evidence = [
          ...found.evidence('properties.tenantId', tenantId),
          { facet: use.facet, path: 'identity.tenantId', value: use.tenantId ?? null },
        ];
        if (tenantId === null || tenantId === undefined || use.tenantId === undefined) {
          return manual(`not both ${found.noun} and ${use.who} tell their tenant`, { severity: 'medium', evidence });
        }
        if (sameText(tenantId, use.tenantId)) return pass(`${found.noun} and ${use.who} are in one tenant`, { evidence });
        return fail(
          `${found.noun} is in the tenant ${printable(tenantId, 60)}, and ${use.who} is in ${printable(use.tenantId, 60)}`,
          {
            evidence,
            fix: { summary: 'Use a vault in the tenant of the resource' },
          },
        );
      }),
    ),
});
