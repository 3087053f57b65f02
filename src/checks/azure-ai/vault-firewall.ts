import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { reachOf, unknownRule } from '../../policy/azure/network.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { onVault, updateVault } from '../support/azure-ai/vault.ts';
import { remedy } from '../../fixes/step.ts';

export const vaultFirewall = defineAzureAiCheck({
  id: 'azure-ai/vault-firewall',
  title: 'The vault of the key is not open to every network',
  severity: 'medium',
  rationale: 'An open vault is protected by its permissions alone.',
  remediation: 'Deny public access by default and allow trusted services.',
  source: [{ document: 'AZP' }],
  rows: ['AZ-KV-08'],
  tags: ['keys', 'network'],
  controls: { 'nist-800-53-r5': ['SC-7'] },
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onVault(use, vaults, (found) => {
        const { publicNetworkAccess, networkAcls } = found.vault.properties;
        const evidence = [
          ...found.evidence('properties.networkAcls', networkAcls),
          ...found.evidence('properties.publicNetworkAccess', publicNetworkAccess),
        ];
        const reach = reachOf(found.vault.properties);
        if (reach === 'perimeter') {
          return manual(`a network security perimeter guards ${found.noun}, and its rules are not told here`, {
            severity: 'medium',
            evidence,
          });
        }
        if (reach === 'unknown') {
          return manual(
            `which networks does ${found.noun} let in? ${unknownRule(found.vault.properties)}, which no document explains`,
            { key: 'unknown-rule', severity: 'medium', evidence },
          );
        }
        if (reach !== 'everywhere') return pass(`${found.noun} is behind its firewall`, { evidence });
        return fail(`${found.noun} is open to every network`, {
          evidence,
          fix: remedy(
            'Let trusted services alone in',
            updateVault(found, '--bypass', 'AzureServices', '--default-action', 'Deny'),
          ),
        });
      }),
    ),
});
