import { dedicatedKey, describeMistakes, type Mistake } from '../support/known-mistakes.ts';
import { keyArn, ownerStatement, textOf, type Written } from '../support/policies.ts';

const grants = 'aws/kms-key-policy-wandb';
const denies = 'aws/kms-key-policy-deny';
const guard = (more: Partial<Written>): Written => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:*',
  Resource: '*',
  ...more,
});

const mistakes: readonly Mistake[] = [
  {
    mistake: 'iam-simulate matches a statement without Resource, which has no effect in a key policy',
    policy: textOf([ownerStatement, dedicatedKey]).replace(/,"Resource":"\*"\}\]/, '}]'),
    check: grants,
    status: 'fail',
    says: /statement "Documented" \(Statement\[1\]\).*Resource/,
    answers: { 'kms:Decrypt (via-s3)': 'false' },
  },
  {
    mistake: 'an expanded kms:Describe* is missed although kms:DescribeKey is all that it can mean on a key',
    policy: [
      ownerStatement,
      { ...dedicatedKey, Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'] },
    ],
    check: grants,
    status: 'pass',
    says: /the five actions/,
  },
  {
    mistake: 'an alias ARN is taken for the key',
    policy: [ownerStatement, { ...dedicatedKey, Resource: 'arn:aws:kms:eu-central-1:111122223333:alias/acme-wandb' }],
    check: grants,
    status: 'fail',
    says: /statement "Documented" \(Statement\[1\]\).*Resource/,
  },
  {
    mistake: 'the service principal of S3 is thought to be enough',
    policy: [ownerStatement, { ...dedicatedKey, Principal: { Service: 's3.amazonaws.com' } }],
    check: grants,
    status: 'fail',
    says: /arn:aws:iam::830241207209:root/,
  },
  {
    mistake: 'the owner is thought to have the key without a statement',
    policy: [dedicatedKey],
    check: 'aws/kms-key-policy-owner',
    status: 'fail',
    says: /111122223333/,
  },
  {
    mistake: 'policyuniverse ignores negated operators: StringNotEquals kms:CallerAccount cuts W&B off',
    policy: [ownerStatement, dedicatedKey, guard({ Condition: { StringNotEquals: { 'kms:CallerAccount': '111122223333' } } })],
    check: denies,
    status: 'fail',
    says: /statement "Guard" \(Statement\[2\]\) denies it, because kms:CallerAccount is 830241207209/,
    answers: { 'kms:Decrypt (via-s3)': 'false' },
  },
  {
    mistake: 'kms:ViaService of another service is thought to be a harmless restriction',
    policy: [
      ownerStatement,
      { ...dedicatedKey, Condition: { StringEquals: { 'kms:ViaService': 'ec2.eu-central-1.amazonaws.com' } } },
    ],
    check: grants,
    status: 'fail',
    says: /kms:ViaService/,
  },
  {
    mistake: 'kms:GrantIsForAWSResource on an Allow of cryptographic calls never holds',
    policy: [ownerStatement, { ...dedicatedKey, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }],
    check: grants,
    status: 'fail',
    says: /kms:GrantIsForAWSResource is absent/,
  },
  {
    mistake: 'checkov CKV_AWS_70 counts any ArnNotEquals as a restriction: the key is open to all but one',
    policy: [
      ownerStatement,
      dedicatedKey,
      {
        Sid: 'Others',
        Effect: 'Allow',
        Principal: '*',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:user/ann' } },
      },
    ],
    check: 'aws/kms-key-policy-public',
    status: 'fail',
    says: /statement "Others" \(Statement\[2\]\)/,
  },
  {
    mistake: 'another key is taken for this one',
    policy: [ownerStatement, { ...dedicatedKey, Resource: keyArn.replace('1f4c2d3e', '9b8a7c6d') }],
    check: grants,
    status: 'fail',
    says: /statement "Documented" \(Statement\[1\]\).*Resource/,
  },
];

describeMistakes('key policies that other tools misread', 'key', mistakes);
