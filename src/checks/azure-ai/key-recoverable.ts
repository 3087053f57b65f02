import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { onKey, vaultLabel } from '../support/azure-ai/key.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { az, named } from '../../fixes/azure.ts';
import { dangerous, remedy } from '../../fixes/step.ts';

export const keyRecoverable = defineAzureAiCheck({
  id: 'azure-ai/key-recoverable',
  title: 'A deleted key can be recovered',
  severity: 'high',
  rationale: 'What encrypts the data can be destroyed for good as long as the key can be purged.',
  remediation: 'Enable purge protection on the vault of the key.',
  source: [{ document: 'AZ' }],
  rows: ['AZ-KEY-09'],
  tags: ['keys', 'data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9', 'SC-12'] },
  requires: [...subjectFacets, 'keys'],
  evaluate: ({ keys, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onKey(use, keys, (found) => {
        const level = found.key.properties.attributes?.recoveryLevel;
        const evidence = found.evidence('attributes.recoveryLevel', level);
        if (level === null || level === undefined || level === '') {
          return manual(`the vault does not tell whether ${found.noun} can be recovered`, { severity: 'medium', evidence });
        }
        if (!/purgeable/i.test(level)) {
          if (/^(?:customized)?recoverable\b/i.test(level)) return pass(`${found.noun} is ${printable(level, 60)}`, { evidence });
          return manual(`${found.noun} has the recovery level ${printable(level, 60)}, which byob-audit does not know`, {
            severity: 'medium',
            evidence,
          });
        }
        const words = use.vaultId === undefined ? ['--name', vaultLabel(use)] : named(use.vaultId);
        return fail(`${found.noun} is ${printable(level, 60)}`, {
          evidence,
          fix: remedy(
            'Enable purge protection on the vault',
            dangerous(
              az('keyvault', 'update', ...words, '--enable-purge-protection', 'true'),
              'purge protection can never be turned off again',
            ),
          ),
        });
      }),
    ),
});
