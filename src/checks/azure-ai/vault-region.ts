import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { sameLocation } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { onVault } from '../support/azure-ai/vault.ts';

export const vaultRegion = defineAzureAiCheck({
  id: 'azure-ai/vault-region',
  title: 'The vault of the key is in the region of the resource',
  severity: 'high',
  rationale: 'The documents since 2024-11 require vault and resource in one region; those of 2023-11 say nothing.',
  remediation: 'Use a vault in the region of the resource.',
  source: [{ document: 'AI-2411' }, { document: 'AI-2505' }, { document: 'AI-2608' }],
  rows: ['AZ-KV-04'],
  tags: ['keys'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onVault(use, vaults, (found) => {
        const { location } = found.vault;
        const evidence = [
          ...found.evidence('location', location),
          { facet: use.facet, path: 'location', value: use.location ?? null },
        ];
        if (location === null || location === undefined || location === '' || use.location === undefined) {
          return manual(`not both ${found.noun} and ${use.who} tell their region`, { severity: 'medium', evidence });
        }
        const [there, here] = [printable(location, 40), printable(use.location, 40)];
        if (sameLocation(location, use.location)) return pass(`${found.noun} and ${use.who} are in ${here}`, { evidence });
        return fail(`${found.noun} is in ${there}, and ${use.who} is in ${here}`, {
          evidence,
          fix: { summary: `Make a vault in ${here} and the resource anew with its key` },
        });
      }),
    ),
});
