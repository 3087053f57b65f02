import { fail, pass, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { printable } from '../../../policy/printable.ts';
import type { Dependent } from './dependents.ts';
import { storageKeyFix } from './key-fix.ts';
import type { EncryptionSubject } from './subject.ts';
import { useOfStorage, strangeSource, usesVault } from './uses.ts';

type Storage = Extract<FacetValue<'azure-ai', 'storageAccounts'>[number]['answer'], { state: 'present' }>['value'];

/** Catalogue rows AZ-DEP-02 and AZ-DEP-10. */
export function judgeStorage({ value, noun, at }: Dependent<Storage>, subject: EncryptionSubject): Verdict {
  const { encryption } = value.properties;
  const evidence = [
    { facet: 'storageAccounts', path: `${at}properties.encryption.keySource`, value: encryption?.keySource ?? null },
  ];
  const serviceSide = subject.kind === 'workspace' && subject.value.properties.enableServiceSideCMKEncryption === true;
  const details = serviceSide
    ? [`with service-side encryption the metadata of the pipelines of ${subject.noun} is in it too`]
    : [];
  const strange = strangeSource(noun, encryption?.keySource);
  if (strange !== undefined) return { ...strange, evidence, details };
  if (!usesVault(encryption?.keySource)) {
    return fail(`${noun} is encrypted with a key of Microsoft`, {
      evidence,
      details,
      fix: storageKeyFix(value.id, subject),
    });
  }
  const use = useOfStorage(value, at, noun);
  if (use?.key === undefined || use.host === undefined) {
    return fail(`${noun} says that its key is in a vault, and does not name it`, {
      key: 'no-address',
      evidence,
      details,
      fix: { summary: 'Name the vault and the key' },
    });
  }
  if (use.identity.kind === 'none') {
    return fail(`${noun} has no managed identity that could use its key`, {
      key: 'no-identity',
      evidence,
      details,
      fix: { summary: 'Give the storage account a managed identity' },
    });
  }
  return pass(`${noun} is encrypted with the key ${printable(use.key, 80)} at ${use.host}`, { evidence });
}
