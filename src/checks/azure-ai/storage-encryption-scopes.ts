import { defineAzureAiCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText, usesVault } from '../support/azure-ai/uses.ts';

export const storageEncryptionScopes = defineAzureAiCheck({
  id: 'azure-ai/storage-encryption-scopes',
  title: 'Every encryption scope of the storage accounts uses a customer-managed key',
  severity: 'low',
  rationale: 'A blob in an encryption scope is encrypted with the key of the scope instead of that of the account.',
  remediation: 'Set a customer-managed key on each encryption scope, or disable it.',
  source: [{ document: 'AZP' }],
  rows: ['AZ-DEP-04'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'encryptionScopes'],
  consults: [...projectFacets],
  evaluate: ({ encryptionScopes, ...facts }) =>
    ofDependents(facts, 'names no storage account', (subject) =>
      verdictsOn('encryptionScopes', 'the storage account', ownOf(subject, encryptionScopes), ({ value, noun, at }) => {
        const enabled = value.value.filter(({ properties }) => !sameText(properties.state, 'Disabled'));
        const other = enabled
          .filter(({ properties }) => !usesVault(properties.source))
          .map(({ name, id }) => printable(name ?? id, 80));
        const evidence = [
          { facet: 'encryptionScopes', path: `${at}value`, value: enabled.map(({ properties }) => properties.source ?? null) },
        ];
        if (enabled.length === 0) return pass(`${noun} has no encryption scope of its own`, { evidence });
        if (other.length === 0) return pass(`every encryption scope of ${noun} uses a key of a vault`, { evidence });
        return fail(`encryption scopes of ${noun} use a key of Microsoft: ${other.slice(0, 5).join(', ')}`, {
          evidence,
          fix: { summary: 'Set a customer-managed key on each scope, or disable it' },
        });
      }),
    ),
});
