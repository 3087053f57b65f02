import { defineAzureAiCheck, manual, notApplicable, undecided } from '../../core/check.ts';
import { parseResourceId } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { subjectOf, subjectFacets } from '../support/azure-ai/subject.ts';
import { given, sameText } from '../support/azure-ai/uses.ts';

export const foundryCoverage = defineAzureAiCheck({
  id: 'azure-ai/foundry-coverage',
  title: 'What the key of a Foundry account does not cover is known',
  severity: 'info',
  rationale:
    'The key of the account does not encrypt prompt agents, hosted agents and speech data that Microsoft stores; storage of your own does.',
  remediation: 'Bring storage of your own for these capabilities.',
  source: [{ document: 'AI-2608' }],
  rows: ['AZ-DEP-07'],
  tags: ['encryption', 'dependents'],
  requires: [...subjectFacets],
  consults: ['storageAccounts'],
  evaluate: ({ storageAccounts, ...facts }) => {
    const subject = subjectOf(facts);
    if (subject?.kind !== 'account') return notApplicable('the target is no Foundry account');
    if (given(subject.value.kind) === undefined)
      return manual(`is ${subject.noun} a Foundry resource? The answer does not tell its kind`, { severity: 'low' });
    if (!sameText(subject.value.kind, 'AIServices')) return notApplicable(`${subject.noun} is no Foundry resource`);
    const owned = (subject.value.properties.userOwnedStorage ?? []).length;
    const evidence = [{ facet: 'account', path: 'properties.userOwnedStorage', value: owned }];
    if (storageAccounts.state === 'unreadable')
      return undecided(`whether ${subject.noun} and its projects bring storage of their own could not be read`, [
        'storageAccounts',
      ]);
    const items = storageAccounts.state === 'present' ? storageAccounts.value : [];
    const names = items.flatMap(({ id }) => {
      const parsed = parseResourceId(id);
      return parsed?.type === 'microsoft.storage/storageaccounts' ? [printable(parsed.name, 80)] : [];
    });
    const details = [
      'hosted agents keep their home directory with Microsoft, never under the key of the account',
      'prompt agents and Content Understanding are under a key of yours only with storage of your own',
    ];
    return manual(
      names.length === 0
        ? `${subject.noun} and its projects bring no storage of their own: what prompt agents, hosted agents and speech keep is not under its key`
        : `${subject.noun} brings storage of its own (${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}): what agents and speech keep elsewhere is not under its key`,
      { severity: 'low', evidence, details },
    );
  },
});
