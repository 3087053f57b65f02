import type { Remediation } from '../../../core/check.ts';
import { useOf, type EncryptionSubject } from './subject.ts';
import { az, named } from '../../../fixes/azure.ts';
import { remedy } from '../../../fixes/step.ts';

/** The key of the target, which is at hand for what depends on it. */
function keyAtHand(subject: EncryptionSubject): { readonly uri: string; readonly key: string } | undefined {
  const { host, key } = useOf(subject) ?? {};
  return host === undefined || key === undefined ? undefined : { uri: `https://${host}/`, key };
}

/** Sets the key of the target on a storage account. */
export function storageKeyFix(id: string, subject: EncryptionSubject): Remediation {
  const found = keyAtHand(subject);
  const summary = 'Give the storage account a managed identity that may use the key, and set the key';
  if (found === undefined) return { summary };
  const account = ['storage', 'account', 'update', ...named(id)];
  const key = ['--encryption-key-vault', found.uri, '--encryption-key-name', found.key];
  return remedy(
    summary,
    az(...account, '--assign-identity'),
    az(...account, '--encryption-key-source', 'Microsoft.Keyvault', ...key),
  );
}

/** Sets the key of the target on an account of Azure AI services. */
export function servicesKeyFix(id: string, subject: EncryptionSubject): Remediation {
  const found = keyAtHand(subject);
  const summary = 'Give the account a managed identity that may use the key, and set the key';
  if (found === undefined) return { summary };
  const encryption = { keySource: 'Microsoft.KeyVault', keyVaultProperties: { keyName: found.key, keyVaultUri: found.uri } };
  return remedy(
    summary,
    az('cognitiveservices', 'account', 'identity', 'assign', ...named(id)),
    az('cognitiveservices', 'account', 'update', ...named(id), '--encryption', JSON.stringify(encryption)),
  );
}
