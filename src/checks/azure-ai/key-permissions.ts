import { defineAzureAiCheck } from '../../core/check.ts';
import { accessFacets, judgeAccess } from '../support/azure-ai/access.ts';
import { machinesAround } from '../support/azure-ai/principal.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyPermissions = defineAzureAiCheck({
  id: 'azure-ai/key-permissions',
  title: 'The managed identity may get, wrap and unwrap with the key',
  severity: 'high',
  rationale: 'Without these three the resource cannot get at its data. Key Vault asks access policies or Azure RBAC, never both.',
  remediation: 'Give the identity get, wrapKey and unwrapKey by the model that the vault uses.',
  source: [{ document: 'S003' }, { document: 'AI-2505' }, { document: 'AI-2509' }, { document: 'AI-2608' }],
  rows: ['AZ-PERM-01', 'AZ-PERM-02', 'AZ-PERM-03'],
  tags: ['keys', 'access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'SC-12'] },
  requires: [...subjectFacets, 'vaults'],
  consults: [...accessFacets, 'storageAccounts', 'accounts', 'registries'],
  evaluate: ({ vaults, identities, roleAssignments, roleDefinitions, denyAssignments, ...facts }) => {
    const machines = machinesAround(facts);
    return ofOwnKey(facts, (use) =>
      judgeAccess(use, { vaults, identities, roleAssignments, roleDefinitions, denyAssignments, machines }),
    );
  },
});
