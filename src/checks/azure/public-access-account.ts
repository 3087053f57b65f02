import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azurePublicAccessAccount = defineAzureCheck({
  id: 'azure/public-access-account',
  title: 'No container of the account can be made public',
  severity: 'low',
  rationale:
    "While allowBlobPublicAccess is true, whoever may change a container can open it to the Internet. W&B uses pre-signed URLs and needs no public access; no document of W&B says so, and its Terraform module leaves the provider's default, which is true.",
  remediation: 'Set allowBlobPublicAccess of the account to false.',
  source: [
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'TFZ', quote: 'container_access_type = "private"' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-14', 'AZ-11'],
  tags: ['public-access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { allowBlobPublicAccess } = storageAccount.properties;
    const evidence = [accountLine('allowBlobPublicAccess', allowBlobPublicAccess)];
    if (allowBlobPublicAccess === false) return pass('the account forbids public containers', { evidence });
    const fix = remedy(
      'Forbid public containers; the command closes those of the account that are public now',
      updateAccount(storageAccount.id, '--allow-blob-public-access', 'false'),
    );
    if (allowBlobPublicAccess === true) return fail('the account allows public containers', { evidence, fix });
    return fail('the account does not say that it forbids public containers (allowBlobPublicAccess is not set)', {
      key: 'not-set',
      evidence,
      details: ['what an account without the setting allows depends on when it was created'],
      fix,
    });
  },
});
