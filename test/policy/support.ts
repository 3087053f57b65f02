import { describe, expect, it } from 'vitest';
import type { Check, CheckContext } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Declared } from '../../src/evidence/declared.ts';
import type { Evidence } from '../../src/evidence/index.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import { absent, present, unreadable, unreadableCauses } from '../../src/evidence/observation.ts';
import { bucketPolicyActions, keyPolicyActions, wandbPrincipals } from '../../src/requirements/aws.ts';
import { deepFreeze } from '../support/describe-check.ts';

export const now = Date.parse('2026-11-21T12:00:00Z');
export const saas = wandbPrincipals['multi-tenant'];
export const dedicated = wandbPrincipals.dedicated;
export const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012';
export const owner = 'arn:aws:iam::111122223333:root';

export type Json = Readonly<Record<string, unknown>>;
export const policyText = (...statements: readonly Json[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const bucketStatement = (principal: string, more: Json = {}): Json => ({
  Sid: 'WAndBAccountAccess',
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: [...bucketPolicyActions.object, ...bucketPolicyActions.bucket],
  Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/*'],
  ...more,
});
export const deny = (more: Json): Json => ({
  Sid: 'Deny',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/*'],
  ...more,
});
export const tlsDeny = deny({ Sid: 'DenyHTTPRequests', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
export const internal: Json = {
  Sid: 'Internal',
  Effect: 'Allow',
  Principal: { AWS: '111122223333' },
  Action: 'kms:*',
  Resource: keyArn,
};
export const external = (principal: string, more: Json = {}): Json => ({
  Sid: 'External',
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: keyPolicyActions,
  Resource: keyArn,
  ...more,
});

type Facets = Evidence<'aws'>['facets'];
export const withPolicy = (text: string | null): Facets => ({
  policy: text === null ? absent('NoSuchBucketPolicy') : present({ Policy: text, document: null }),
});
export const withKey = (text: string, more: Facets = {}, manager = 'CUSTOMER'): Facets => ({
  kmsKey: present({ KeyMetadata: { Arn: keyArn, KeyId: '12345678-1234-1234-1234-123456789012', KeyManager: manager } }),
  kmsKeyPolicy: present({ Policy: text, document: null }),
  kmsGrants: present({ Grants: [] }),
  ...more,
});
export const withoutKey: Facets = { kmsKey: absent(), kmsKeyPolicy: absent(), kmsGrants: absent() };

/** Judges hand-made evidence with one check. */
export function run(
  check: Check,
  facets: Readonly<Record<string, Observation<unknown> | undefined>>,
  declared: Declared & Pick<CheckContext, 'rules'> = {},
  prefix?: string,
): Finding {
  const target =
    prefix === undefined ? { uri: 's3://acme', bucket: 'acme' } : { uri: `s3://acme/${prefix}`, bucket: 'acme', prefix };
  const evidence: Evidence = {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider: check.provider,
    target,
    collectedAt: new Date(now).toISOString(),
    tool: { name: 'byob-audit', version: '0.0.0' },
    facets,
  };
  const context: CheckContext = { edition: '2026-02', target, collectedAt: now, ...declared };
  const [finding] = evaluate(deepFreeze(evidence), [check], deepFreeze(context));
  if (finding === undefined) throw new Error('no finding');
  return finding;
}

export interface Row {
  readonly name: string;
  readonly facets: Facets;
  readonly declared?: Declared;
  readonly prefix?: string;
  readonly status: Finding['status'];
  readonly severity?: Finding['severity'];
  readonly key?: string;
  readonly message?: RegExp;
  readonly answer?: string;
}

/** One test per row; and for every row and every required facet: what cannot be read is never guessed. */
export function describeRows(check: Check, rows: readonly Row[]): void {
  describe(check.id, () => {
    it.each(rows)('$status: $name', ({ facets, declared, prefix, status, severity, key, message, answer }) => {
      const finding = run(check, facets, declared, prefix);
      // oxlint-disable-next-line no-control-regex
      expect(finding.message).not.toMatch(/[\u0000-\u001f]|\bshould\b|!|undefined|\[object/);
      expect(finding).toMatchObject({
        status,
        ...(severity === undefined ? {} : { severity }),
        ...(key === undefined ? {} : { key }),
        ...(answer === undefined ? {} : { answer }),
      });
      expect(finding.message).toMatch(message ?? /./);
      expect(finding.remediation !== undefined).toBe(status === 'fail' && (key !== 'invalid-policy' || declared !== undefined));
      expect(run(check, facets, declared, prefix)).toEqual(finding);
    });
    it.each(check.requires)('does not guess when %s cannot be read', (facet) => {
      for (const { name, facets, declared, prefix } of rows) {
        for (const cause of unreadableCauses) {
          expect(run(check, { ...facets, [facet]: unreadable(cause) }, declared, prefix).status, `${name}, ${cause}`).toBe(
            'unknown',
          );
        }
      }
    });
    if (check.consults.length > 0) {
      it.each(check.consults)('does not turn its verdict round when %s cannot be read', (facet) => {
        for (const { name, facets, declared, prefix, status } of rows) {
          const blind = run(check, { ...facets, [facet]: unreadable('access-denied') }, declared, prefix).status;
          const turned = { fail: 'pass', pass: 'fail' } as const;
          expect(blind, name).not.toBe(status === 'fail' || status === 'pass' ? turned[status] : 'error');
        }
      });
    }
  });
}
