import { kmsKeyArn } from '../../../src/checks/aws/kms-key-arn.ts';
import { describeCheck } from '../../support/describe-check.ts';

const Arn = 'arn:aws:kms:eu-central-1:111122223333:key/1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const kmsKey = { KeyMetadata: { Arn, KeyId: '1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f' } };

describeCheck(kmsKeyArn, {
  'passes when': {
    'a key ARN is declared': { given: { kmsKey }, with: { kmsKey: Arn }, says: 'the declared key is a full key ARN' },
    'the ARN of a multi-Region key is declared': {
      with: { kmsKey: 'arn:aws:kms:us-east-1:111122223333:key/mrk-0123456789abcdef0123456789abcdef' },
      says: 'the declared key is a full key ARN',
    },
  },
  'fails when': {
    'an alias is declared': {
      given: { kmsKey },
      with: { kmsKey: 'alias/acme' },
      says: 'the declared key "alias/acme" is an alias, which W&B does not accept',
      severity: 'medium',
    },
    'the ARN of an alias is declared': {
      with: { kmsKey: 'arn:aws:kms:eu-central-1:111122223333:alias/acme' },
      says: /is an alias/,
    },
    'what is declared would paint over a terminal': {
      with: { kmsKey: '\u001b[2J\u202ealias/a"cme' },
      says: String.raw`the declared key "[2Jalias/a\"cme" is not an ARN of a key in the partition aws, which W&B does not accept`,
    },
    'a bare id is declared': { with: { kmsKey: '1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f' }, says: /is not an ARN of a key/ },
    'a key of GovCloud is declared': { with: { kmsKey: Arn.replace('aws:kms', 'aws-us-gov:kms') }, says: /partition aws/ },
  },
  'does not apply when': {
    'none is declared, and the answer would paint over a terminal': {
      given: { kmsKey: { KeyMetadata: { ...kmsKey.KeyMetadata, Arn: `${Arn}\u001b[2J` } } },
      says: `no KMS key is declared; the ARN to enter for the key of this bucket is ${Arn}[2J`,
    },
    'none is declared, and the key is known': {
      given: { kmsKey },
      says: `no KMS key is declared; the ARN to enter for the key of this bucket is ${Arn}`,
    },
    'none is declared, and there is no key': { says: 'no KMS key is declared' },
  },
});
