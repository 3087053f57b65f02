import { defineAwsCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { kmsKeyArnPattern } from '../../requirements/aws.ts';
import { printable } from '../../policy/printable.ts';

export const kmsKeyArn = defineAwsCheck({
  id: 'aws/kms-key-arn',
  title: 'The key that W&B is told is a full key ARN',
  severity: 'medium',
  rationale: 'The field "KMS key ARN" takes the ARN of the key; an alias, a bare id or the ARN of another partition is refused.',
  remediation: 'Give W&B the ARN of the key: arn:aws:kms:<region>:<account>:key/<id>.',
  source: [{ document: 'TFA', quote: '^arn:aws:kms:[a-z0-9-]+:[0-9]+:key/[a-zA-Z0-9-_]+$' }],
  rows: ['AWS-KMS-07'],
  tags: ['keys'],
  requires: [],
  consults: ['kmsKey'],
  evaluate: (facts, { kmsKey: declared }) => {
    const arn = facts.kmsKey.state === 'present' ? printable(facts.kmsKey.value.KeyMetadata.Arn) : undefined;
    const evidence = arn === undefined ? [] : [{ facet: 'kmsKey', path: 'KeyMetadata.Arn', value: arn }];
    if (declared === undefined) {
      const hint = arn === undefined ? '' : `; the ARN to enter for the key of this bucket is ${arn}`;
      return notApplicable(`no KMS key is declared${hint}`, { evidence });
    }
    if (kmsKeyArnPattern.test(declared)) return pass('the declared key is a full key ARN', { evidence });
    const kind = /(?:^|:)alias\//.test(declared) ? 'an alias' : 'not an ARN of a key in the partition aws';
    return fail(`the declared key ${JSON.stringify(printable(declared))} is ${kind}, which W&B does not accept`, {
      evidence,
      fix: {
        summary: arn === undefined ? 'Declare the ARN of the key and enter it in W&B' : `Declare ${arn} and enter it in W&B`,
      },
    });
  },
});
