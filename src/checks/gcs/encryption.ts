import { defineGcsCheck, fail, manual, pass, type Verdict } from '../../core/check.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { printable } from '../../policy/printable.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { updateBucket, updateWithFile } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

type Encryption = FacetValue<'gcs', 'bucket'>['encryption'];

export const gcsEncryption = defineGcsCheck({
  id: 'gcs/encryption',
  title: 'New objects are encrypted with keys of Google, as documented, or with the declared key',
  severity: 'low',
  rationale:
    "The documents ask for Google-managed encryption, and W&B says nothing of customer-managed keys for a bucket of your own. They work as long as Google's service agent may use the key (see gcs/kms-service-agent), and W&B's full Terraform deployment uses them, so this is advice: every object is lost with the key. W&B's uploads name no key, so they take the default of the bucket, and Cloud Storage refuses them all where its encryption enforcement forbids that kind.",
  remediation:
    'Take the default key off the bucket, or keep it on purpose and declare it as `kmsKey`; allow the kind of encryption that new objects get by default.',
  source: [
    { document: 'D-2026S', edition: '2026-02', quote: 'Set encryption type to `Google-managed`.' },
    { document: 'S004', edition: '2025-03', quote: 'Google-managed' },
    { document: 'TFG', quote: 'default_kms_key_name = var.crypto_key' },
    { document: 'GCP', inferred: true },
  ],
  rows: ['GCS-BKT-04'],
  tags: ['encryption'],
  controls: { 'nist-800-53-r5': ['SC-12', 'SC-28'] },
  requires: ['bucket'],
  evaluate: ({ bucket }, { target, kmsKey: declared }) => {
    if (bucket === null) return noBucket();
    const refused = enforcementOf(bucket.encryption, target.bucket);
    if (refused !== undefined) return refused;
    const key = bucket.encryption?.defaultKmsKeyName;
    const evidence = [
      { facet: 'bucket', path: 'encryption.defaultKmsKeyName', value: key === undefined ? null : printable(key, 300) },
    ];
    if (declared !== undefined) {
      if (key === declared)
        return pass(`new objects are encrypted with the declared key ${printable(declared, 300)}`, { evidence });
      const found = key === undefined || key === '' ? 'with keys of Google' : `with ${printable(key, 300)}`;
      return fail(`new objects are encrypted ${found} and not with the declared key ${printable(declared, 300)}`, {
        key: 'not-declared-key',
        severity: 'medium',
        evidence,
        fix: remedy(
          'Select the declared key; objects that exist keep their encryption',
          updateBucket(target.bucket, `--default-encryption-key=${printable(declared, 300)}`),
        ),
      });
    }
    if (key === undefined || key === '') return pass('encryption is Google-managed, as documented', { evidence });
    return fail(
      `new objects are encrypted with the customer-managed key ${printable(key, 300)}, which no document of W&B covers`,
      {
        evidence,
        fix: remedy(
          'Take the default key off; objects that exist keep theirs, so the key has to stay',
          updateBucket(target.bucket, '--clear-default-encryption-key'),
        ),
      },
    );
  },
});

/**
 * What the encryption enforcement says of an upload that names no key; undefined where it lets it in.
 * Source: "Enforce or restrict the encryption types for a bucket" of Cloud Storage; a mode that is not set restricts nothing.
 */
function enforcementOf(encryption: Encryption, bucket: string): Verdict | undefined {
  const key = encryption?.defaultKmsKeyName ?? '';
  const member = key === '' ? 'googleManagedEncryptionEnforcementConfig' : 'customerManagedEncryptionEnforcementConfig';
  const mode = encryption?.[member]?.restrictionMode ?? 'NotRestricted';
  if (mode === 'NotRestricted') return undefined;
  const kind = key === '' ? 'keys of Google' : printable(key, 300);
  const shown = `${member} of the bucket is ${printable(mode, 40)}`;
  const evidence = [{ facet: 'bucket', path: `encryption.${member}.restrictionMode`, value: printable(mode, 40) }];
  if (mode !== 'FullyRestricted')
    return manual(`${shown}, and no document tells whether uploads with ${kind} are let in`, {
      severity: 'medium',
      key: 'unknown-enforcement',
      evidence,
    });
  const document = { [key === '' ? 'gmekEnforcement' : 'cmekEnforcement']: { restrictionMode: 'NotRestricted' } };
  return fail(`${shown}, so every upload is refused: it would be encrypted with ${kind}`, {
    severity: 'high',
    key: 'forbidden',
    evidence,
    fix: remedy(
      'Allow the kind of encryption that the bucket uses by default; what else is enforced stays',
      updateWithFile(
        bucket,
        '--encryption-enforcement-file',
        { kind: 'encryption enforcement', file: 'enforcement.json', noun: 'rule' },
        document,
      ),
    ),
  });
}
