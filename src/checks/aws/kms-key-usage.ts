import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyUsage = defineAwsCheck({
  id: 'aws/kms-key-usage',
  title: 'The KMS key is made for encryption',
  severity: 'high',
  rationale: 'S3 can encrypt only with a key whose usage is ENCRYPT_DECRYPT; with any other key every upload fails.',
  remediation: 'Create a symmetric key with usage ENCRYPT_DECRYPT; the usage of a key cannot be changed.',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'TFA', quote: 'key_usage = "ENCRYPT_DECRYPT"' },
  ],
  rows: ['AWS-KMS-01'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: ['kmsKey'],
  evaluate: ({ kmsKey }) => {
    if (kmsKey === null) return notApplicable('the bucket does not use a KMS key');
    const usage = kmsKey.KeyMetadata.KeyUsage;
    const evidence = [{ facet: 'kmsKey', path: 'KeyMetadata.KeyUsage', value: usage ?? null }];
    if (usage === undefined) return manual('the server does not tell what the key is made for', { evidence });
    if (usage === 'ENCRYPT_DECRYPT') return pass('the key usage is ENCRYPT_DECRYPT', { evidence });
    return fail(`the key usage is ${printable(usage)}, with which S3 cannot encrypt`, {
      evidence,
      fix: remedy('Create a key for encryption and select it in the default encryption of the bucket', {
        run: ['aws', 'kms', 'create-key', '--key-usage', 'ENCRYPT_DECRYPT', '--key-spec', 'SYMMETRIC_DEFAULT'],
      }),
    });
  },
});
