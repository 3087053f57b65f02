import { defineAzureAiCheck } from '../../core/check.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { judgeStorage } from '../support/azure-ai/storage.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';

export const storageEncryption = defineAzureAiCheck({
  id: 'azure-ai/storage-encryption',
  title: 'Every storage account is encrypted with a customer-managed key of its own',
  severity: 'high',
  rationale:
    'Keys do not pass down: the storage account of a hub with a customer-managed key still uses a key of Microsoft. With service-side encryption the metadata of pipelines is in it too.',
  remediation: 'Set a customer-managed key on each storage account.',
  source: [{ document: 'S003' }, { document: 'AI-2505' }, { document: 'AML' }, { document: 'AZP' }],
  rows: ['AZ-DEP-01', 'AZ-DEP-02', 'AZ-DEP-10'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'storageAccounts'],
  consults: [...projectFacets],
  evaluate: ({ storageAccounts, ...facts }) =>
    ofDependents(facts, 'names no storage account', (subject) =>
      verdictsOn('storageAccounts', 'the storage account', ownOf(subject, storageAccounts), (dependent) =>
        judgeStorage(dependent, subject),
      ),
    ),
});
