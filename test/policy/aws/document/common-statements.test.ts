import { describe, expect, it } from 'vitest';
import { bucketPolicyDeny } from '../../../../src/checks/aws/bucket-policy-deny.ts';
import { bucketPolicyGrants } from '../../../../src/checks/aws/bucket-policy-grants.ts';
import { networkCarveOut } from '../../../../src/checks/aws/network-carve-out.ts';
import { presignedAge } from '../../../../src/checks/aws/presigned-age.ts';
import { presignedAuthType } from '../../../../src/checks/aws/presigned-auth-type.ts';
import { bucketStatement, deny, policyText, run, saas, tlsDeny, withPolicy, type Json } from '../../support.ts';

/** What the checks together say to a statement that is often found: it stops W&B, its effect depends, or it has none. */
function effectOf(...statements: readonly Json[]): string {
  const findings = [bucketPolicyGrants, bucketPolicyDeny, networkCarveOut, presignedAge, presignedAuthType].map((check) =>
    run(check, withPolicy(policyText(...statements)), { deployment: 'multi-tenant' }),
  );
  const stops = findings.filter(({ status, severity }) => status === 'fail' && severity !== 'low');
  if (stops.length > 0) return `stops W&B: ${stops.map(({ check }) => check).join(' ')}`;
  const depends = findings.filter(({ status }) => status === 'manual' || status === 'fail');
  return depends.length > 0 ? `depends: ${depends.map(({ check }) => check).join(' ')}` : 'none';
}
const denying = (Condition: Json, more: Json = {}): string => effectOf(bucketStatement(saas), deny({ Condition, ...more }));
const allowing = (Condition: Json): string => effectOf(bucketStatement(saas, { Condition }));
const uploads = { Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme/*' };

const byDeny = 'stops W&B: aws/bucket-policy-deny';
const byNetwork = 'stops W&B: aws/network-carve-out';
const bySignature = 'stops W&B: aws/presigned-auth-type';
const byAllow = 'stops W&B: aws/bucket-policy-grants';

describe('common statements and their effect on W&B', () => {
  it.each([
    ['Deny without TLS', effectOf(bucketStatement(saas), tlsDeny), 'none'],
    ['Deny without TLS, unquoted', denying({ Bool: { 'aws:SecureTransport': false } }), 'none'],
    ['Deny without TLS, all services', denying({ Bool: { 'aws:SecureTransport': 'false' } }, { Action: '*' }), 'none'],
    ['Deny with TLS', denying({ Bool: { 'aws:SecureTransport': 'true' } }), byDeny],
    ['Deny outside of an endpoint', denying({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }), byNetwork],
    ['Deny outside of a VPC', denying({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }), byNetwork],
    [
      'Deny outside of an endpoint, if there is one',
      denying({ StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
      byNetwork,
    ],
    [
      'Deny outside of a VPC except W&B',
      denying({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d', 'aws:PrincipalAccount': '725579432336' } }),
      'stops W&B: aws/network-carve-out',
    ],
    ['Allow through an endpoint only', allowing({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }), byAllow],
    [
      'Deny outside of public addresses',
      denying({ NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } }),
      'depends: aws/network-carve-out',
    ],
    ['Deny outside of private addresses', denying({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), byNetwork],
    ['Deny outside of an organization', denying({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } }), byDeny],
    ['Deny outside of an account', denying({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }), byDeny],
    [
      'Deny uploads without an encryption header',
      denying({ Null: { 's3:x-amz-server-side-encryption': 'true' } }, uploads),
      'depends: aws/bucket-policy-deny',
    ],
    [
      'Deny uploads with another encryption header',
      denying({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }, uploads),
      'depends: aws/bucket-policy-deny',
    ],
    ['Deny old signatures', denying({ NumericGreaterThan: { 's3:signatureAge': 600_000 } }), 'stops W&B: aws/presigned-age'],
    ['Deny pre-signed URLs', denying({ StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }), bySignature],
    ['Deny what is not signed in the header', denying({ StringNotEquals: { 's3:authType': 'REST-HEADER' } }), bySignature],
    ['Allow what is signed in the header', allowing({ StringEquals: { 's3:authType': 'REST-HEADER' } }), byAllow],
    ['Deny TLS below 1.2', denying({ NumericLessThan: { 's3:TlsVersion': '1.2' } }), 'none'],
    ['Deny TLS below 1.3', denying({ NumericLessThan: { 's3:TlsVersion': 1.3 } }), 'depends: aws/bucket-policy-deny'],
    ['Deny deletion', effectOf(bucketStatement(saas), deny({ Action: 's3:DeleteObject' })), byDeny],
    ['Deny all kinds of deletion', effectOf(bucketStatement(saas), deny({ Action: 's3:Delete*' })), byDeny],
    ['Deny deletion of versions', effectOf(bucketStatement(saas), deny({ Action: 's3:DeleteObjectVersion' })), 'none'],
    ['Deny deletion of the bucket', effectOf(bucketStatement(saas), deny({ Action: 's3:DeleteBucket' })), 'none'],
    ['Deny without MFA', denying({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }), byDeny],
    ['Deny without an age of MFA', denying({ Null: { 'aws:MultiFactorAuthAge': true } }), byDeny],
    ['Deny an old MFA', denying({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } }), 'none'],
    ['Allow with an external id', allowing({ StringEquals: { 'sts:ExternalId': 'x' } }), byAllow],
    ['Allow from a source account', allowing({ StringEquals: { 'aws:SourceAccount': '111122223333' } }), byAllow],
    ['Allow from a source ARN', allowing({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }), byAllow],
    ['Allow through an access point', allowing({ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }), byAllow],
    ['Allow from private addresses', allowing({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), byAllow],
    ['Allow until a date that is over', allowing({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }), byAllow],
    ['Allow until a date to come', allowing({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }), 'none'],
  ])('%s', (_, effect, expected) => {
    expect(effect).toBe(expected);
  });

  it('has an upload with an ACL depend on the header', () => {
    const others = bucketStatement(saas, {
      Sid: 'Others',
      Action: ['s3:Get*', 's3:List*', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    });
    const upload = bucketStatement(saas, {
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::acme/*',
      Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    });
    expect(effectOf(others, upload)).toBe('depends: aws/bucket-policy-grants');
  });
});
