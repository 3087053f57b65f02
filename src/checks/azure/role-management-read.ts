import { defineAzureCheck } from '../../core/check.ts';
import { managementReads } from '../../requirements/azure.ts';
import { assignRole, grantFacets, knownRoles, needsVerdict } from '../support/azure/roles.ts';
import { remedy } from '../../fixes/step.ts';

export const azureRoleManagementRead = defineAzureCheck({
  id: 'azure/role-management-read',
  title: 'The managed identity may read the settings of the account',
  severity: 'medium',
  severityIn: { '2023-11': 'low', '2024-02': 'low', '2025-03': 'low' },
  rationale:
    "W&B's page asks for the role Reader beside the one for blobs. What W&B reads with it is not documented; reading the CORS rules and the properties of the account is likely.",
  remediation: 'Assign the role Reader to the identity, on the account.',
  source: [
    {
      document: 'D-2026-08',
      quote: 'grant it the **Reader** and **Storage Blob Data Contributor** roles on the storage account',
    },
    { document: 'TFZ', quote: 'role_definition_name = "Storage Account Contributor"' },
  ],
  rows: ['AZ-02', 'AZ-06'],
  tags: ['access', 'policy'],
  requires: [],
  consults: grantFacets,
  evaluate: (facts, context) => {
    const known = knownRoles(facts, context);
    if ('verdict' in known) return known.verdict;
    const needs = managementReads.map((action) => ({
      name: action.replace('Microsoft.Storage/', ''),
      answer: known.onAccount.can(action, 'action'),
    }));
    return needsVerdict(known, needs, {
      purpose: 'read the settings of the account',
      fix: remedy('Assign Reader on the account', assignRole(known, 'Reader')),
    });
  },
});
