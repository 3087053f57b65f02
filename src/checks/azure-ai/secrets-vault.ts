import { defineAzureAiCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { parseResourceId, sameResource } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { ofKeyUse, subjectFacets } from '../support/azure-ai/subject.ts';
import { vaultName } from '../support/azure-ai/vault.ts';

export const secretsVault = defineAzureAiCheck({
  id: 'azure-ai/secrets-vault',
  title: 'The vault of the key is not the vault of the secrets',
  severity: 'info',
  rationale:
    'Whoever administers the vault of the connections then also administers the key, and a firewall or a deletion hits both.',
  remediation: 'Keep the key in a vault of its own.',
  source: [{ document: 'AZ', inferred: true }],
  rows: ['AZ-HUB-04'],
  tags: ['encryption', 'keys'],
  requires: [...subjectFacets],
  evaluate: (facts) =>
    ofKeyUse(facts, (use, subject) => {
      if (subject.kind === 'account') return notApplicable(`${subject.noun} has no vault of secrets`);
      const secrets = subject.value.properties.keyVault;
      const evidence = [
        { facet: subject.facet, path: 'properties.keyVault', value: secrets ?? null },
        { facet: subject.facet, path: `${use.path}.keyVaultArmId`, value: use.vaultId ?? null },
      ];
      if (secrets === null || secrets === undefined || use.vaultId === undefined)
        return notApplicable(`${subject.noun} names only one vault`, { evidence });
      const name = printable(parseResourceId(secrets)?.name ?? secrets, 80);
      return sameResource(secrets, use.vaultId)
        ? fail(`the vault ${name} holds both the key and the secrets of ${subject.noun}`, { evidence })
        : pass(`the secrets are in the vault ${name}, the key is in ${vaultName(use)}`, { evidence });
    }),
});
