import { defineAzureAiCheck } from '../../core/check.ts';
import { accessFacets } from '../support/azure-ai/access.ts';
import { machinesAround } from '../support/azure-ai/principal.ts';
import { judgeOverGrants } from '../support/azure-ai/over-grants.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyOverGrants = defineAzureAiCheck({
  id: 'azure-ai/key-over-grants',
  title: 'The managed identity may do no more than it needs with the key',
  severity: 'low',
  rationale:
    'An identity that only wraps keys has no use for creating, deleting or reading anything else, and a stolen token would have it.',
  remediation: 'Give the identity get, wrapKey and unwrapKey only.',
  source: [{ document: 'TFZ' }, { document: 'AZ', inferred: true }],
  rows: ['AZ-PERM-04'],
  tags: ['keys', 'access'],
  controls: { 'nist-800-53-r5': ['AC-6'] },
  requires: [...subjectFacets, 'vaults'],
  consults: [...accessFacets, 'storageAccounts', 'accounts', 'registries'],
  evaluate: ({ vaults, identities, roleAssignments, roleDefinitions, denyAssignments, ...facts }) => {
    const machines = machinesAround(facts);
    return ofOwnKey(facts, (use) =>
      judgeOverGrants(use, { vaults, identities, roleAssignments, roleDefinitions, denyAssignments, machines }),
    );
  },
});
