import { defineAzureAiCheck, manual } from '../../core/check.ts';
import { isManaged, verdictsOn } from '../support/azure-ai/dependents.ts';
import { ofManagedGroup } from '../support/azure-ai/managed.ts';
import { judgeSearch } from '../support/azure-ai/search.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';
import { together } from '../support/azure-ai/verdicts.ts';

export const managedSearch = defineAzureAiCheck({
  id: 'azure-ai/managed-search',
  title: 'The managed AI Search encrypts with customer-managed keys',
  severity: 'medium',
  rationale: 'The indexes of the workspace are in it.',
  remediation: 'Make the workspace anew; the managed resources must not be changed.',
  source: [{ document: 'AZP', inferred: true }],
  rows: ['AZ-HUB-12'],
  tags: ['encryption', 'managed-resources'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'searchServices'],
  evaluate: ({ searchServices, ...facts }) =>
    ofManagedGroup(facts, (subject, group) => {
      if (group === undefined) return manual(`${subject.noun} does not tell its managed resource group`, { severity: 'medium' });
      const own = (searchServices ?? []).filter(({ id }) => isManaged(subject, id));
      const verdicts = verdictsOn('searchServices', 'the managed AI Search', own, (dependent) => {
        const verdict = judgeSearch(dependent);
        // The documents do not say that the service enforces it there, where it encrypts each object by itself.
        return verdict.kind === 'fail'
          ? manual(`${verdict.message}; each of its objects may still be encrypted with your key`, {
              severity: 'medium',
              ...(verdict.evidence === undefined ? {} : { evidence: verdict.evidence }),
            })
          : verdict;
      });
      return together(verdicts, `${subject.noun} has no managed AI Search; see azure-ai/managed-resources`);
    }),
});
