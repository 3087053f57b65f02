import { defineAwsCheck, fail, manual, notApplicable, pass, undecided } from '../../core/check.ts';
import { isAwsManagedS3Key } from '../../policy/aws/key-reference.ts';

export const kmsKeyCustomerManaged = defineAwsCheck({
  id: 'aws/kms-key-customer-managed',
  title: 'The KMS key can be shared with W&B, because it is customer managed or W&B runs in the same account',
  severity: 'high',
  rationale:
    'The policy of the AWS managed key aws/s3 cannot be changed and lets no other account in, so W&B in its own account cannot read a byte. ' +
    'It is what aws:kms without a key id selects.',
  remediation: 'Create a customer managed key, let W&B use it, and select it in the default encryption of the bucket.',
  source: [
    { document: 'AWS', inferred: true },
    { document: 'TFA', quote: 'kms_key_arn = var.create_kms_key ? aws_kms_key.key[0].arn : null' },
  ],
  rows: ['AWS-KMS-03'],
  tags: ['keys', 'encryption'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: ['encryption'],
  consults: ['kmsKey'],
  evaluate: ({ encryption, kmsKey }, { deployment }) => {
    const rules = encryption?.ServerSideEncryptionConfiguration.Rules ?? [];
    const index = rules.findIndex((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm.startsWith('aws:kms') === true);
    const chosen = rules[index]?.ApplyServerSideEncryptionByDefault;
    if (chosen === undefined) return notApplicable('the bucket does not use a KMS key');
    const keyId = chosen.KMSMasterKeyID;
    const path = `ServerSideEncryptionConfiguration.Rules.${index}.ApplyServerSideEncryptionByDefault.KMSMasterKeyID`;
    const evidence = [{ facet: 'encryption', path, value: keyId ?? null }];
    let managed = isAwsManagedS3Key(keyId);
    if (!managed) {
      if (kmsKey.state === 'unreadable') return undecided('who manages the key is not known', ['kmsKey'], { evidence });
      const manager = kmsKey.state === 'present' ? kmsKey.value.KeyMetadata.KeyManager : undefined;
      evidence.push({ facet: 'kmsKey', path: 'KeyMetadata.KeyManager', value: manager ?? null });
      if (manager === undefined) return manual('the server does not tell who manages the key', { evidence });
      managed = manager !== 'CUSTOMER';
    }
    if (!managed) return pass('the key is customer managed', { evidence });
    const what = 'the key is managed by AWS (aws/s3), which other accounts cannot use';
    if (deployment === 'self-managed') {
      return pass('the key is managed by AWS (aws/s3), which works for Self-Managed in the same account', {
        evidence,
        details: ['W&B in another account cannot use this key'],
      });
    }
    if (deployment === undefined)
      return manual(`${what}, and the deployment is not declared`, { answer: 'deployment', evidence });
    return fail(what, {
      evidence,
      fix: { summary: 'Create a customer managed key and select it in the default encryption of the bucket' },
    });
  },
});
