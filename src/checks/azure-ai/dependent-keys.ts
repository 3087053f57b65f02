import { defineAzureAiCheck } from '../../core/check.ts';
import { accessFacets } from '../support/azure-ai/access.ts';
import { dependentUses, judgeUse } from '../support/azure-ai/dependent-keys.ts';
import { ofDependents, projectFacets } from '../support/azure-ai/dependents.ts';
import { machinesOf, readOf } from '../support/azure-ai/principal.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';

export const dependentKeys = defineAzureAiCheck({
  id: 'azure-ai/dependent-keys',
  title: 'The keys of dependent resources are usable and protected',
  severity: 'high',
  rationale: 'Each dependent resource stops with its own key, whatever the key of the hub is like.',
  remediation: 'Mend the vault, the key or the permissions that the finding names.',
  source: [{ document: 'S003' }, { document: 'AI-2505' }, { document: 'AZ' }],
  rows: ['AZ-DEP-01'],
  tags: ['keys', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'storageAccounts', 'accounts', 'registries', 'cosmosAccounts', 'vaults', 'keys', 'keyVersions'],
  consults: [...accessFacets, ...projectFacets],
  evaluate: (
    {
      storageAccounts,
      accounts,
      registries,
      cosmosAccounts,
      vaults,
      keys,
      keyVersions,
      identities,
      roleAssignments,
      roleDefinitions,
      denyAssignments,
      ...facts
    },
    { collectedAt },
  ) => {
    const { workspace, hub, account } = facts;
    const machines = machinesOf([
      workspace,
      hub,
      account,
      ...readOf(storageAccounts),
      ...readOf(accounts),
      ...readOf(registries),
    ]);
    return ofDependents(facts, 'depends on no resource with a customer-managed key', (subject) =>
      dependentUses(subject, { storageAccounts, accounts, registries, cosmosAccounts }).flatMap((each) =>
        'verdict' in each
          ? [each.verdict]
          : judgeUse(
              each.use,
              { vaults, identities, roleAssignments, roleDefinitions, denyAssignments, machines },
              { keys, keyVersions },
              collectedAt,
            ),
      ),
    );
  },
});
