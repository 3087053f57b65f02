import { defineAzureAiCheck, fail, pass } from '../../core/check.ts';
import { parseKeyIdentifier } from '../../policy/azure/vault-uri.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';

export const cosmosEncryption = defineAzureAiCheck({
  id: 'azure-ai/cosmos-encryption',
  title: 'Every connected Cosmos DB account is encrypted with a customer-managed key',
  severity: 'medium',
  rationale:
    'Keys do not pass down: a Cosmos DB account that the hub or account is connected to has a key of its own, or one of Microsoft.',
  remediation: 'Set a customer-managed key on each connected account.',
  source: [{ document: 'S003' }, { document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-DEP-01'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'cosmosAccounts'],
  consults: [...projectFacets],
  evaluate: ({ cosmosAccounts, ...facts }) =>
    ofDependents(facts, 'is connected to no Cosmos DB account', (subject) =>
      verdictsOn('cosmosAccounts', 'the Cosmos DB account', ownOf(subject, cosmosAccounts), ({ value, noun, at }) => {
        const uri = value.properties.keyVaultKeyUri;
        const evidence = [{ facet: 'cosmosAccounts', path: `${at}properties.keyVaultKeyUri`, value: uri ?? null }];
        const host = parseKeyIdentifier(uri ?? '')?.host;
        return host === undefined
          ? fail(`${noun} is encrypted with a key of Microsoft`, {
              evidence,
              fix: { summary: 'Set a customer-managed key on the account' },
            })
          : pass(`${noun} is encrypted with a key at ${host}`, { evidence });
      }),
    ),
});
