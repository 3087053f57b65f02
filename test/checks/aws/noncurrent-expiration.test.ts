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
    'versioning is Suspended and a rule removes the versions from before': {
      given: { versioning: { Status: 'Suspended' }, lifecycle: { Rules: [rule] } },
      says: 'noncurrent versions expire after 30 days',
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
    'the newest versions are kept for ever': {
      given: {
        versioning,
        lifecycle: {
          Rules: [{ ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 } }],
        },
      },
      says: 'the newest noncurrent versions of every object never expire (NewerNoncurrentVersions), so what W&B deletes stays',
      severity: 'low',
    },
    'a rule names no days': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, NoncurrentVersionExpiration: {} }] } },
      says: /^noncurrent versions never expire/,
    },
    'the prefix begins with a slash that W&B may trim, and the rule does not cover both': {
      given: { versioning, lifecycle: { Rules: [{ ...rule, Filter: { Prefix: '/team-a/' } }] } },
      with: { target: { uri: 's3://acme-wandb//team-a', bucket: 'acme-wandb', prefix: '/team-a' } },
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
    'versioning was never enabled': { given: { versioning: {} }, says: 'versioning was never enabled' },
  },
  'asks when': {
    'versioning is Suspended, which removes no version': {
      given: { versioning: { Status: 'Suspended' } },
      says: 'versioning is Suspended and no rule removes the versions from before, and whether there are any is not known',
      severity: 'low',
    },
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

it('keeps a rule that has the name of the new one, and puts all of them into one form', () => {
  const Rules = [
    { ID: 'expire-noncurrent-versions', Status: 'Enabled' as const, Prefix: 'logs/', Expiration: { Days: 9 } },
    {
      ID: 'expire-noncurrent-versions-2',
      Status: 'Disabled' as const,
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ];
  const finding = judge(noncurrentExpiration, { given: { versioning, lifecycle: { Rules } } });
  const json = /'(.*)'$/.exec(finding.remediation?.commands?.[0] ?? '')?.[1] ?? '';
  expect(JSON.parse(json)).toEqual({
    Rules: [
      { ID: 'expire-noncurrent-versions', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 9 } },
      {
        ID: 'expire-noncurrent-versions-2',
        Status: 'Disabled',
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
      {
        ID: 'expire-noncurrent-versions-3',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      },
    ],
  });
});

it.each([
  ['', ''],
  ['team-a/', 'team-a/'],
])('covers the prefix %j with the new rule', (prefix, expected) => {
  const finding = judge(noncurrentExpiration, {
    given: { versioning },
    with: { target: { uri: 's3://acme-wandb', bucket: 'acme-wandb', prefix } },
  });
  expect(finding.remediation?.commands?.[0]).toContain(`"Filter":{"Prefix":"${expected}"}`);
});
