import { dedicatedBucket, describeMistakes, type Mistake } from '../support/known-mistakes.ts';
import { bucketArn, wandb, type Conditions, type Written } from '../support/policies.ts';

const grants = 'aws/bucket-policy-grants';
const denies = 'aws/bucket-policy-deny';
const network = 'aws/network-carve-out';
const allowIf = (Condition: Conditions): readonly Written[] => [{ ...dedicatedBucket, Condition }];
const denyIf = (Condition: Conditions, more: Partial<Written> = {}): readonly Written[] => [
  dedicatedBucket,
  { Sid: 'Guard', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucketArn, `${bucketArn}/*`], Condition, ...more },
];
const endpoint = 'vpce-0123456789abcdef0';

/** A negated operator is true for a key that the request does not have. */
const absentKeys: readonly Mistake[] = [
  {
    mistake: 'policyuniverse ignores negated operators: StringNotEquals aws:SourceVpce cuts W&B off',
    policy: denyIf({ StringNotEquals: { 'aws:SourceVpce': endpoint } }),
    check: network,
    status: 'fail',
    says: /statement "Guard" \(Statement\[1\]\) denies it, because aws:SourceVpce is absent from W&B's own requests/,
    answers: { 's3:ListBucket (platform)': 'false' },
  },
  {
    mistake: 'pbac ignores IfExists: StringNotEqualsIfExists is still true for an absent key',
    policy: denyIf({ StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } }),
    check: network,
    status: 'fail',
    says: /aws:SourceVpc is absent/,
  },
  {
    mistake: 'checkov CKV_AWS_70 compares the letter case of condition keys',
    policy: denyIf({ StringNotEquals: { 'AWS:sourceVPCE': endpoint } }),
    check: network,
    status: 'fail',
    says: /AWS:sourceVPCE is absent/,
  },
  {
    mistake: 'checkov CKV_AWS_70 counts any ArnNotEquals as a restriction; this one spares one stranger and takes in all others',
    policy: [
      {
        ...dedicatedBucket,
        Principal: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:user/ann' } },
      },
    ],
    check: grants,
    status: 'pass',
    says: /./,
    answers: { 's3:PutObject (presigned)': 'true' },
  },
  {
    mistake: 'a numeric operator on the absent aws:MultiFactorAuthAge is thought to hold',
    policy: denyIf({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } }),
    check: denies,
    status: 'pass',
    says: /no Deny statement/,
  },
  {
    mistake: 'BoolIfExists aws:MultiFactorAuthPresent false is thought to spare roles, which have no such key',
    policy: denyIf({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
    check: denies,
    status: 'fail',
    says: /aws:MultiFactorAuthPresent/,
  },
  {
    mistake: 'ForAnyValue is thought to hold for an absent key',
    policy: allowIf({ 'ForAnyValue:StringNotEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }),
    check: grants,
    status: 'fail',
    says: /aws:CalledVia is absent/,
  },
  {
    mistake: 'the exception of aws:PrincipalArn :root is thought to spare the account; it names the root user alone',
    policy: denyIf({
      StringNotEquals: { 'aws:SourceVpce': endpoint },
      ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::830241207209:root' },
    }),
    check: network,
    status: 'fail',
    says: /denies it/,
  },
  {
    mistake: 'the star of StringNotEquals is read as a wildcard; it is plain text, and W&B is not excepted',
    policy: denyIf({
      StringNotEquals: { 'aws:SourceVpce': endpoint, 'aws:PrincipalArn': 'arn:aws:iam::830241207209:role/*' },
    }),
    check: network,
    status: 'fail',
    says: /denies it/,
  },
  {
    mistake: 'an exception by account in the same block is overlooked',
    policy: denyIf({ StringNotEquals: { 'aws:SourceVpce': endpoint, 'aws:PrincipalAccount': ['111122223333', '830241207209'] } }),
    check: denies,
    status: 'pass',
    says: /./,
    answers: { 's3:PutObject (presigned)': 'true' },
  },
  {
    mistake: "a network restriction that excepts W&B's account is thought to restrict pre-signed URLs, which W&B signs",
    policy: denyIf({ StringNotEquals: { 'aws:SourceVpce': endpoint, 'aws:PrincipalAccount': ['111122223333', '830241207209'] } }),
    check: network,
    status: 'fail',
    says: /statement "Guard" \(Statement\[1\]\) excepts W&B's principal/,
  },
];

/** An Allow that never comes true passes in a tool that does not look at conditions. */
const neverTrue: readonly Mistake[] = (
  [
    ['sts:ExternalId', { StringEquals: { 'sts:ExternalId': 'x' } }],
    ['aws:SourceAccount', { StringEquals: { 'aws:SourceAccount': '830241207209' } }],
    ['aws:SourceArn', { ArnLike: { 'aws:SourceArn': 'arn:aws:iam::830241207209:*' } }],
    ['s3:DataAccessPointAccount', { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }],
    ['aws:SourceVpce', { StringEquals: { 'aws:SourceVpce': endpoint } }],
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16', 'fd00::/8'] } }],
    ['aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['aws:CurrentTime', { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }],
  ] as const
).map(([key, condition]) => ({
  mistake: `prowler allow-set arithmetic ignores conditions: an Allow by ${key} that no request of W&B meets`,
  policy: allowIf(condition),
  check: grants,
  status: 'fail',
  says: new RegExp(key),
  answers: { 's3:ListBucket (platform)': 'false' },
}));

const addresses: readonly Mistake[] = [
  {
    mistake: 'iam-simulate computes -1 << 32 as -1, and 0.0.0.0/0 matches nothing',
    policy: allowIf({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
    check: grants,
    status: 'manual',
    says: /aws:SourceIp/,
    // Behind an endpoint the holder of a pre-signed URL has no source address.
    answers: { 's3:ListBucket (platform)': 'true', 's3:GetObject (presigned)': 'unknown' },
  },
  {
    mistake: 'iam-simulate computes -1 << 32 as -1, and NotIpAddress 0.0.0.0/0 hits every caller',
    policy: denyIf({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
    check: 'aws/network-source-ip',
    status: 'fail',
    says: /statement "Guard" \(Statement\[1\]\) lists 0\.0\.0\.0\/0 under aws:SourceIp.*the whole Internet/,
    answers: { 's3:ListBucket (platform)': 'true' },
  },
];

const others: readonly Mistake[] = [
  {
    mistake: 'iam-simulate marks NotPrincipal "need to test": a Deny of everybody but W&B compares sessions that nobody knows',
    policy: [
      dedicatedBucket,
      {
        Sid: 'Guard',
        Effect: 'Deny',
        NotPrincipal: { AWS: wandb.dedicated },
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
      },
    ],
    check: denies,
    status: 'manual',
    says: /statement "Guard"/,
    answers: { 's3:GetObject (platform)': 'unknown' },
  },
  {
    mistake: 'a Deny of everybody but the owner is overlooked because it is spelled NotPrincipal',
    policy: [
      dedicatedBucket,
      {
        Sid: 'Guard',
        Effect: 'Deny',
        NotPrincipal: { AWS: '111122223333' },
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
      },
    ],
    check: denies,
    status: 'fail',
    says: /statement "Guard" \(Statement\[1\]\) denies it/,
  },
  {
    mistake: 'a Deny of pre-signed URLs is overlooked',
    policy: denyIf({ StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }),
    check: 'aws/presigned-auth-type',
    status: 'fail',
    says: /s3:authType is REST-QUERY-STRING/,
    answers: { 's3:GetObject (platform)': 'true', 's3:GetObject (presigned)': 'false' },
  },
  {
    mistake: 'a Boolean without quotes is read as something else than "false"',
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: denyIf({ Bool: { 'aws:SecureTransport': 'false' } }),
    }).replace('"aws:SecureTransport":"false"', '"aws:SecureTransport":false'),
    check: denies,
    status: 'pass',
    says: /no Deny statement/,
  },
];

describeMistakes('absent keys and negated operators', 'bucket', absentKeys);
describeMistakes('conditions that never hold', 'bucket', neverTrue);
describeMistakes('addresses', 'bucket', addresses);
describeMistakes('other conditions', 'bucket', others);
