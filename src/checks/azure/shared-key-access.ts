import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { accessOf, accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureSharedKeyAccess = defineAzureCheck({
  id: 'azure/shared-key-access',
  title: 'The account accepts its key where W&B signs URLs with it',
  severity: 'high',
  rationale:
    'With an access key, W&B signs its URLs (SAS) with the key of the account. An account whose allowSharedKeyAccess is false refuses the key and every URL signed with it; such an account works with a managed identity only. Hardening guides turn the key off, and it is on where the member is absent.',
  remediation: 'Allow the key, or let W&B use a managed identity (workload identity) and declare `access: managed-identity`.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Generate a storage account access key and make a note of its name and the storage account name.',
    },
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2026-08', quote: '**Workload identity (user-delegation SAS)**' },
    { document: 'AZ' },
  ],
  rows: ['AZ-BLOB-11', 'AZ-01', 'AZ-02', 'PSU-07'],
  tags: ['access', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }, context) => {
    if (storageAccount === null) return noAccount();
    const { allowSharedKeyAccess } = storageAccount.properties;
    const evidence = [accountLine('allowSharedKeyAccess', allowSharedKeyAccess)];
    const access = accessOf(context);
    if (access === 'managed-identity')
      return notApplicable('W&B signs as a managed identity and needs no key; see azure/role-delegation-key', { evidence });
    if (allowSharedKeyAccess !== false) {
      const how = allowSharedKeyAccess === true ? 'allowed' : 'not forbidden, which means allowed';
      return pass(`access with the account's key is ${how}`, { evidence });
    }
    if (access === undefined)
      return manual(
        'the account refuses its key, so W&B works with it as a managed identity only, and how W&B gets at it is not declared',
        { answer: 'access', key: 'refused-undeclared', severity: 'medium', evidence },
      );
    return fail('the account refuses its key (allowSharedKeyAccess is false), and W&B signs every URL with it', {
      evidence,
      fix: remedy(
        'Allow access with the key, or move W&B to workload identity',
        updateAccount(storageAccount.id, '--allow-shared-key-access', 'true'),
      ),
    });
  },
});
