import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { isAtOrAbove } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { az } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureDeleteLock = defineAzureCheck({
  id: 'azure/delete-lock',
  title: 'A lock keeps the account from being deleted',
  severity: 'low',
  rationale:
    "Deleting an account deletes every container in it, and soft delete does not cover that. W&B's Terraform module puts a lock CanNotDelete on the account by default.",
  remediation: 'Put a lock of the level CanNotDelete on the account.',
  source: [{ document: 'TFZ', quote: 'lock_level = "CanNotDelete"' }, { document: 'AZ' }],
  rows: ['AZ-BLOB-27', 'AZ-17'],
  tags: ['data-protection', 'hygiene'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: ['locks'],
  evaluate: ({ locks }, { target }) => {
    const all = locks?.value ?? [];
    // The list has the locks below the account as well, which leave the account itself alone.
    const found = all.filter(({ id }) =>
      target.resourceId === undefined ? !isBelowAccount(scopeOf(id)) : isAtOrAbove(scopeOf(id), target.resourceId),
    );
    const evidence = found.slice(0, 20).map((lock) => ({
      facet: 'locks',
      path: `value.${all.indexOf(lock)}.properties.level`,
      value: printable(lock.properties.level, 40),
    }));
    const readOnly = found.find(({ properties }) => properties.level.toLowerCase() === 'readonly');
    if (readOnly !== undefined)
      return pass(`the lock ${nameOf(readOnly)} keeps the account as it is`, {
        evidence,
        details: ['a lock of the level ReadOnly also keeps W&B from asking for the keys of the account'],
      });
    const lock = found.find(({ properties }) => properties.level.toLowerCase() === 'cannotdelete');
    if (lock !== undefined) return pass(`the lock ${nameOf(lock)} keeps the account from being deleted`, { evidence });
    return fail('no lock keeps the account from being deleted', {
      evidence,
      fix: remedy(
        'Put a lock on the account',
        ...(target.resourceId === undefined
          ? []
          : [
              az(
                'lock',
                'create',
                '--name',
                'wandb-cannot-delete',
                '--lock-type',
                'CanNotDelete',
                '--resource',
                target.resourceId,
              ),
            ]),
      ),
    });
  },
});

const isBelowAccount = (scope: string): boolean => /\/storageAccounts\/[^/]+\/./i.test(scope);

/** What a lock is on: the part of its id before its own name. */
const scopeOf = (id: string): string => {
  const at = id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/locks/');
  return at < 0 ? id : id.slice(0, at);
};

/** A lock that leaves out its name has it at the end of its id. */
const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | null | undefined }): string =>
  printable(name ?? id.slice(id.lastIndexOf('/') + 1), 80);
