import { defineAzureAiCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { parseResourceId } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { onVault } from '../support/azure-ai/vault.ts';

export const vaultSubscription = defineAzureAiCheck({
  id: 'azure-ai/vault-subscription',
  title: 'The vault of the key is in the subscription of the workspace',
  severity: 'medium',
  rationale:
    'The documents of Azure Machine Learning require one subscription for workspace and vault; those of Azure AI since 2024-11 do not.',
  remediation: 'Use a vault in the subscription of the workspace.',
  source: [{ document: 'AML' }, { document: 'AI-2411' }],
  rows: ['AZ-KV-06'],
  tags: ['keys'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofOwnKey(facts, (use) => {
      if (use.consumer === 'account') return notApplicable('the vault of an account may be in any subscription of its tenant');
      return onVault(use, vaults, (found) => {
        const [there, here] = [parseResourceId(found.vault.id)?.subscription, parseResourceId(use.id)?.subscription];
        const evidence = found.evidence('id', found.vault.id);
        if (there === undefined || here === undefined)
          return manual('an id does not tell its subscription', { severity: 'medium', evidence });
        if (there === here) return pass(`${found.noun} is in the subscription of ${use.who}`, { evidence });
        const message = `${found.noun} is in the subscription ${printable(there, 60)}, and ${use.who} is in ${printable(here, 60)}`;
        const more = { evidence, details: [contradictions.subscription] };
        return use.consumer === 'hub'
          ? manual(`${message}; the documents contradict each other on whether that works`, { ...more, severity: 'medium' })
          : fail(message, { ...more, fix: { summary: 'Use a vault in the subscription of the workspace' } });
      });
    }),
});
