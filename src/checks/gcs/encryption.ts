import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { noBucket, updateBucket } from '../support/gcs.ts';

export const gcsEncryption = defineGcsCheck({
  id: 'gcs/encryption',
  title: 'New objects are encrypted with keys of Google, as documented, or with the declared key',
  severity: 'low',
  rationale:
    "The documents ask for Google-managed encryption, and W&B says nothing of customer-managed keys for a bucket of your own. They work as long as Google's service agent may use the key (see gcs/kms-service-agent), and W&B's full Terraform deployment uses them, so this is advice: every object is lost with the key.",
  remediation: 'Take the default key off the bucket, or keep it on purpose and declare it as `kmsKey`.',
  source: [
    { document: 'D-2026S', edition: '2026-02', quote: 'Set encryption type to `Google-managed`.' },
    { document: 'S004', edition: '2025-03', quote: 'Google-managed' },
    { document: 'TFG', quote: 'default_kms_key_name = var.crypto_key' },
  ],
  rows: ['GCS-BKT-04'],
  tags: ['encryption'],
  controls: { 'nist-800-53-r5': ['SC-12', 'SC-28'] },
  requires: ['bucket'],
  evaluate: ({ bucket }, { target, kmsKey: declared }) => {
    if (bucket === null) return noBucket();
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
        fix: {
          summary: 'Select the declared key; objects that exist keep their encryption',
          commands: [updateBucket(target.bucket, `--default-encryption-key=${printable(declared, 300)}`)],
        },
      });
    }
    if (key === undefined || key === '') return pass('encryption is Google-managed, as documented', { evidence });
    return fail(
      `new objects are encrypted with the customer-managed key ${printable(key, 300)}, which no document of W&B covers`,
      {
        evidence,
        fix: {
          summary: 'Take the default key off; objects that exist keep theirs, so the key has to stay',
          commands: [updateBucket(target.bucket, '--clear-default-encryption-key')],
        },
      },
    );
  },
});
