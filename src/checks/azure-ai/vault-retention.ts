import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { retentionDays } from '../../requirements/azure-ai.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { onVault } from '../support/azure-ai/vault.ts';

export const vaultRetention = defineAzureAiCheck({
  id: 'azure-ai/vault-retention',
  title: 'The vault keeps deleted keys for 90 days',
  severity: 'low',
  rationale: 'The time for which the vault keeps a deleted key is the time in which a mistake can be noticed.',
  remediation: 'Choose 90 days when the vault is made; the time cannot be changed later.',
  source: [{ document: 'AZ' }, { document: 'TFZ' }],
  rows: ['AZ-KV-03'],
  tags: ['keys', 'data-protection'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onVault(use, vaults, (found) => {
        const days = found.vault.properties.softDeleteRetentionInDays;
        const evidence = found.evidence('properties.softDeleteRetentionInDays', days);
        if (days === null || days === undefined)
          return manual(`${found.noun} does not tell for how long it keeps deleted keys`, { severity: 'low', evidence });
        if (days >= retentionDays.most) return pass(`${found.noun} keeps deleted keys for ${days} days`, { evidence });
        return fail(
          `${found.noun} keeps deleted keys for ${days} days, of ${retentionDays.least} to ${retentionDays.most} that are possible`,
          {
            evidence,
            fix: { summary: 'Choose 90 days when a vault is made anew; the time of an existing one cannot be changed' },
          },
        );
      }),
    ),
});
