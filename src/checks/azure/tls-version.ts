import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { oldTlsRefusedSince } from '../../requirements/azure.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azureTlsVersion = defineAzureCheck({
  id: 'azure/tls-version',
  title: 'The account takes TLS 1.2 or newer only',
  severity: 'medium',
  rationale:
    "A pre-signed URL is a credential, and older versions of TLS do not protect it. Until 2026-02-03 an account that did not name a version took TLS 1.0; since then Azure Storage refuses TLS 1.0 and 1.1 for all accounts, and what is left is a property that auditors read, so it is low for evidence of a later day. W&B's Terraform module asks for TLS 1.2.",
  remediation: 'Set minimumTlsVersion to TLS1_2.',
  source: [
    { document: 'TFZ', quote: 'min_tls_version          = "TLS1_2"' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-15', 'AZ-12'],
  tags: ['encryption', 'network'],
  controls: { 'nist-800-53-r5': ['SC-8'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }, { collectedAt }) => {
    if (storageAccount === null) return noAccount();
    const version = storageAccount.properties.minimumTlsVersion ?? undefined;
    const evidence = [accountLine('minimumTlsVersion', version)];
    const match = /^TLS1_([0-9])$/i.exec(version ?? 'TLS1_0');
    if (match === null)
      return manual(`the account asks for the TLS version ${printable(version ?? '', 40)}, which byob-audit does not know`, {
        severity: 'low',
        evidence,
      });
    const minor = Number(match[1]);
    if (minor >= 2) return pass(`the account takes TLS 1.${minor} or newer`, { evidence });
    const asked = version === undefined ? 'the account names no TLS version' : `the account asks for TLS 1.${minor}`;
    const fix = remedy('Ask for TLS 1.2', updateAccount(storageAccount.id, '--min-tls-version', 'TLS1_2'));
    if (collectedAt >= Date.parse(oldTlsRefusedSince) + day)
      return fail(
        `${asked}; Azure Storage refuses anything below TLS 1.2 since ${oldTlsRefusedSince}, and auditors read the property`,
        { key: 'refused-anyway', severity: 'low', evidence, fix },
      );
    return fail(version === undefined ? `${asked}, and takes TLS 1.0` : `the account takes TLS 1.${minor}`, { evidence, fix });
  },
});

const day = 24 * 60 * 60 * 1000;
