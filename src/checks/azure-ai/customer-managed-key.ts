import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { nothingThere, subjectOf, subjectFacets } from '../support/azure-ai/subject.ts';
import { given, sameText, strangeSource, usesVault } from '../support/azure-ai/uses.ts';

export const customerManagedKey = defineAzureAiCheck({
  id: 'azure-ai/customer-managed-key',
  title: 'The hub, workspace or account is encrypted with a customer-managed key',
  severity: 'high',
  rationale: 'Without a customer-managed key Microsoft holds the key alone: you can neither rotate nor revoke it.',
  remediation: 'Make the resource anew with a customer-managed key; a hub cannot be changed once it exists.',
  source: [{ document: 'S003' }, { document: 'HUB-2509' }, { document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-HUB-01', 'AZ-HUB-06'],
  tags: ['encryption'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets],
  evaluate: (facts) => {
    const subject = subjectOf(facts);
    if (subject === undefined) return nothingThere;
    const { facet, noun } = subject;
    const details = [contradictions.enablingLater];
    if (subject.kind === 'workspace') {
      const { status, keyVaultProperties } = subject.value.properties.encryption ?? {};
      const evidence = [{ facet, path: 'properties.encryption.status', value: status ?? null }];
      if (sameText(status, 'Enabled')) return pass(`${noun} is encrypted with a customer-managed key`, { evidence });
      const isTold = given(status) !== undefined;
      if (isTold ? !sameText(status, 'Disabled') : given(keyVaultProperties?.keyIdentifier) !== undefined) {
        const state = isTold ? `is ${printable(status ?? '', 40)}` : 'is not told, and a key is named';
        return manual(`encryption.status of ${noun} ${state}, so whether it is encrypted with that key is not known`, {
          severity: 'medium',
          evidence,
          details,
        });
      }
      return fail(`${noun} is encrypted with a key of Microsoft`, {
        evidence,
        details,
        fix: { summary: 'Make it anew with a customer-managed key: an existing one cannot be changed' },
      });
    }
    const keySource = subject.value.properties.encryption?.keySource;
    const evidence = [{ facet, path: 'properties.encryption.keySource', value: keySource ?? null }];
    if (usesVault(keySource)) return pass(`${noun} is encrypted with a customer-managed key`, { evidence });
    const strange = strangeSource(noun, keySource);
    if (strange !== undefined) return { ...strange, evidence, details };
    return fail(`${noun} is encrypted with a key of Microsoft`, {
      evidence,
      details,
      fix: { summary: 'Set a customer-managed key on the account, which cannot be undone on a Foundry resource' },
    });
  },
});
