import { defineAzureAiCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { ofWorkspace, useOf, subjectFacets } from '../support/azure-ai/subject.ts';

export const serviceSideEncryption = defineAzureAiCheck({
  id: 'azure-ai/service-side-encryption',
  title: 'Data under the key is kept on the side of the service',
  severity: 'medium',
  rationale:
    'Otherwise the service makes a managed resource group with Cosmos DB, AI Search and Storage in your subscription, which costs and must never be touched.',
  remediation: 'Make the workspace anew with enableServiceSideCMKEncryption.',
  source: [{ document: 'S003' }, { document: 'AI-2411' }, { document: 'AI-2505' }, { document: 'AML' }],
  rows: ['AZ-HUB-07', 'AZ-HUB-08'],
  tags: ['encryption'],
  requires: [...subjectFacets],
  evaluate: (facts) =>
    ofWorkspace(facts, (subject) => {
      const { noun, facet, value } = subject;
      const { enableServiceSideCMKEncryption: serviceSide, serviceProvisionedResourceGroup: group } = value.properties;
      const evidence = [
        { facet, path: 'properties.enableServiceSideCMKEncryption', value: serviceSide ?? null },
        { facet, path: 'properties.serviceProvisionedResourceGroup', value: group ?? null },
      ];
      const use = useOf(subject);
      if (use === undefined) return notApplicable(`${noun} is encrypted with a key of Microsoft`, { evidence });
      const details = [contradictions.serviceSide];
      if (serviceSide !== true) {
        return fail(
          `${noun} keeps data under its key in a managed resource group of your subscription, which the documents of 2025-05 advise against`,
          {
            severity: 'info',
            key: 'managed-resource-group',
            evidence,
            details,
            fix: { summary: 'Make it anew with service-side encryption; the storage model cannot be changed later' },
          },
        );
      }
      if (use.identityType !== undefined && /UserAssigned/i.test(use.identityType)) {
        return manual(
          `${noun} uses service-side encryption with a user-assigned identity, which the documents of 2024-11 do not support and newer ones do not mention`,
          {
            key: 'preview-limits',
            severity: 'medium',
            evidence,
            details,
          },
        );
      }
      return pass(`${noun} keeps data under its key on the side of the service`, { evidence, details });
    }),
});
