import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureHttpsOnly = defineAzureCheck({
  id: 'azure/https-only',
  title: 'The account takes requests over HTTPS only',
  severity: 'medium',
  rationale:
    'Over plain HTTP a pre-signed URL and the data can be read on the way, and whoever read the URL can use it. Azure turns the setting on for new accounts.',
  remediation: 'Turn on "Secure transfer required".',
  source: [{ document: 'TFZ' }, { document: 'AZ', inferred: true }],
  rows: ['AZ-BLOB-16', 'AZ-12'],
  tags: ['encryption', 'network'],
  controls: { 'nist-800-53-r5': ['SC-8'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { supportsHttpsTrafficOnly } = storageAccount.properties;
    const evidence = [accountLine('supportsHttpsTrafficOnly', supportsHttpsTrafficOnly)];
    if (supportsHttpsTrafficOnly === true) return pass('the account takes HTTPS only', { evidence });
    return fail(
      supportsHttpsTrafficOnly === false
        ? 'the account takes requests over plain HTTP'
        : 'the account does not say that it takes HTTPS only (supportsHttpsTrafficOnly is not set)',
      {
        evidence,
        fix: remedy('Take HTTPS only', updateAccount(storageAccount.id, '--https-only', 'true')),
      },
    );
  },
});
