import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { managedTypes } from '../../requirements/azure-ai.ts';
import { ofManagedGroup } from '../support/azure-ai/managed.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';

export const managedResources = defineAzureAiCheck({
  id: 'azure-ai/managed-resources',
  title: 'The managed resource group holds its Cosmos DB, AI Search and Storage',
  severity: 'high',
  rationale: 'They hold the data of the workspace and must be neither changed nor deleted while it exists.',
  remediation: 'Leave the managed resources alone; where one is gone, make the workspace anew.',
  source: [{ document: 'S003' }, { document: 'HUB-2509' }],
  rows: ['AZ-HUB-10'],
  tags: ['encryption', 'managed-resources'],
  requires: [...subjectFacets, 'managedResources'],
  evaluate: ({ managedResources, ...facts }) =>
    ofManagedGroup(facts, (subject, group) => {
      if (group === undefined) return manual(`${subject.noun} does not tell its managed resource group`, { severity: 'medium' });
      const types = (managedResources?.value ?? []).map(({ type }) => type);
      const evidence = [{ facet: 'managedResources', path: 'value', value: types }];
      const missing = managedTypes.filter((wanted) => !types.some((type) => sameText(type, wanted)));
      if (missing.length === 0)
        return pass(`the managed resource group ${printable(group, 90)} holds its three resources`, { evidence });
      return fail(`the managed resource group ${printable(group, 90)} lacks ${missing.join(', ')}`, {
        evidence,
        fix: { summary: 'Make the workspace anew: what was deleted cannot be brought back' },
      });
    }),
});
