import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyUsage = defineAwsCheck({
  id: 'aws/kms-key-usage',
  title: 'The KMS key is a symmetric key for encryption',
  severity: 'high',
  rationale:
    'S3 takes symmetric keys for encryption only; with any other key, also an asymmetric one that can encrypt, every upload fails.',
  remediation: 'Create a symmetric key with usage ENCRYPT_DECRYPT; neither usage nor kind of a key can be changed.',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'AWS', quote: 'Amazon S3 only supports symmetric encryption KMS keys' },
    { document: 'TFA', quote: 'key_usage = "ENCRYPT_DECRYPT"' },
  ],
  rows: ['AWS-KMS-01'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: ['kmsKey'],
  evaluate: ({ kmsKey }) => {
    if (kmsKey === null) return notApplicable('the bucket does not use a KMS key');
    const { KeyUsage: usage, KeySpec: kind } = kmsKey.KeyMetadata;
    const evidence = [
      { facet: 'kmsKey', path: 'KeyMetadata.KeyUsage', value: usage ?? null },
      { facet: 'kmsKey', path: 'KeyMetadata.KeySpec', value: kind ?? null },
    ];
    const fix = remedy('Create a symmetric key for encryption and select it in the default encryption of the bucket', {
      run: ['aws', 'kms', 'create-key', '--key-usage', 'ENCRYPT_DECRYPT', '--key-spec', 'SYMMETRIC_DEFAULT'],
    });
    if (usage !== undefined && usage !== 'ENCRYPT_DECRYPT')
      return fail(`the key usage is ${printable(usage)}, with which S3 cannot encrypt`, { key: 'usage', evidence, fix });
    if (kind !== undefined && kind !== 'SYMMETRIC_DEFAULT')
      return fail(`the key is of the kind ${printable(kind)}, and S3 takes symmetric keys for encryption only`, {
        key: 'kind',
        evidence,
        fix,
      });
    if (usage === undefined) return manual('the server does not tell what the key is made for', { evidence });
    if (kind === undefined) return manual('the server does not tell of which kind the key is', { evidence });
    return pass('the key is a symmetric key for encryption', { evidence });
  },
});
