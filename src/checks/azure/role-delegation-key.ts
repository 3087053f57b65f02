import { defineAzureCheck } from '../../core/check.ts';
import { delegationKeyAction } from '../../requirements/azure.ts';
import { assignRole, grantFacets, knownRoles, needsVerdict } from '../support/azure/roles.ts';
import { remedy } from '../../fixes/step.ts';

export const azureRoleDelegationKey = defineAzureCheck({
  id: 'azure/role-delegation-key',
  title: 'The managed identity may sign URLs for the account',
  severity: 'high',
  rationale:
    'A managed identity signs a URL with a user delegation key, which it asks of the account. A role on the container opens the blobs and does not give this key, so that W&B could work with them and hand out no URL.',
  remediation: 'Assign Storage Blob Data Contributor, or Storage Blob Delegator, on the account rather than on the container.',
  source: [
    {
      document: 'AZ',
      quote: 'must be scoped at the level of the storage account, the resource group, or the subscription',
    },
    { document: 'D-2026-08', quote: '**Workload identity (user-delegation SAS)**' },
  ],
  rows: ['AZ-ID-03', 'AZ-07', 'PSU-07'],
  tags: ['access', 'policy', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: [],
  consults: grantFacets,
  evaluate: (facts, context) => {
    const known = knownRoles(facts, context);
    if ('verdict' in known) return known.verdict;
    const need = { name: 'generateUserDelegationKey', answer: known.onAccount.can(delegationKeyAction, 'action') };
    return needsVerdict(known, [need], {
      purpose: 'sign URLs for the account',
      fix: remedy('Assign Storage Blob Delegator on the account', assignRole(known, 'Storage Blob Delegator')),
    });
  },
});
