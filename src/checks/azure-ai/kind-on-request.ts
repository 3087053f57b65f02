import { defineAzureAiCheck, manual, pass, type Verdict } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { kindsOnRequest } from '../../requirements/azure-ai.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { subjectFacets, subjectOf } from '../support/azure-ai/subject.ts';
import { given, sameText } from '../support/azure-ai/uses.ts';

function judgeKind(kind: string | null | undefined, noun: string, facet: string, at: string): Verdict {
  const evidence = [{ facet, path: `${at}kind`, value: kind ?? null }];
  const told = given(kind);
  if (told === undefined)
    return manual(
      `of which kind is ${noun}? The answer does not tell, and Microsoft enables customer-managed keys for ${kindsOnRequest.join(' and ')} on request only`,
      { key: 'kind-not-told', severity: 'low', evidence },
    );
  const what = printable(told, 40);
  return kindsOnRequest.some((name) => sameText(told, name))
    ? manual(
        `${noun} is of kind ${what}, for which Microsoft enables customer-managed keys on request (https://aka.ms/cogsvc-cmk)`,
        { severity: 'low', evidence },
      )
    : pass(`${noun} is of kind ${what}, which needs no request`, { evidence });
}

export const kindOnRequest = defineAzureAiCheck({
  id: 'azure-ai/kind-on-request',
  title: 'The kind of account supports customer-managed keys without a request',
  severity: 'info',
  rationale: 'Speech and Content Moderator get customer-managed keys only after a request to Microsoft.',
  remediation: 'Ask for it at https://aka.ms/cogsvc-cmk.',
  source: [{ document: 'S003' }, { document: 'AI-2505' }],
  rows: ['AZ-DEP-06'],
  tags: ['encryption', 'dependents'],
  requires: [...subjectFacets, 'accounts'],
  consults: [...projectFacets],
  evaluate: ({ accounts, ...facts }) => {
    const target = subjectOf(facts);
    const own = target?.kind === 'account' ? [judgeKind(target.value.kind, target.noun, 'account', '')] : [];
    const all = ofDependents(facts, 'is connected to no Azure AI services account', (subject) => [
      ...own,
      ...verdictsOn('accounts', 'the Azure AI services account', ownOf(subject, accounts), ({ value, noun, at }) =>
        judgeKind(value.kind, noun, 'accounts', at),
      ),
    ]);
    // What is asked of the target itself waits for no list of others.
    const asked = own.find(({ kind }) => kind === 'manual');
    return all.kind === 'undecided' && asked !== undefined ? { ...asked, details: [all.message] } : all;
  },
});
