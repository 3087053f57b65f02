import { defineAzureAiCheck, fail, manual, pass, undecided } from '../../core/check.ts';
import { sameResource } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';
import { onVault } from '../support/azure-ai/vault.ts';
import { az } from '../../fixes/azure.ts';
import { remedy } from '../../fixes/step.ts';

export const vaultLock = defineAzureAiCheck({
  id: 'azure-ai/vault-lock',
  title: 'A lock keeps the vault of the key from being deleted',
  severity: 'low',
  rationale: 'A lock stops a deletion by mistake before soft delete has to mend it.',
  remediation: 'Put a lock of level CanNotDelete on the vault.',
  source: [{ document: 'AZ', inferred: true }],
  rows: ['AZ-KV-11'],
  tags: ['keys', 'hygiene'],
  requires: [...subjectFacets, 'vaults', 'vaultLocks'],
  evaluate: ({ vaults, vaultLocks, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onVault(use, vaults, (found) => {
        const index = (vaultLocks ?? []).findIndex(({ id }) => sameResource(id, found.vault.id));
        const answer = vaultLocks?.[index]?.answer;
        if (answer?.state === 'unreadable') return undecided(`the locks on ${found.noun} could not be read`, ['vaultLocks']);
        if (answer === undefined) return manual(`which locks ${found.noun} has was not asked`, { severity: 'low' });
        const locks = answer.state === 'present' ? answer.value.value : [];
        const evidence = [
          {
            facet: 'vaultLocks',
            path: `[${index}].answer.value.value`,
            value: locks.map(({ properties }) => properties.level),
          },
        ];
        const lock = locks.find(
          ({ properties }) => sameText(properties.level, 'CanNotDelete') || sameText(properties.level, 'ReadOnly'),
        );
        if (lock !== undefined)
          return pass(`${found.noun} has a lock of level ${printable(lock.properties.level, 20)}`, { evidence });
        const words = ['lock', 'create', '--name', 'no-delete', '--lock-type', 'CanNotDelete', '--resource', found.vault.id];
        return fail(`no lock keeps ${found.noun} from being deleted`, {
          evidence,
          fix: remedy('Put a lock on the vault', az(...words)),
        });
      }),
    ),
});
