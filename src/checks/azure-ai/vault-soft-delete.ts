import { defineAzureAiCheck } from '../../core/check.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { judgeSoftDelete, onVault } from '../support/azure-ai/vault.ts';

export const vaultSoftDelete = defineAzureAiCheck({
  id: 'azure-ai/vault-soft-delete',
  title: 'Soft delete is enabled on the vault of the key',
  severity: 'high',
  rationale:
    'Azure refuses a key of a vault without soft delete, and a key that is deleted without it is gone with all data under it.',
  remediation: 'Enable soft delete on the vault, which cannot be undone.',
  source: [{ document: 'S003' }, { document: 'AI-2411' }, { document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-KV-01'],
  tags: ['keys', 'data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) => ofOwnKey(facts, (use) => onVault(use, vaults, judgeSoftDelete)),
});
