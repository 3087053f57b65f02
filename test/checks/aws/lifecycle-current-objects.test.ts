import { expect, it } from 'vitest';
import { lifecycleCurrentObjects } from '../../../src/checks/aws/lifecycle-current-objects.ts';
import type { LifecycleRule } from '../../../src/policy/lifecycle/s3.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const rule = (more: Partial<LifecycleRule>): LifecycleRule => ({ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, ...more });
const given = (...Rules: readonly LifecycleRule[]) => ({ lifecycle: { Rules: [...Rules] } });
const year = { Expiration: { Days: 365 } };
const team = { target: { uri: 's3://acme-wandb/team-a', bucket: 'acme-wandb', prefix: 'team-a' } };

describeCheck(lifecycleCurrentObjects, {
  'passes when': {
    'there are no rules': { says: 'there are no lifecycle rules' },
    'rules act on old versions and unfinished uploads': {
      given: given(
        rule({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
        rule({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
      ),
      says: 'no lifecycle rule takes current objects away',
    },
    'a rule removes lone delete markers': {
      given: given(rule({ Expiration: { ExpiredObjectDeleteMarker: true } })),
      says: /^no lifecycle rule/,
    },
    'the rule is disabled': { given: given(rule({ ...year, Status: 'Disabled' })), says: /^no lifecycle rule/ },
    'the rule is about another prefix': {
      given: given(rule({ ...year, Filter: { Prefix: 'logs/' } })),
      with: team,
      says: /^no lifecycle rule/,
    },
    'the prefix of the rule only looks alike': {
      given: given(rule({ ...year, Filter: { Prefix: 'team-ab' } })),
      with: team,
      says: /^no lifecycle rule/,
    },
    'objects move to a tier that is readable at once': {
      given: given(
        rule({
          Transitions: [
            { Days: 30, StorageClass: 'STANDARD_IA' },
            { Days: 90, StorageClass: 'GLACIER_IR' },
          ],
        }),
      ),
      says: /^no lifecycle rule/,
    },
  },
  'fails when': {
    'objects expire after a year': {
      given: given(rule(year)),
      says: 'rule "r" expires current objects after 365 days in the whole bucket',
      severity: 'high',
    },
    'objects expire on a date': {
      given: given(rule({ ID: '', Expiration: { Date: '2027-01-01T00:00:00.000Z' } })),
      says: 'rule 1 expires current objects on 2027-01-01T00:00:00.000Z in the whole bucket',
    },
    'a rule without any filter expires objects': { given: given({ Status: 'Enabled', ...year }), says: /^rule 1 expires/ },
    'the rule is of the old form': {
      given: given({ Status: 'Enabled', Prefix: 'team-a/', ...year }),
      with: team,
      says: /prefix "team-a\/"$/,
    },
    'the rule is about the prefix': {
      given: given(rule({ ...year, Filter: { Prefix: 'team-a' } })),
      with: team,
      says: /prefix "team-a"$/,
      severity: 'high',
    },
    'the rule is about a part of the prefix': {
      given: given(rule({ ...year, Filter: { Prefix: 'team-a/tmp/' } })),
      with: team,
      says: /"team-a\/tmp\/"$/,
    },
    'the filter of sizes meets everything': {
      given: given(rule({ ...year, Filter: { ObjectSizeGreaterThan: 0 } })),
      says: /whole bucket$/,
    },
    'objects move to an offline archive': {
      given: given(rule({ Transitions: [{ Days: 90, StorageClass: 'GLACIER' }] })),
      says: 'rule "r" moves current objects to GLACIER in the whole bucket',
      severity: 'medium',
    },
    'one rule archives and a later one expires': {
      given: given(rule({ ID: 'a', Transitions: [{ Days: 90, StorageClass: 'DEEP_ARCHIVE' }] }), rule({ ID: 'b', ...year })),
      says: /^rule "b" expires/,
      severity: 'high',
    },
  },
  'asks when': {
    'objects move to a class that is new': {
      given: given(rule({ Transitions: [{ Days: 90, StorageClass: 'COLDER' }] })),
      says: 'rule "r" moves current objects to COLDER, and whether they can be read from there at once is not known',
      severity: 'low',
    },
    'objects move to a class without a name': {
      given: given(rule({ Transitions: [{ Days: 90 }] })),
      says: /moves current objects to a class without a name/,
    },
    'the rule asks for a tag': {
      given: given(rule({ ...year, Filter: { And: { Prefix: '', Tags: [{ Key: 'tmp', Value: '1' }] } } })),
      says: /filtered by tag or size, and whether files of W&B match is not known$/,
      severity: 'low',
    },
    'the rule asks for a size': {
      given: given(rule({ ...year, Filter: { ObjectSizeLessThan: 10 } })),
      says: /filtered by tag or size/,
    },
  },
});

it('keeps everything else of the rules in the command', () => {
  const mixed = rule({ ...year, NoncurrentVersionExpiration: { NoncurrentDays: 30 } });
  const command = judge(lifecycleCurrentObjects, { given: given(mixed) }).remediation?.commands?.[0] ?? '';
  expect(command).toContain('"NoncurrentDays":30');
  expect(command).not.toContain('365');
});

it('deletes the configuration when no rule is left', () => {
  const commands = judge(lifecycleCurrentObjects, { given: given(rule(year)) }).remediation?.commands;
  expect(commands).toEqual(['aws s3api delete-bucket-lifecycle --bucket acme-wandb']);
});
