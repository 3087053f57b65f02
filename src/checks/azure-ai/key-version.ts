import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { parseKeyIdentifier } from '../../policy/azure/vault-uri.ts';
import { printable } from '../../policy/printable.ts';
import { onKey } from '../support/azure-ai/key.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';

export const keyVersion = defineAzureAiCheck({
  id: 'azure-ai/key-version',
  title: 'The newest version of the key is in use',
  severity: 'medium',
  rationale:
    'A resource that names a version keeps using it after the key was rotated, until the version expires or is disabled.',
  remediation: 'Leave the version out, or set the current one after each rotation.',
  source: [{ document: 'AI-2608' }, { document: 'AZ' }],
  rows: ['AZ-KEY-08'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys'],
  evaluate: ({ keys, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onKey(use, keys, (found) => {
        const { version } = use;
        const current = parseKeyIdentifier(found.key.properties.keyUriWithVersion ?? '')?.version;
        const evidence = [
          { facet: use.facet, path: use.path, value: version ?? null },
          ...found.evidence('keyUriWithVersion', found.key.properties.keyUriWithVersion),
        ];
        if (version === undefined) return pass(`${use.who} follows the newest version of ${found.noun}`, { evidence });
        if (current === undefined)
          return manual(`the vault does not tell the current version of ${found.noun}`, { severity: 'medium', evidence });
        if (sameText(version, current))
          return pass(`${use.who} names version ${printable(version, 40)} of ${found.noun}, the current one`, { evidence });
        return fail(`${use.who} names version ${printable(version, 40)} of ${found.noun}, and the current one is ${current}`, {
          evidence,
          fix: { summary: 'Set the current version, or none so that the newest is followed' },
        });
      }),
    ),
});
