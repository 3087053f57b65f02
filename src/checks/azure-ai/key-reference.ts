import { defineAzureAiCheck, fail, manual, pass, type EvidenceLine, type Verdict } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { ofKeyUse, subjectFacets } from '../support/azure-ai/subject.ts';
import type { KeyUse } from '../support/azure-ai/uses.ts';
import { hostOf, isInHsm, onVault, vaultItem, type FoundVault } from '../support/azure-ai/vault.ts';

export const keyReference = defineAzureAiCheck({
  id: 'azure-ai/key-reference',
  title: 'The key that is named is a key of the vault that is named',
  severity: 'high',
  rationale:
    'An address that is no address of a key, or of a key in another vault than the one that is named, leaves the resource without its key.',
  remediation: 'Name the vault by its address and the key by its identifier, both of one vault.',
  source: [{ document: 'AI-2505' }, { document: 'AZ', inferred: true }],
  rows: ['AZ-HUB-03'],
  tags: ['encryption', 'keys'],
  requires: [...subjectFacets, 'vaults'],
  evaluate: ({ vaults, ...facts }) =>
    ofKeyUse(facts, (use) => {
      const evidence = [
        { facet: use.facet, path: use.path, value: { vault: use.vaultId ?? null, host: use.host ?? null, key: use.key ?? null } },
      ];
      if (use.host === undefined) {
        const how =
          use.consumer === 'account' && use.vaultId !== undefined
            ? 'the resource id of the vault where its address belongs'
            : 'no address of a key';
        return fail(`${use.who} names ${how}`, { key: 'no-address', evidence, fix: { summary: 'Name the key by its address' } });
      }
      if (use.key === undefined)
        return fail(`${use.who} names a vault and no key`, { key: 'no-key-name', evidence, fix: { summary: 'Name the key' } });
      // What was not read of a managed HSM is one question, which azure-ai/key-permissions asks.
      if (isInHsm(use) && vaultItem(use, vaults) === undefined)
        return pass(`${use.who} names the key ${printable(use.key, 80)} of the managed HSM ${use.host}`, { evidence });
      return onVault(use, vaults, (found) => compare(use, found, evidence), true);
    }),
});

function compare(use: KeyUse, found: FoundVault, evidence: readonly EvidenceLine[]): Verdict {
  const { vaultUri, hsmUri } = found.vault.properties;
  const host = hostOf(found.vault);
  if (host === undefined) return manual(`${found.noun} does not tell its address`, { severity: 'medium', evidence });
  if (host === use.host) return pass(`${use.who} names the key ${printable(use.key ?? '', 80)} of ${found.noun}`, { evidence });
  return fail(`${use.who} names a key at ${use.host ?? ''}, and ${found.noun}, which it names too, is at ${host}`, {
    key: 'other-vault',
    evidence: [
      ...evidence,
      ...found.evidence(hsmUri === undefined ? 'properties.vaultUri' : 'properties.hsmUri', vaultUri ?? hsmUri),
    ],
    fix: { summary: 'Name the key and the vault that belong together' },
  });
}
