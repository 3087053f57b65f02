import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { ofManagedGroup } from '../support/azure-ai/managed.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';

export const managedResourceGroup = defineAzureAiCheck({
  id: 'azure-ai/managed-resource-group',
  title: 'The managed resource group of the workspace exists',
  severity: 'high',
  rationale:
    'A workspace with a customer-managed key and without service-side encryption keeps its data there; without the group it is broken.',
  remediation: 'Never delete the managed resource group; where it is gone, make the workspace anew.',
  source: [{ document: 'S003' }, { document: 'AML' }, { document: 'HUB-2509' }],
  rows: ['AZ-HUB-09'],
  tags: ['encryption', 'managed-resources'],
  requires: [...subjectFacets, 'managedResourceGroup'],
  evaluate: ({ managedResourceGroup: found, ...facts }) =>
    ofManagedGroup(facts, (subject, group) => {
      const evidence = [
        { facet: subject.facet, path: 'properties.serviceProvisionedResourceGroup', value: group ?? null },
        { facet: 'managedResourceGroup', path: 'name', value: found?.name ?? null },
      ];
      if (group === undefined) {
        return manual(`${subject.noun} does not tell its managed resource group`, { severity: 'medium', evidence });
      }
      const name = printable(group, 90);
      if (found === null) {
        return fail(`the managed resource group ${name} of ${subject.noun} does not exist`, {
          evidence,
          fix: { summary: 'Make the workspace anew: what was in the group cannot be brought back' },
        });
      }
      const usual =
        group.toLowerCase().startsWith(`azureml-rg-${subject.value.name}`.toLowerCase()) ||
        group.toLowerCase().includes(subject.value.name.toLowerCase());
      return pass(`the managed resource group ${name} exists`, {
        evidence,
        ...(usual ? {} : { details: [contradictions.managedGroupName] }),
      });
    }),
});
