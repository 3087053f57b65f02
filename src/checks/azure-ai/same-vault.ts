import { defineAzureAiCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { lastSegment, sameResource } from '../../policy/azure/resource-id.ts';
import { vaultHost } from '../../policy/azure/vault-uri.ts';
import { printable } from '../../policy/printable.ts';
import { nothingThere, subjectOf, useOf, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText, type KeyUse } from '../support/azure-ai/uses.ts';
import { vaultName } from '../support/azure-ai/vault.ts';

/** A recording names the vault by its id, or by its address where it knows only that. */
function isVaultOf({ vaultId, host }: KeyUse, before: string): boolean {
  const beforeHost = vaultHost(before);
  if (beforeHost !== undefined)
    return beforeHost === host || (host === undefined && sameText(vaultId?.split('/').at(-1), beforeHost.split('.')[0] ?? ''));
  return vaultId === undefined ? sameText(host?.split('.')[0], lastSegment(before)) : sameResource(vaultId, before);
}

export const sameVault = defineAzureAiCheck({
  id: 'azure-ai/same-vault',
  title: 'The key is in the same vault as in the baseline',
  severity: 'high',
  rationale: 'A key may be exchanged only for another one of the same vault; one of another vault leaves the data unreadable.',
  remediation: 'Set a key of the vault that held the first one.',
  source: [{ document: 'S003' }, { document: 'AI-2505' }, { document: 'HUB-2509' }],
  rows: ['AZ-HUB-05'],
  tags: ['encryption', 'keys'],
  requires: [...subjectFacets],
  evaluate: (facts, { baseline }) => {
    const subject = subjectOf(facts);
    if (subject === undefined) return nothingThere;
    const { noun } = subject;
    const use = useOf(subject);
    const now = use?.vaultId ?? use?.host;
    const evidence = [
      {
        facet: subject.facet,
        path: use?.path ?? 'properties.encryption',
        value: { before: baseline?.keyVault ?? null, now: now ?? null },
      },
    ];
    if (baseline === undefined) {
      return use === undefined
        ? notApplicable(`${noun} is encrypted with a key of Microsoft`)
        : manual(`which vault held the key of ${noun} before is told by an earlier recording (--baseline) only`, {
            severity: 'low',
            evidence,
          });
    }
    if (baseline.keyVault === undefined) {
      return notApplicable(`${noun} had no customer-managed key in the baseline`, { evidence });
    }
    const before = printable(baseline.keyVault, 200);
    if (use === undefined) {
      return fail(
        `${noun} had a key in ${before} and is now encrypted with a key of Microsoft, to which no resource returns: it was made anew`,
        {
          key: 'made-anew',
          evidence,
          fix: { summary: 'Make it anew with the customer-managed key' },
        },
      );
    }
    if (isVaultOf(use, baseline.keyVault))
      return pass(`the key of ${noun} is in ${vaultName(use)}, as in the baseline`, { evidence });
    return fail(`the key of ${noun} was in ${before} and is now in ${vaultName(use)}`, {
      evidence,
      fix: { summary: 'Set a key of the vault that held the first one' },
    });
  },
});
