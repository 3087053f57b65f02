import { expect, it } from 'vitest';
import { noncurrentExpiration } from '../../../src/checks/aws/noncurrent-expiration.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const versioning = { Status: 'Enabled' } as const;
const rule = {
  ID: 'old',
  Status: 'Enabled',
  Filter: { Prefix: '' },
  NoncurrentVersionExpiration: { NoncurrentDays: 30 },
} as const;
const team = { target: { uri: 's3://acme-wandb/team-a', bucket: 'acme-wandb', prefix: 'team-a' } };

describeCheck(noncurrentExpiration, {
  'passes when': {
    'a rule covers the whole bucket': {
      given: { versioning, lifecycle: { Rules: [rule] } },
      says: 'noncurrent versions expire after 30 days',
    },
    'a rule has an empty filter': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, Filter: {} }] } },
      says: /after 30 days$/,
    },
    'a rule covers the prefix': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, Filter: { Prefix: 'team-a/' } }] } },
      with: team,
      says: /after 30 days$/,
    },
    'a rule of the old form covers the bucket': {
      given: {
        versioning,
        lifecycle: { Rules: [{ ID: 'old', Status: 'Enabled', Prefix: '', NoncurrentVersionExpiration: { NoncurrentDays: 7 } }] },
      },
      says: /after 7 days$/,
    },
  },
  'fails when': {
    'there are no rules': {
      given: { versioning },
      says: 'noncurrent versions never expire, although versioning is Enabled',
      severity: 'low',
    },
    'the rule is disabled': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, Status: 'Disabled' }] } },
      says: /^noncurrent versions never expire/,
    },
    'the rule covers another prefix': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, Filter: { Prefix: 'team-b/' } }] } },
      with: team,
      says: /in a part of W&B's objects only/,
    },
    'the rule asks for a tag': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, Filter: { Tag: { Key: 'tmp', Value: '1' } } }] } },
      says: /in a part of W&B's objects only/,
    },
    'another rule acts on uploads only': {
      given: {
        versioning,
        lifecycle: { Rules: [{ Status: 'Enabled', Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }] },
      },
      says: /^noncurrent versions never expire/,
    },
  },
  'does not apply when': {
    'versioning was never enabled': { given: { versioning: {} }, says: 'versioning is not enabled' },
    'versioning is Suspended': { given: { versioning: { Status: 'Suspended' } }, says: 'versioning is not enabled' },
  },
});

it('keeps the existing rules in the command, because S3 replaces them all', () => {
  const abort = {
    ID: 'abort',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  } as const;
  const finding = judge(noncurrentExpiration, { given: { versioning, lifecycle: { Rules: [abort] } } });
  expect(finding.remediation?.commands?.[0]).toContain('"ID":"abort"');
  expect(finding.remediation?.commands?.[0]).toContain('"NoncurrentDays":30');
});
