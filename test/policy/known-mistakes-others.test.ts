import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/all.ts';
import { judge } from '../support/describe-check.ts';
import { dedicatedBucket, describeMistakes, type Mistake } from '../support/known-mistakes.ts';
import { bucketArn, type Written } from '../support/policies.ts';

const grants = 'aws/bucket-policy-grants';
const denies = 'aws/bucket-policy-deny';
const tls = 'aws/tls-only';
const everything = [bucketArn, `${bucketArn}/*`];
const deny = (more: Partial<Written>): Written => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: everything,
  ...more,
});
const tlsDeny = (more: Partial<Written> = {}): Written =>
  deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } }, ...more });

const overHttp: readonly Mistake[] = [
  {
    mistake: 'cloudsploit #579: the Deny that AWS recommends fails',
    policy: [dedicatedBucket, tlsDeny()],
    check: tls,
    status: 'pass',
    says: /./,
  },
  {
    mistake: 'cloudsploit bucketEncryptionInTransit wants exactly two ARNs in one order',
    policy: [dedicatedBucket, tlsDeny({ Resource: [`${bucketArn}*`] })],
    check: tls,
    status: 'pass',
    says: /./,
  },
  {
    mistake: 'prowler s3_bucket_secure_transport_policy passes a Deny of s3:PutObject alone',
    policy: [dedicatedBucket, tlsDeny({ Action: 's3:PutObject', Resource: `${bucketArn}/*` })],
    check: tls,
    status: 'fail',
    says: /statement "Guard" \(Statement\[1\]\) does not take in all actions/,
  },
  {
    mistake: 'fixinventory PR #1925 copied that: s3:PutObject is accepted next to s3:GetObject',
    policy: [dedicatedBucket, tlsDeny({ Action: ['s3:PutObject', 's3:GetObject'], Resource: `${bucketArn}/*` })],
    check: tls,
    status: 'fail',
    says: /does not take in all actions/,
  },
  {
    mistake: 'prowler s3_bucket_secure_transport_policy ignores the principal',
    policy: [dedicatedBucket, tlsDeny({ Principal: { AWS: '111122223333' } })],
    check: tls,
    status: 'fail',
    says: /does not name everyone/,
  },
  {
    mistake: 'Steampipe ignores the resource',
    policy: [dedicatedBucket, tlsDeny({ Resource: `${bucketArn}/*` })],
    check: tls,
    status: 'fail',
    says: /does not take in the bucket itself/,
  },
  {
    mistake: 'prowler #680, #1481: a Deny under one more condition spares the rest',
    policy: [
      dedicatedBucket,
      tlsDeny({
        Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
      }),
    ],
    check: tls,
    status: 'fail',
    says: /aws:PrincipalAccount/,
  },
  {
    mistake: 'the inverted TLS Deny is read as the right one, and W&B is cut off',
    policy: [dedicatedBucket, deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    check: denies,
    status: 'fail',
    says: /statement "Guard" \(Statement\[1\]\) denies it, because aws:SecureTransport is true/,
    answers: { 's3:GetObject (presigned)': 'false', 's3:ListBucket (platform)': 'false' },
  },
  {
    mistake: 'the inverted TLS Deny is read as the right one, and plain HTTP passes',
    policy: [dedicatedBucket, deny({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
    check: tls,
    status: 'fail',
    says: /aws:SecureTransport/,
  },
];

describeMistakes('plain HTTP', 'bucket', overHttp);

const checkOf = (id: string) => {
  const found = checks.find((check) => check.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('what nobody may read', () => {
  it('prowler #327: a ReadOnly auditor without s3:GetBucketAcl is told that the ACL is in order', () => {
    const finding = judge(checkOf('aws/acl-private'), { unreadable: { acl: 'access-denied' } });
    expect(finding).toMatchObject({ status: 'unknown', obstacles: [{ facet: 'acl', cause: 'access-denied' }] });
    expect(finding.message).toMatch(/s3:GetBucketAcl|acl/i);
  });

  it('prowler PR #12645: a check fails because data could not be retrieved', () => {
    for (const id of [grants, denies, tls]) {
      expect(judge(checkOf(id), { unreadable: { policy: 'access-denied' } })).toMatchObject({ status: 'unknown' });
    }
  });
});

describe('CORS', () => {
  const rule = (more: Readonly<Record<string, unknown>>) => ({
    cors: {
      CORSRules: [
        {
          AllowedHeaders: ['*'],
          AllowedMethods: ['GET', 'HEAD', 'PUT'],
          AllowedOrigins: ['*'],
          ExposeHeaders: ['ETag'],
          MaxAgeSeconds: 3000,
          ...more,
        },
      ],
    },
  });

  it('a checker that knows only MaxAgeSeconds 3600 fails the rule of W&B’s own Terraform, which says 3000', () => {
    for (const MaxAgeSeconds of [3000, 3600]) {
      expect(judge(checkOf('aws/cors-exact'), { given: rule({ MaxAgeSeconds }) })).toMatchObject({ status: 'pass' });
      expect(judge(checkOf('aws/cors-works'), { given: rule({ MaxAgeSeconds }) })).toMatchObject({ status: 'pass' });
    }
  });

  it('wandb verify asks for GET alone and says that PUT is allowed', () => {
    const finding = judge(checkOf('aws/cors-works'), { given: rule({ AllowedMethods: ['GET', 'HEAD'] }) });
    expect(finding).toMatchObject({ status: 'fail' });
    expect([finding.message, ...(finding.details ?? [])].join('\n')).toMatch(/PUT/);
  });
});
