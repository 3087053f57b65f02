import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checks } from '../../../src/checks/all.ts';
import { judge } from '../../support/describe-check.ts';
import { deploy } from './support.ts';

const gcsChecks = checks.filter(({ provider }) => provider === 'gcs');

/** What somebody could put into a bucket to paint over a terminal, break out of a shell word or waste time. */
const nasty = fc.oneof(
  fc.constantFrom("'; rm -rf $HOME #", '\u001b[2J', '\u202e', '*', '$(id)', '`id`', '\n', '', 'x'.repeat(5000), deploy),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const texts = fc.array(nasty, { maxLength: 4 });
const flag = fc.boolean();
const count = fc.integer({ min: -3, max: 4_000_000 });
const optional = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

const bucket = fc.record(
  {
    name: nasty,
    projectNumber: nasty,
    location: nasty,
    locationType: nasty,
    storageClass: nasty,
    cors: fc.array(optional({ origin: texts, method: texts, responseHeader: texts, maxAgeSeconds: count }), { maxLength: 3 }),
    versioning: optional({ enabled: flag }),
    softDeletePolicy: optional({ retentionDurationSeconds: nasty }),
    iamConfiguration: optional({ uniformBucketLevelAccess: optional({ enabled: flag }), publicAccessPrevention: nasty }),
    encryption: optional({ defaultKmsKeyName: nasty }),
    retentionPolicy: optional({ retentionPeriod: nasty, isLocked: flag }),
    ipFilter: optional({
      mode: fc.oneof(fc.constant('Enabled'), nasty),
      publicNetworkSource: optional({ allowedIpCidrRanges: texts }),
      vpcNetworkSources: fc.array(optional({ network: nasty, allowedIpCidrRanges: texts }), { maxLength: 2 }),
    }),
    logging: optional({ logBucket: nasty }),
    lifecycle: optional({
      rule: fc.array(
        fc.record({
          action: fc.record({ type: fc.constantFrom('Delete', 'AbortIncompleteMultipartUpload', '\u001b') }),
          condition: optional({ age: count, createdBefore: nasty, matchesPrefix: texts, matchesSuffix: texts }),
        }),
        { maxLength: 3 },
      ),
    }),
  },
  { requiredKeys: ['name'] },
);
const policy = optional({
  version: fc.constantFrom(1, 3),
  bindings: fc.array(
    fc.record(
      {
        role: fc.oneof(fc.constantFrom('roles/storage.admin', 'roles/storage.objectViewer', 'projects/p/roles/r'), nasty),
        members: fc.array(fc.oneof(fc.constantFrom('allUsers', `serviceAccount:${deploy}`, `user:${deploy}`), nasty), {
          maxLength: 3,
        }),
        condition: fc.record({ title: nasty, expression: nasty }),
      },
      { requiredKeys: ['role'] },
    ),
    { maxLength: 3 },
  ),
});
const key = fc.record({ name: nasty, primary: optional({ name: nasty, state: nasty }) });

/** Every text inside of a JSON value. */
const strings = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];

it('answers about whatever a bucket may hold, in text that is fit for a terminal', () => {
  fc.assert(
    fc.property(bucket, policy, policy, key, (settings, iamPolicy, projectIamPolicy, kmsKey) => {
      const given = { bucket: settings, iamPolicy, projectIamPolicy, kmsKey, kmsKeyIamPolicy: iamPolicy };
      for (const check of gcsChecks) {
        const finding = judge(check, { given, with: { deployment: 'dedicated' } });
        const { message, details = [], remediation, evidence = [] } = finding;
        const fix = remediation === undefined ? [] : [remediation.summary, ...(remediation.commands ?? [])];
        const said = [message, ...details, ...fix, ...strings(evidence.map(({ value }) => value))];
        expect(finding.status, finding.message).not.toBe('error');
        // oxlint-disable-next-line no-control-regex
        for (const line of said) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        for (const line of said) expect(line.length).toBeLessThan(60_000);
      }
    }),
    { numRuns: 200 },
  );
});
