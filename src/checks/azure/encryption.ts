import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { accountLine, noAccount } from '../support/azure/account.ts';

const month = 30 * 86_400_000;

export const azureEncryption = defineAzureCheck({
  id: 'azure/encryption',
  title: 'The account is encrypted with keys of Microsoft, or with a key of yours that is valid',
  severity: 'high',
  rationale:
    'W&B asks for no key of your own; its Terraform module for instance level can make one. With such a key, W&B works as long as the account may use it: once it expires, is disabled or deleted, every request for a blob fails. The key and its vault are resources of their own, which this audit of a container does not read.',
  remediation:
    'Renew the key in time, keep soft delete and purge protection of its vault on, and let the account follow new versions of the key.',
  source: [
    { document: 'TFZ', quote: 'key_vault_key_id          = var.storage_key_id' },
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'AZ' },
  ],
  rows: ['AZ-BLOB-23', 'AZ-15'],
  tags: ['encryption'],
  controls: { 'nist-800-53-r5': ['SC-12', 'SC-28'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }, { collectedAt }) => {
    if (storageAccount === null) return noAccount();
    const { encryption } = storageAccount.properties;
    const source = encryption?.keySource ?? undefined;
    const evidence = [accountLine('encryption.keySource', source)];
    if (source === undefined || source.toLowerCase() === 'microsoft.storage')
      return pass('the account is encrypted with keys of Microsoft', { evidence });
    if (source.toLowerCase() !== 'microsoft.keyvault')
      return manual(`the account is encrypted by ${printable(source, 60)}, which byob-audit does not know`, {
        severity: 'low',
        evidence,
      });
    const key = encryption?.keyvaultproperties;
    const name = printable(key?.keyname ?? 'without a name', 120);
    const vault = printable(key?.keyvaulturi ?? 'a vault that is not told', 200);
    const expiry = key?.currentVersionedKeyExpirationTimestamp ?? undefined;
    const end = Date.parse(expiry ?? '');
    const more = [...evidence, accountLine('encryption.keyvaultproperties.currentVersionedKeyExpirationTimestamp', expiry)];
    // The service writes the year 1970 or 1 for a key without an end.
    const hasEnd = !Number.isNaN(end) && end > Date.UTC(2000, 0);
    if (hasEnd && end <= collectedAt)
      return fail(`the key ${name} of ${vault} that encrypts the account expired on ${printable(expiry ?? '', 40)}`, {
        key: 'expired',
        evidence: more,
        fix: { summary: 'Make a new version of the key, or extend the expiry of this one' },
      });
    if (hasEnd && end - collectedAt < month)
      return fail(`the key ${name} of ${vault} that encrypts the account expires on ${printable(expiry ?? '', 40)}`, {
        key: 'expires-soon',
        severity: 'medium',
        evidence: more,
        fix: { summary: 'Make a new version of the key, or extend the expiry of this one' },
      });
    const isPinned = key?.keyversion !== undefined && key.keyversion !== null && key.keyversion !== '';
    const details = isPinned ? ['the account uses one version of the key and does not follow its rotation'] : [];
    return manual(
      `the key ${name} of ${vault} encrypts the account; that it stays enabled and that its vault has soft delete and purge protection on is outside of this audit`,
      { key: 'own-key', severity: 'low', details, evidence: more },
    );
  },
});
