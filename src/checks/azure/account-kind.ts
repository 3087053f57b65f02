import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { versioningKinds } from '../../requirements/azure.ts';
import { az, noAccount } from '../support/azure/account.ts';
import { dangerous, remedy } from '../../fixes/step.ts';

export const azureAccountKind = defineAzureCheck({
  id: 'azure/account-kind',
  title: 'The account is of a kind that serves browsers and can keep versions',
  severity: 'medium',
  rationale:
    'A general-purpose v1 account (kind Storage) keeps no versions, and a general-purpose account on premium disks answers no CORS request, so browsers cannot use it. FileStorage accounts hold no blobs.',
  remediation: 'Use an account of the kind StorageV2 with standard performance, or of the kind BlockBlobStorage.',
  source: [
    { document: 'TFZ', quote: 'account_tier             = "Standard"' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-07', 'AZ-BLOB-10', 'AZ-14'],
  tags: ['existence', 'cors'],
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { id, kind, sku } = storageAccount;
    const name = sku?.name ?? '';
    const isPremium = /^premium/i.test(name) || sku?.tier?.toLowerCase() === 'premium';
    const shown = kind === null || kind === undefined ? 'of no kind' : printable(kind, 60);
    const evidence = [
      { facet: 'storageAccount', path: 'kind', value: kind === null || kind === undefined ? null : printable(kind, 60) },
      { facet: 'storageAccount', path: 'sku.name', value: name === '' ? null : printable(name, 60) },
    ];
    if (isPremium && /^storage(v2)?$/i.test(kind ?? ''))
      return fail(
        `the account is ${shown} on premium disks (${printable(name, 60)}), which answers no CORS request of a browser`,
        {
          key: 'premium',
          evidence,
          fix: { summary: 'Create another account: performance cannot be changed later' },
        },
      );
    if (versioningKinds.some((one) => one.toLowerCase() === kind?.toLowerCase()))
      return pass(`the account is ${shown}`, { evidence });
    if (kind?.toLowerCase() === 'storage')
      return fail('the account is general-purpose v1 (kind Storage), which keeps no versions', {
        key: 'v1',
        evidence,
        fix: remedy(
          'Upgrade the account to general-purpose v2, which cannot be undone',
          dangerous(
            az('storage', 'account', 'update', '--ids', id, '--set', 'kind=StorageV2', '--access-tier', 'Hot'),
            'an account that was upgraded stays so',
          ),
        ),
      });
    if (kind === undefined || kind === null || kind === '')
      return manual('the answer does not tell the kind of the account', { severity: 'low', evidence });
    return fail(`the account is ${shown}, and blobs of W&B need StorageV2 or BlockBlobStorage`, {
      key: 'kind',
      evidence,
      fix: { summary: 'Create an account of the kind StorageV2' },
    });
  },
});
