import { defineAwsCheck, fail, notApplicable, pass, undecided } from '../../core/check.ts';
import { parseKeyArn } from '../../policy/aws/request/key-grants.ts';
import { printable } from '../../policy/printable.ts';

export const kmsKeyExists = defineAwsCheck({
  id: 'aws/kms-key-exists',
  title: 'The KMS key of the bucket exists',
  severity: 'high',
  rationale: 'S3 accepts the ARN of a key that does not exist as default encryption; then every upload fails.',
  remediation: 'Set another key in the default encryption of the bucket, or declare the key that is meant.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-KMS-11'],
  tags: ['keys', 'existence'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [],
  consults: ['kmsKey', 'encryption', 'caller'],
  evaluate: ({ kmsKey, encryption, caller }, { kmsKey: declared }) => {
    if (kmsKey.state === 'present') return pass('KMS finds the key');
    if (kmsKey.state === 'absent') return notApplicable('the bucket does not use a KMS key');
    const rules = encryption.state === 'present' ? encryption.value.ServerSideEncryptionConfiguration.Rules : [];
    const index = rules.findIndex((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm.startsWith('aws:kms') === true);
    const byDefault = rules[index]?.ApplyServerSideEncryptionByDefault;
    const asked = byDefault === undefined ? declared : byDefault.KMSMasterKeyID;
    // The region that was asked is the one in the ARN. An alias, a bare id or another account leaves other explanations.
    const key = asked === undefined ? undefined : parseKeyArn(asked);
    const own =
      caller.state === 'present' && key?.account === caller.value.Account && caller.value.Arn.startsWith(`arn:${key.partition}:`);
    if (asked === undefined || !own || kmsKey.cause !== 'no-such-key' || kmsKey.code !== 'NotFoundException')
      return undecided('whether the key exists is not known', ['kmsKey']);
    return fail(`there is no key ${printable(asked)}: KMS does not find it in its own account and region`, {
      evidence:
        byDefault === undefined
          ? []
          : [
              {
                facet: 'encryption',
                path: `ServerSideEncryptionConfiguration.Rules.${index}.ApplyServerSideEncryptionByDefault.KMSMasterKeyID`,
                value: asked,
              },
            ],
      fix: {
        summary:
          byDefault === undefined
            ? 'Declare the key that is meant (--kms-key ARN)'
            : 'Set the key that is meant in the default encryption of the bucket; a key that was deleted does not come back, nor do the objects under it',
      },
    });
  },
});
