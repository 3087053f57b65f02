import { defineAzureAiCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { reachOf, trustedServices, unknownRule } from '../../policy/azure/network.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { onVault, updateVault } from '../support/azure-ai/vault.ts';
import { remedy } from '../../fixes/step.ts';

export const vaultPrivateServiceSide = defineAzureAiCheck({
  id: 'azure-ai/vault-private-service-side',
  title: 'A workspace with service-side encryption reaches its vault',
  severity: 'high',
  rationale:
    'Service-side encryption reaches the vault over the public network or as a trusted service; the documents of 2024-11 do not support a private vault with it.',
  remediation: 'Let trusted services of Azure into the vault, or leave its public network access on behind the firewall.',
  source: [{ document: 'AI-2411' }, { document: 'AML' }, { document: 'AI-2608' }],
  rows: ['AZ-KV-09'],
  tags: ['keys', 'network'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofOwnKey(facts, (use, subject) => {
      if (subject.kind === 'account' || subject.value.properties.enableServiceSideCMKEncryption !== true) {
        return notApplicable(`${subject.noun} does not use service-side encryption`);
      }
      return onVault(use, vaults, (found) => {
        const { properties } = found.vault;
        const evidence = found.evidence('properties.publicNetworkAccess', properties.publicNetworkAccess);
        const details = [contradictions.privateVault];
        const reach = reachOf(properties);
        if (reach === 'perimeter') {
          return manual(`a network security perimeter guards ${found.noun}, and its rules are not told here`, {
            severity: 'medium',
            evidence,
          });
        }
        if (reach === 'unknown') {
          return manual(`does ${found.noun} have a public endpoint? ${unknownRule(properties)}, which no document explains`, {
            key: 'unknown-rule',
            severity: 'medium',
            evidence,
          });
        }
        if (reach !== 'private') return pass(`${found.noun} has a public endpoint`, { evidence });
        const trusted = trustedServices(properties);
        if (trusted === 'unknown') {
          return manual(`${found.noun} is private, and it does not tell whether trusted services come in`, {
            severity: 'medium',
            evidence,
            details,
          });
        }
        if (trusted === 'true') {
          return manual(
            `${found.noun} is private and lets trusted services in, which the documents of 2026-08 support and those of 2024-11 do not`,
            {
              severity: 'medium',
              evidence,
              details,
            },
          );
        }
        return fail(`${found.noun} is private and does not let trusted services in`, {
          evidence,
          details,
          fix: remedy('Let trusted services of Azure in', updateVault(found, '--bypass', 'AzureServices')),
        });
      });
    }),
});
