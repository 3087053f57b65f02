import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { accessOf, accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureSharedKeyUnneeded = defineAzureCheck({
  id: 'azure/shared-key-unneeded',
  title: 'The account refuses its key where W&B does not use it',
  severity: 'low',
  rationale:
    'The key of an account opens everything in it and belongs to nobody, so a leak can hardly be traced. Where W&B signs as a managed identity, nothing of W&B needs the key. No document of W&B asks to turn it off, and its Terraform module leaves it on.',
  remediation: 'Turn access with the key off, once nothing else uses it.',
  source: [
    { document: 'D-2026-08', quote: '**Workload identity (user-delegation SAS)**' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-11'],
  tags: ['access', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['AC-6', 'IA-5'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }, context) => {
    if (storageAccount === null) return noAccount();
    const { allowSharedKeyAccess } = storageAccount.properties;
    const evidence = [accountLine('allowSharedKeyAccess', allowSharedKeyAccess)];
    if (allowSharedKeyAccess === false) return pass('the account refuses its key', { evidence });
    const access = accessOf(context);
    if (access === 'account-key') return notApplicable("W&B uses the account's key", { evidence });
    if (access === undefined)
      return manual('the account accepts its key, and whether W&B uses it is not declared', { answer: 'access', evidence });
    return fail('the account accepts its key, and W&B signs as a managed identity', {
      evidence,
      details: ['other programs that use the key would stop working'],
      fix: remedy(
        'Refuse access with the key, once nothing else uses it',
        updateAccount(storageAccount.id, '--allow-shared-key-access', 'false'),
      ),
    });
  },
});
