import { defineAzureAiCheck } from '../../core/check.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { judgePurgeProtection, onVault } from '../support/azure-ai/vault.ts';

export const vaultPurgeProtection = defineAzureAiCheck({
  id: 'azure-ai/vault-purge-protection',
  title: 'Purge protection is enabled on the vault of the key',
  severity: 'high',
  rationale: 'Without it whoever may purge destroys the key for good, and with it all data that it encrypts.',
  remediation: 'Enable purge protection on the vault, which cannot be undone.',
  source: [{ document: 'S003' }, { document: 'AI-2411' }, { document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-KV-02'],
  tags: ['keys', 'data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) => ofOwnKey(facts, (use) => onVault(use, vaults, judgePurgeProtection)),
});
