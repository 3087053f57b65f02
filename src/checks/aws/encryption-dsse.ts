import { defineAwsCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { putEncryption } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const encryptionDsse = defineAwsCheck({
  id: 'aws/encryption-dsse',
  title: 'Default encryption is not the dual-layer kind',
  severity: 'low',
  rationale: 'No document of W&B mentions dual-layer encryption (aws:kms:dsse); it is untested, and it cannot use a bucket key.',
  remediation:
    'Use aws:kms with the same key, unless a rule of yours asks for dual-layer encryption and you have tested W&B with it.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-S3-03'],
  tags: ['encryption'],
  requires: ['encryption'],
  evaluate: ({ encryption }, { target }) => {
    const rules = encryption?.ServerSideEncryptionConfiguration.Rules ?? [];
    if (!rules.some((rule) => rule.ApplyServerSideEncryptionByDefault !== undefined))
      return notApplicable('the bucket has no default encryption');
    const index = rules.findIndex((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'aws:kms:dsse');
    const chosen = rules[index]?.ApplyServerSideEncryptionByDefault;
    if (chosen === undefined) return pass('default encryption has a single layer');
    const path = `ServerSideEncryptionConfiguration.Rules.${index}.ApplyServerSideEncryptionByDefault.SSEAlgorithm`;
    return fail('default encryption is aws:kms:dsse, which no document of W&B mentions', {
      evidence: [{ facet: 'encryption', path, value: chosen.SSEAlgorithm }],
      fix: remedy(
        'Use aws:kms with the same key, and a bucket key',
        putEncryption(target.bucket, { ...chosen, SSEAlgorithm: 'aws:kms' }, rules, index),
      ),
    });
  },
});
