import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { parseKeyIdentifier } from '../../policy/azure/vault-uri.ts';
import { printable } from '../../policy/printable.ts';
import { isManaged, verdictsOn } from '../support/azure-ai/dependents.ts';
import { ofManagedGroup } from '../support/azure-ai/managed.ts';
import { useOf, subjectFacets } from '../support/azure-ai/subject.ts';
import { together } from '../support/azure-ai/verdicts.ts';

export const managedCosmos = defineAzureAiCheck({
  id: 'azure-ai/managed-cosmos',
  title: 'The managed Cosmos DB is encrypted with the key of the workspace',
  severity: 'high',
  rationale: 'The metadata of the workspace is in it; under another key you hold neither its key nor its revocation.',
  remediation: 'Make the workspace anew; the managed resources must not be changed.',
  source: [{ document: 'AZP' }, { document: 'AZ' }],
  rows: ['AZ-HUB-11'],
  tags: ['encryption', 'managed-resources'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'cosmosAccounts'],
  evaluate: ({ cosmosAccounts, ...facts }) =>
    ofManagedGroup(facts, (subject, group) => {
      if (group === undefined) return manual(`${subject.noun} does not tell its managed resource group`, { severity: 'medium' });
      const use = useOf(subject);
      const own = (cosmosAccounts ?? []).filter(({ id }) => isManaged(subject, id));
      const verdicts = verdictsOn('cosmosAccounts', 'the managed Cosmos DB', own, ({ value, noun, at }) => {
        const { keyVaultKeyUri: uri, customerManagedKeyStatus: status } = value.properties;
        const evidence = [{ facet: 'cosmosAccounts', path: `${at}properties.keyVaultKeyUri`, value: uri ?? null }];
        const fix = { summary: 'Make the workspace anew; its managed resources must not be changed' };
        const host = parseKeyIdentifier(uri ?? '')?.host;
        if (host === undefined) return fail(`${noun} is encrypted with a key of Microsoft`, { evidence, fix });
        if (use?.host !== undefined && host !== use.host)
          return fail(`${noun} is encrypted with a key at ${host}, and ${subject.noun} with one at ${use.host}`, {
            evidence,
            fix,
          });
        if (typeof status === 'string' && /error|fail|denied|revoked/i.test(status))
          return fail(`${noun} cannot use its key: ${printable(status, 200)}`, { key: 'key-error', evidence, fix });
        return pass(`${noun} is encrypted with a key at ${host}`, { evidence });
      });
      return together(verdicts, `${subject.noun} has no managed Cosmos DB; see azure-ai/managed-resources`);
    }),
});
