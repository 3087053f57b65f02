import { aclPrivate } from '../../../src/checks/aws/acl-private.ts';
import { describeCheck } from '../../support/describe-check.ts';

const owner = { Grantee: { Type: 'CanonicalUser', ID: 'abc' }, Permission: 'FULL_CONTROL' };
const group = (name: string, Permission = 'READ') => ({
  Grantee: { Type: 'Group', URI: `http://acs.amazonaws.com/groups/${name}` },
  Permission,
});
const block = (IgnorePublicAcls: boolean) => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
});
const everybody = { Grants: [owner, group('global/AllUsers')] };

describeCheck(aclPrivate, {
  'passes when': {
    'the owner alone is named': { given: { acl: { Grants: [owner] } }, says: 'the ACL grants nothing to everybody' },
    'log delivery may write': {
      given: { acl: { Grants: [owner, group('s3/LogDelivery', 'WRITE')] } },
      says: 'the ACL grants nothing to everybody',
    },
  },
  'asks when': {
    'another account may do everything': {
      given: { acl: { Owner: { ID: 'abc' }, Grants: [owner, { ...owner, Grantee: { Type: 'CanonicalUser', ID: 'def' } }] } },
      says: 'the ACL grants FULL_CONTROL to another account, and whether that is meant is not known',
      severity: 'low',
    },
    'a group that is new may read': {
      given: { acl: { Grants: [owner, group('global/Everyone')] } },
      says: 'the ACL grants READ to a group that is not known, and whether that is meant is not known',
      severity: 'low',
    },
    'a group without a name may read': {
      given: { acl: { Grants: [{ Grantee: { Type: 'Group' }, Permission: 'READ' }] } },
      says: /to a group that is not known/,
    },
  },
  'fails when': {
    'everybody may list': {
      given: { acl: everybody },
      says: 'the ACL grants READ to everybody, and no public access block ignores it',
      severity: 'high',
    },
    'every AWS account may write': {
      given: { acl: { Grants: [group('global/AuthenticatedUsers', 'WRITE')] }, publicAccessBlock: block(false) },
      says: /^the ACL grants WRITE to every AWS account/,
      severity: 'high',
    },
    'everybody may list, but the bucket ignores it': {
      given: { acl: everybody, publicAccessBlock: block(true) },
      says: 'the ACL grants READ to everybody; the public access block ignores it for now',
      severity: 'medium',
    },
    'everybody may list, but the account ignores it': {
      given: { acl: everybody, accountPublicAccessBlock: block(true) },
      says: /ignores it for now$/,
      severity: 'medium',
    },
    'everybody may list, and whether that has an effect may not be read': {
      given: { acl: everybody },
      unreadable: { publicAccessBlock: 'access-denied' },
      says: /could not be read$/,
      severity: 'medium',
    },
  },
});
