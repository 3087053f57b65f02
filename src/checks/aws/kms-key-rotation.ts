import { defineAwsCheck, fail, notApplicable, pass, undecided } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { kms } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyRotation = defineAwsCheck({
  id: 'aws/kms-key-rotation',
  title: 'The KMS key is rotated automatically',
  severity: 'info',
  rationale:
    'W&B does not ask for rotation; many organizations do. Rotation changes neither the ARN nor the policy, so W&B does not notice it.',
  remediation: 'Enable automatic rotation of the key.',
  source: [{ document: 'TFA', inferred: true }],
  rows: ['AWS-KMS-09'],
  tags: ['keys', 'hygiene'],
  controls: { 'nist-800-53-r5': ['SC-12'], 'aws-fsbp': ['KMS.4'] },
  requires: ['kmsKey'],
  // Consulted, because KMS refuses the question for keys that cannot be rotated.
  consults: ['kmsKeyRotation'],
  evaluate: ({ kmsKey, kmsKeyRotation: rotation }) => {
    if (kmsKey === null) return notApplicable('the bucket does not use a KMS key');
    const { Arn, KeySpec, KeyUsage, Origin, KeyState, KeyManager } = kmsKey.KeyMetadata;
    if ((KeySpec ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT' || (KeyUsage ?? 'ENCRYPT_DECRYPT') !== 'ENCRYPT_DECRYPT') {
      return notApplicable('KMS does not rotate a key of this kind');
    }
    if ((Origin ?? 'AWS_KMS') !== 'AWS_KMS')
      return notApplicable(`the key material comes from ${printable(Origin ?? '')}, which KMS does not rotate`);
    if (KeyState?.endsWith('Deletion') === true) return notApplicable('KMS does not rotate a key that is about to be deleted');
    if (KeyManager === 'AWS') return notApplicable('AWS rotates its own keys every year');
    if (rotation.state === 'unreadable') return undecided('whether the key is rotated is not known', ['kmsKeyRotation']);
    const value = rotation.state === 'present' ? rotation.value : undefined;
    const evidence = [{ facet: 'kmsKeyRotation', path: 'KeyRotationEnabled', value: value?.KeyRotationEnabled ?? null }];
    if (value?.KeyRotationEnabled === true) {
      return pass(`the key is rotated every ${value.RotationPeriodInDays ?? 365} days`, { evidence });
    }
    return fail('the key is not rotated', {
      evidence,
      fix: remedy('Enable rotation', kms('enable-key-rotation', Arn)),
    });
  },
});
