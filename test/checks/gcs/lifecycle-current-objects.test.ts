import { expect, it } from 'vitest';
import { gcsLifecycleCurrentObjects } from '../../../src/checks/gcs/lifecycle-current-objects.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, noBucket, type GcsBucket } from './support.ts';

type Rule = NonNullable<NonNullable<GcsBucket['lifecycle']>['rule']>[number];
const deletes = (condition: Rule['condition']): Rule => ({ action: { type: 'Delete' }, condition });
const moves = (storageClass: string, condition: Rule['condition']): Rule => ({
  action: { type: 'SetStorageClass', storageClass },
  condition,
});
const standard = (...rule: Rule[]) => bucket({ storageClass: 'STANDARD', lifecycle: { rule } });
const rules = (...rule: Rule[]) => bucket({ lifecycle: { rule } });
const team = { target: { uri: 'gs://acme-wandb/team', bucket: 'acme-wandb', prefix: 'team' } };

describeCheck<'gcs'>(gcsLifecycleCurrentObjects, {
  'passes when': {
    'there are no rules': { given: bucket(), says: 'there are no lifecycle rules' },
    'old versions go by age': {
      given: rules(deletes({ daysSinceNoncurrentTime: 30 })),
      says: 'no lifecycle rule deletes live objects',
    },
    'old versions go by date': { given: rules(deletes({ noncurrentTimeBefore: '2026-01-01' })), says: /^no lifecycle rule/ },
    'old versions go by number': { given: rules(deletes({ numNewerVersions: 3 })), says: /^no lifecycle rule/ },
    'only noncurrent objects go': { given: rules(deletes({ age: 1, isLive: false })), says: /^no lifecycle rule/ },
    'objects move to a colder class': {
      given: rules({ action: { type: 'SetStorageClass', storageClass: 'ARCHIVE' }, condition: { age: 30 } }),
      says: /^no lifecycle rule/,
    },
    'unfinished uploads are aborted': {
      given: rules({ action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 7 } }),
      says: /^no lifecycle rule/,
    },
    'another path goes': { given: rules(deletes({ age: 1, matchesPrefix: ['tmp/'] })), with: team, says: /^no lifecycle rule/ },
    'a path that begins alike goes': {
      given: rules(deletes({ age: 1, matchesPrefix: ['team2/'] })),
      with: team,
      says: /^no lifecycle rule/,
    },
  },
  'fails when': {
    'everything goes after a time': {
      given: rules(deletes({ age: 30 })),
      says: 'lifecycle.rule[0] deletes live objects after 30 days',
      severity: 'high',
    },
    'everything goes at once': { given: rules(deletes({})), says: 'lifecycle.rule[0] deletes live objects at once' },
    'live objects are named': { given: rules(deletes({ age: 1, isLive: true })), says: /after 1 day$/ },
    'a newer version is not asked for': { given: rules(deletes({ age: 2, numNewerVersions: 0 })), says: /after 2 days$/ },
    'objects of a time go': {
      given: rules(deletes({ createdBefore: '2026-01-01' })),
      says: /when they are from before 2026-01-01$/,
    },
    'a path goes and W&B uses everything': {
      given: rules(deletes({ age: 9, matchesPrefix: ['wandb/', 'tmp/'] })),
      says: 'lifecycle.rule[0] deletes live objects after 9 days, below "wandb/", "tmp/"',
    },
    'everything goes and W&B uses a path': { given: rules(deletes({ age: 9 })), with: team, says: /after 9 days$/ },
    'a path inside of the one of W&B goes': {
      given: rules(deletes({ age: 9, matchesPrefix: ['team/runs/'] })),
      with: team,
      says: /below "team\/runs\/"$/,
    },
    'all objects of the class of new ones go': {
      given: bucket({
        storageClass: 'STANDARD',
        lifecycle: { rule: [deletes({ age: 30, matchesStorageClass: ['STANDARD'] })] },
      }),
      says: 'lifecycle.rule[0] deletes live objects after 30 days',
      severity: 'high',
    },
    'one rule moves objects to the class that another deletes': {
      given: standard(moves('NEARLINE', { age: 30 }), deletes({ age: 365, matchesStorageClass: ['NEARLINE'] })),
      says: 'lifecycle.rule[1] deletes live objects after 365 days when they are NEARLINE, where lifecycle.rule[0] moves them',
      severity: 'high',
    },
    'the rules are the other way round, with another class in between': {
      given: standard(
        deletes({ matchesStorageClass: ['ARCHIVE'] }),
        moves('ARCHIVE', { age: 90, matchesStorageClass: ['COLDLINE'] }),
        moves('COLDLINE', { age: 30, matchesStorageClass: ['STANDARD'] }),
      ),
      says: 'lifecycle.rule[0] deletes live objects at once when they are ARCHIVE, where lifecycle.rule[1] moves them',
    },
    'only a path moves to the class that is deleted': {
      given: standard(
        moves('NEARLINE', { age: 30, matchesPrefix: ['runs/'] }),
        deletes({ age: 365, matchesStorageClass: ['NEARLINE'] }),
      ),
      says: /where lifecycle\.rule\[0\] moves them$/,
    },
    'objects of a time move to the class that is deleted': {
      given: standard(moves('NEARLINE', { createdBefore: '2026-01-01' }), deletes({ matchesStorageClass: ['NEARLINE'] })),
      says: /where lifecycle\.rule\[0\] moves them$/,
    },
    'new objects alone stay long enough in the class that is deleted': {
      given: standard(
        moves('NEARLINE', { age: 10 }),
        moves('COLDLINE', { createdBefore: '2026-01-01' }),
        deletes({ age: 365, matchesStorageClass: ['NEARLINE'] }),
      ),
      says: /where lifecycle\.rule\[0\] moves them$/,
    },
    'Autoclass moves objects to the class that is deleted': {
      given: bucket({
        storageClass: 'STANDARD',
        autoclass: { enabled: true },
        lifecycle: { rule: [deletes({ age: 365, matchesStorageClass: ['NEARLINE'] })] },
      }),
      says: 'lifecycle.rule[0] deletes live objects after 365 days when they are NEARLINE, where Autoclass keeps or moves them',
      severity: 'high',
    },
    'a part of W&B trims the slash before the path': {
      given: rules(deletes({ age: 9, matchesPrefix: ['team/'] })),
      with: { target: { uri: 'gs://acme-wandb//team', bucket: 'acme-wandb', prefix: '/team' } },
      says: /below "team\/"$/,
    },
    'a certain rule follows a selective one': {
      given: rules(deletes({ age: 9, matchesSuffix: ['.tmp'] }), deletes({ age: 30 })),
      says: 'lifecycle.rule[1] deletes live objects after 30 days',
    },
  },
  'asks when': {
    'the end of the name decides': {
      given: rules(deletes({ age: 9, matchesSuffix: ['.log'] })),
      says: 'lifecycle.rule[0] deletes live objects after 9 days, but only some: whether files of W&B match its other conditions is not known',
      severity: 'low',
    },
    'a custom time decides': { given: rules(deletes({ daysSinceCustomTime: 9 })), says: /but only some/ },
    'the action is not known': {
      given: rules({ action: { type: 'Vaporize' }, condition: { age: 30 } }),
      says: /^lifecycle\.rule\[0\] has the action Vaporize, which byob-audit does not know;/,
      severity: 'medium',
    },
    'objects have left the class when the deletion is due': {
      given: standard(
        moves('NEARLINE', { age: 30 }),
        moves('COLDLINE', { age: 60 }),
        deletes({ age: 365, matchesStorageClass: ['NEARLINE', 'STANDARD'] }),
      ),
      says: /but only some/,
      severity: 'low',
    },
    'another path moves to the class': {
      given: standard(
        moves('NEARLINE', { age: 30, matchesPrefix: ['a/'] }),
        deletes({ age: 365, matchesStorageClass: ['NEARLINE'], matchesPrefix: ['b/'] }),
      ),
      says: /but only some/,
    },
    'a rule names a warmer class, which no object moves to': {
      given: bucket({
        storageClass: 'COLDLINE',
        lifecycle: { rule: [moves('NEARLINE', { age: 1 }), deletes({ age: 9, matchesStorageClass: ['NEARLINE'] })] },
      }),
      says: /but only some/,
    },
    'Autoclass stops before the class': {
      given: bucket({
        autoclass: { enabled: true, terminalStorageClass: 'NEARLINE' },
        lifecycle: { rule: [deletes({ age: 9, matchesStorageClass: ['ARCHIVE'] })] },
      }),
      says: /but only some/,
    },
    'the class decides': { given: rules(deletes({ age: 9, matchesStorageClass: ['ARCHIVE'] })), says: /but only some/ },
  },
  'does not apply when': noBucket,
});

it('keeps the other rules, and clears the list when none is left', () => {
  const commands = (...rule: Rule[]) => judge(gcsLifecycleCurrentObjects, { given: rules(...rule) }).remediation?.commands;
  expect(commands(deletes({ age: 1 }), deletes({ numNewerVersions: 3 }))).toEqual([
    `printf '%s' '{"lifecycle":{"rule":[{"action":{"type":"Delete"},"condition":{"numNewerVersions":3}}]}}' > lifecycle.json`,
    'gcloud storage buckets update gs://acme-wandb --lifecycle-file=lifecycle.json',
  ]);
  expect(commands(deletes({ age: 1 }))).toEqual(['gcloud storage buckets update gs://acme-wandb --clear-lifecycle']);
});
