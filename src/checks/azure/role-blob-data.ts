import { defineAzureCheck } from '../../core/check.ts';
import { blobDataActions } from '../../requirements/azure.ts';
import { assignRole, grantFacets, knownRoles, needsVerdict } from '../support/azure/roles.ts';
import { remedy } from '../../fixes/step.ts';

export const azureRoleBlobData = defineAzureCheck({
  id: 'azure/role-blob-data',
  title: 'The managed identity may read, write and delete the blobs of the container',
  severity: 'high',
  rationale:
    "URLs that W&B signs as a managed identity (user-delegation SAS) open no more than the identity itself may do, and W&B's servers act as it too. Roles of the management plane, such as Owner, give nothing of this: blobs are data actions. Deletion is needed for the files of deleted artifacts. What counts are the definitions of the roles, at the container and above it.",
  remediation: 'Assign the role Storage Blob Data Contributor to the identity, on the account.',
  source: [
    {
      document: 'D-2026-08',
      quote: 'grant it the **Reader** and **Storage Blob Data Contributor** roles on the storage account',
    },
    { document: 'TFZ', quote: 'role_definition_name = "Storage Blob Data Owner"' },
    { document: 'AZ' },
  ],
  rows: ['AZ-ID-02', 'AZ-02', 'AZ-06', 'GEN-06'],
  tags: ['access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: [],
  consults: grantFacets,
  evaluate: (facts, context) => {
    const known = knownRoles(facts, context);
    if ('verdict' in known) return known.verdict;
    const needs = blobDataActions.map((action) => ({
      name: `blobs/${action.split('/').at(-1) ?? ''}`,
      answer: known.onContainer.can(action, 'dataAction'),
    }));
    return needsVerdict(known, needs, {
      purpose: 'read, write and delete the blobs of the container',
      fix: remedy('Assign Storage Blob Data Contributor on the account', assignRole(known, 'Storage Blob Data Contributor')),
    });
  },
});
