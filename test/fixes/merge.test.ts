import { expect, it } from 'vitest';
import type { Step } from '../../src/evidence/step.ts';
import { addStatement, putBucketPolicy, putKeyPolicy, putLifecycle, readBucketPolicy, s3api } from '../../src/fixes/aws.ts';
import { putGcsLifecycle, updateBucket } from '../../src/fixes/gcs.ts';
import { mergeFixes } from '../../src/fixes/merge.ts';
import { linesOf, remedy, undoOf } from '../../src/fixes/step.ts';
import { shellWords } from '../support/paste.ts';

const text = JSON.stringify({ Version: '2012-10-17', Statement: { Sid: 'Old', Effect: 'Allow' } });
const statement = (Sid: string) => addStatement({ Sid, Effect: 'Deny' });
const fix = (check: string, ...steps: readonly Step[]) => ({ check, steps });
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/x';

it('makes all changes of one document one step, which names what it mends and counts what it does', () => {
  const { steps, stepOf } = mergeFixes([
    fix('aws/versioning', s3api('put-bucket-versioning', 'acme', '--versioning-configuration', 'Status=Enabled')),
    fix('aws/grants', putBucketPolicy('acme', text, statement('One'))),
    fix('aws/key', putKeyPolicy(keyArn, text, statement('One'))),
    fix('aws/tls', putBucketPolicy('acme', text, statement('Two'))),
  ]);
  expect(stepOf).toEqual([3, 1, 2, 1]);
  expect(steps.map(({ mends, isPlain }) => [mends, isPlain])).toEqual([
    [['aws/grants', 'aws/tls'], false],
    [['aws/key'], false],
    [['aws/versioning'], true],
  ]);
  const [policy] = steps;
  expect(policy?.replaces?.counts).toEqual({ keeps: 1, adds: 2, changes: 0, removes: 0 });
  const statements = '[{"Sid":"Old","Effect":"Allow"},{"Sid":"One","Effect":"Deny"},{"Sid":"Two","Effect":"Deny"}]';
  expect(policy?.commands).toEqual([
    `aws s3api put-bucket-policy --bucket acme --policy '{"Version":"2012-10-17","Statement":${statements}}'`,
  ]);
  expect(policy?.undo).toEqual([
    `aws s3api put-bucket-policy --bucket acme --policy '{"Version":"2012-10-17","Statement":[{"Sid":"Old","Effect":"Allow"}]}'`,
  ]);
});

it('runs once what mends several findings', () => {
  const enforce = updateBucket('acme', '--uniform-bucket-level-access');
  const { steps, stepOf } = mergeFixes([fix('gcs/a', enforce), fix('gcs/b', { ...enforce })]);
  expect(stepOf).toEqual([1, 1]);
  expect(steps).toMatchObject([{ mends: ['gcs/a', 'gcs/b'], isPlain: false, commands: linesOf(enforce) }]);
});

it('keeps changes apart that contradict each other, or that were written for another document', () => {
  const rules = [{ Status: 'Enabled' as const, Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }];
  const after = (days: number, from = rules) =>
    putLifecycle(
      'acme',
      { Rules: from },
      { each: (rule) => ({ ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: days } }) },
    );
  const { steps, stepOf } = mergeFixes([fix('a', after(7)), fix('b', after(8)), fix('c', after(7, [...rules, ...rules]))]);
  expect(stepOf).toEqual([1, 2, 3]);
  expect(steps.map(({ follows }) => follows)).toEqual([[], [1], [1, 2]]);
});

it('puts what a person edits by hand behind the step that replaces the same document', () => {
  const { steps } = mergeFixes([
    fix('aws/deny', readBucketPolicy('acme')),
    fix('aws/tls', putBucketPolicy('acme', text, statement('T'))),
  ]);
  expect(steps.map(({ mends, follows }) => [mends, follows])).toEqual([
    [['aws/tls'], []],
    [['aws/deny'], [1]],
  ]);
});

it('removes a document of which nothing is left, and puts it back to undo that', () => {
  const rules = [{ action: { type: 'Delete' }, condition: { age: 1 } }];
  const step = putGcsLifecycle('acme', rules, () => null);
  expect(linesOf(step)).toEqual(['gcloud storage buckets update gs://acme --clear-lifecycle']);
  expect(undoOf(step)).toEqual([
    `printf '%s' '{"lifecycle":{"rule":[{"action":{"type":"Delete"},"condition":{"age":1}}]}}' > lifecycle.json`,
    'gcloud storage buckets update gs://acme --lifecycle-file=lifecycle.json',
  ]);
});

it.each([
  [undefined, ['aws s3api delete-bucket-policy --bucket acme']],
  // What nobody could make sense of cannot be put back from what was made of it.
  [null, undefined],
])('takes a policy back where there was %j', (present, undo) => {
  expect(undoOf(putBucketPolicy('acme', present, statement('T')))).toEqual(undo);
});

it('quotes every word in one place, whatever it holds, and runs equal commands once', () => {
  const bucket = "a'b $(touch x)\u001b[2J";
  const step = s3api('get-bucket-acl', bucket);
  const { commands = [], steps } = remedy('Look', step, { ...step });
  expect(commands).toEqual([`aws s3api get-bucket-acl --bucket 'a'\\''b $(touch x)[2J'`]);
  expect(shellWords(commands[0] ?? '')).toEqual(['aws', 's3api', 'get-bucket-acl', '--bucket', "a'b $(touch x)[2J"]);
  expect(steps).toHaveLength(1);
});
