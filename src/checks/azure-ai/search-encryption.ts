import { defineAzureAiCheck } from '../../core/check.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { judgeSearch } from '../support/azure-ai/search.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';

export const searchEncryption = defineAzureAiCheck({
  id: 'azure-ai/search-encryption',
  title: 'Every AI Search service enforces customer-managed keys',
  severity: 'medium',
  rationale:
    'Keys do not pass down, and indexes take a key only when they are made; the service enforces that none is made without.',
  remediation: 'Enforce customer-managed keys on the service, and make indexes without a key anew.',
  source: [{ document: 'S003' }, { document: 'AZP' }, { document: 'AZ' }],
  rows: ['AZ-DEP-08'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'searchServices'],
  consults: [...projectFacets],
  evaluate: ({ searchServices, ...facts }) =>
    ofDependents(facts, 'is connected to no AI Search service', (subject) =>
      verdictsOn('searchServices', 'the AI Search service', ownOf(subject, searchServices), judgeSearch),
    ),
});
