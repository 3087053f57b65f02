import { defineAzureAiCheck } from '../../core/check.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { judgeTrustedServices, onVault } from '../support/azure-ai/vault.ts';

export const vaultTrustedServices = defineAzureAiCheck({
  id: 'azure-ai/vault-trusted-services',
  title: 'The firewall of the vault lets trusted services in',
  severity: 'high',
  rationale:
    'A service reaches a vault behind a firewall only as a trusted service of Azure; otherwise it cannot unwrap its keys and stops.',
  remediation: 'Allow trusted services of Azure to bypass the firewall of the vault.',
  source: [{ document: 'AI-2411' }, { document: 'AI-2505' }, { document: 'AI-2608' }],
  rows: ['AZ-KV-07'],
  tags: ['keys', 'network'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) => ofOwnKey(facts, (use) => onVault(use, vaults, judgeTrustedServices)),
});
