import { defineAzureAiCheck, manual, notApplicable } from '../../core/check.ts';
import { cosmosApplicationId } from '../../requirements/azure-ai.ts';
import { ofKeyUse, subjectFacets } from '../support/azure-ai/subject.ts';

export const cosmosApplication = defineAzureAiCheck({
  id: 'azure-ai/cosmos-application',
  title: 'The application of Cosmos DB may use the key',
  severity: 'medium',
  rationale:
    'With data in a managed resource group, Cosmos DB gets at the key as its own application and not as the managed identity.',
  remediation: 'Give the enterprise application of Azure Cosmos DB get, wrapKey and unwrapKey.',
  source: [{ document: 'AML' }],
  rows: ['AZ-PERM-07'],
  tags: ['keys', 'access'],
  requires: [...subjectFacets],
  evaluate: (facts) =>
    ofKeyUse(facts, (use, subject) => {
      if (subject.kind === 'account') return notApplicable('an account keeps no data in a Cosmos DB of yours');
      if (subject.value.properties.enableServiceSideCMKEncryption === true) {
        return notApplicable(`${subject.noun} keeps its data on the side of the service`);
      }
      return manual(
        `whether the application ${cosmosApplicationId} of Azure Cosmos DB may use the key of ${use.who} is not told by ARM: a vault names the object that stands for it in your tenant`,
        {
          severity: 'medium',
          evidence: [
            {
              facet: subject.facet,
              path: 'properties.enableServiceSideCMKEncryption',
              value: subject.value.properties.enableServiceSideCMKEncryption ?? null,
            },
          ],
        },
      );
    }),
});
