import { notPublic } from '../../../src/checks/s3-compatible/not-public.ts';
import { describeCheck, type CheckCase } from '../../support/describe-check.ts';
import { ceph, minio, server } from './support.ts';

const policy = (principal: unknown, more: Readonly<Record<string, unknown>> = {}) => ({
  Policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'A', Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-wandb/*', ...more },
    ],
  }),
  document: null,
});

type Row = CheckCase<'s3-compatible'>;
const says = (status: number) =>
  `the server answers HeadBucket without credentials with ${status}, which neither refuses nor admits: can anybody list the bucket?`;
/** Statuses that neither refuse nor admit, whatever is known of the policy. */
const unclear: Readonly<Record<string, Row>> = Object.fromEntries(
  [302, 307, 400, 405, 412, 418, 501].flatMap((status): [string, Row][] => [
    [`${status}, and no policy`, { given: { server: server({ status }) }, says: says(status), severity: 'medium' }],
    [
      `${status}, and a policy that lets in nobody`,
      { given: { server: server({ status }), policy: policy({ AWS: '111122223333' }) }, says: says(status) },
    ],
    [
      `${status}, and a server without policies`,
      { given: { server: server({ status }) }, unreadable: { policy: 'not-supported' }, says: says(status) },
    ],
  ]),
);

describeCheck<'s3-compatible'>(notPublic, {
  'passes when': {
    'the policy denies something to every canonical user': {
      given: { server: ceph, policy: policy({ CanonicalUser: '*' }, { Effect: 'Deny' }) },
      says: 'no statement of the bucket policy lets in everybody',
    },
    'who has no credentials is told that there is no bucket': {
      given: { server: server({ status: 404 }) },
      says: 'there is no bucket policy, and HeadBucket without credentials is answered with 404',
    },
    'there is no policy': {
      given: { server: ceph },
      says: 'there is no bucket policy, and HeadBucket without credentials is answered with 403',
    },
    'the policy names an account': {
      given: { server: ceph, policy: policy({ AWS: 'arn:aws:iam::111122223333:root' }) },
      says: 'no statement of the bucket policy lets in everybody',
    },
  },
  'fails when': {
    'the policy names everybody, as MinIO writes it': {
      given: { server: minio, policy: policy({ AWS: ['*'] }) },
      says: 'statement "A" (Statement[0]) of the bucket policy lets in everybody',
      severity: 'high',
    },
    'the policy names everybody, and every canonical user beside': {
      given: { server: minio, policy: policy({ AWS: ['*'], CanonicalUser: '*' }) },
      says: /lets in everybody$/,
      severity: 'high',
    },
    'nobody is asked for credentials': {
      given: { server: server({ status: 200 }) },
      says: 'the server answers HeadBucket without credentials with 200, so anybody may list the bucket',
      severity: 'high',
    },
  },
  'asks when': {
    'the policy names every canonical user': {
      given: { server: ceph, policy: policy({ CanonicalUser: '*' }) },
      says: 'statement "A" (Statement[0]) of the bucket policy names a principal by a wildcard, and not under AWS; whether this server takes it for everybody is not known',
      severity: 'medium',
    },
    'the policy names every federated user, and an account beside': {
      given: { server: ceph, policy: policy({ AWS: '111122223333', Federated: ['*'] }) },
      says: /names a principal by a wildcard, and not under AWS/,
    },
    ...unclear,
    'the policy is not one that S3 takes': {
      given: { server: ceph, policy: { Policy: '{"Statement": 7}', document: null } },
      says: /^the bucket policy is not one that S3 would take/,
      severity: 'medium',
    },
  },
  'does not apply when': {
    'the server has no policies': {
      given: { server: server() },
      unreadable: { policy: 'not-supported' },
      says: 'the server does not support S3 GetBucketPolicy, so there is nothing to judge about the bucket policy',
    },
  },
  'cannot tell when': {
    'the policy is not allowed to be read, which no lack of policies proves': {
      given: { server: ceph },
      unreadable: { policy: 'not-allowed' },
      says: /it has no bucket policies, or the caller does not belong to the account that owns the bucket/,
    },
    'the policy may not be read': {
      given: { server: ceph },
      unreadable: { policy: 'access-denied' },
      says: /s3:GetBucketPolicy/,
    },
  },
});
