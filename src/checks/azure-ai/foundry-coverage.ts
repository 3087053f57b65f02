import { defineAzureAiCheck, manual, notApplicable } from '../../core/check.ts';
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
  evaluate: (facts) => {
    const subject = subjectOf(facts);
    if (subject?.kind !== 'account') return notApplicable('the target is no Foundry account');
    if (given(subject.value.kind) === undefined)
      return manual(`is ${subject.noun} a Foundry resource? The answer does not tell its kind`, { severity: 'low' });
    if (!sameText(subject.value.kind, 'AIServices')) return notApplicable(`${subject.noun} is no Foundry resource`);
    const stores = (subject.value.properties.userOwnedStorage ?? []).length;
    const evidence = [{ facet: 'account', path: 'properties.userOwnedStorage', value: stores }];
    return manual(
      stores === 0
        ? `${subject.noun} brings no storage of its own: what prompt agents, hosted agents and speech keep is not under its key`
        : `${subject.noun} brings storage of its own (${stores}): what agents and speech keep elsewhere is not under its key`,
      { severity: 'low', evidence },
    );
  },
});
