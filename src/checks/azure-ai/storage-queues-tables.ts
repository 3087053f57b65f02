import { defineAzureAiCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText, strangeSource, usesVault } from '../support/azure-ai/uses.ts';

export const storageQueuesTables = defineAzureAiCheck({
  id: 'azure-ai/storage-queues-tables',
  title: 'Queues and tables of the storage accounts are under the key of the account',
  severity: 'low',
  rationale: 'Queues and tables use the key of the account only when the account was made so; otherwise a key of Microsoft.',
  remediation: 'Make the storage account anew with keyType Account for queues and tables.',
  source: [{ document: 'AZ' }],
  rows: ['AZ-DEP-03'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'storageAccounts'],
  consults: [...projectFacets],
  evaluate: ({ storageAccounts, ...facts }) =>
    ofDependents(facts, 'names no storage account', (subject) =>
      verdictsOn('storageAccounts', 'the storage account', ownOf(subject, storageAccounts), ({ value, noun, at }) => {
        const { encryption } = value.properties;
        const { queue, table } = encryption?.services ?? {};
        const evidence = [
          {
            facet: 'storageAccounts',
            path: `${at}properties.encryption.services`,
            value: { queue: queue?.keyType ?? null, table: table?.keyType ?? null },
          },
        ];
        const strange = strangeSource(noun, encryption?.keySource);
        if (strange !== undefined) return { ...strange, evidence };
        if (!usesVault(encryption?.keySource))
          return notApplicable(`${noun} is encrypted with a key of Microsoft; see azure-ai/storage-encryption`);
        const out = [
          ...(sameText(queue?.keyType, 'Account') ? [] : ['queues']),
          ...(sameText(table?.keyType, 'Account') ? [] : ['tables']),
        ];
        if (out.length === 0) return pass(`queues and tables of ${noun} are under its key`, { evidence });
        return fail(`${out.join(' and ')} of ${noun} are under a key of Microsoft, if there are any`, {
          evidence,
          fix: {
            summary:
              'Make the account anew with --encryption-key-type-for-queue Account and --encryption-key-type-for-table Account',
          },
        });
      }),
    ),
});
