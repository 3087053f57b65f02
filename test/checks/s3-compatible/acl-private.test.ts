import { expect, it } from 'vitest';
import { aclPrivate } from '../../../src/checks/s3-compatible/acl-private.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { ceph, minio, server } from './support.ts';

const grants = (...uris: readonly string[]) => ({
  Grants: [
    { Grantee: { Type: 'CanonicalUser', ID: 'owner' }, Permission: 'FULL_CONTROL' },
    ...uris.map((URI) => ({ Grantee: { Type: 'Group', URI }, Permission: 'READ' })),
  ],
});
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';

describeCheck<'s3-compatible'>(aclPrivate, {
  'passes when': {
    'a group has the name of a member of every object': {
      given: { acl: grants('constructor'), server: ceph },
      says: 'the ACL grants nothing to everybody',
    },
    'it names the owner alone': { given: { acl: grants(), server: ceph }, says: 'the ACL grants nothing to everybody' },
  },
  'fails when': {
    'it names everybody': {
      given: { acl: grants(everybody), server: ceph },
      says: 'the ACL grants READ to everybody',
      severity: 'high',
    },
    'it names everybody on Swift, which may obey ACLs': {
      given: { acl: grants(everybody), server: server({ family: 'swift' }) },
      says: 'the ACL grants READ to everybody',
      severity: 'high',
    },
  },
  'asks when': {
    'the server is Swift, whose read ACL is elsewhere': {
      given: { acl: grants(), server: server({ family: 'swift' }) },
      says: /^the ACL that the server shows grants nothing to everybody, which proves nothing: .*X-Container-Read/,
      severity: 'medium',
    },
    'the server does not say what it is': {
      given: { acl: grants(), server: server({ server: 'AmazonS3' }) },
      says: /many servers answer the same ACL for every bucket/,
      severity: 'low',
    },
  },
  'does not apply when': {
    'MinIO answers what it answers for every bucket': {
      given: { acl: grants(), server: minio },
      says: 'MinIO has no ACLs and answers the same one for every bucket',
    },
    'the server does not have the call': {
      given: { server: ceph },
      unreadable: { acl: 'not-supported' },
      says: /^Ceph does not support S3 GetBucketAcl/,
    },
  },
  'cannot tell when': {
    'it may not be read': { given: { server: ceph }, unreadable: { acl: 'access-denied' }, says: /grant s3:GetBucketAcl/ },
  },
});

it('sends its command to the server and not to AWS', () => {
  const { remediation } = judge(aclPrivate, { given: { acl: grants(everybody), server: ceph } });
  expect(remediation?.commands).toEqual([
    'aws --endpoint-url https://minio.acme.example s3api put-bucket-acl --bucket acme-wandb --acl private',
  ]);
});
