import { describe, expect, it } from 'vitest';
import { defineAwsCheck, fail, manual, notApplicable, pass, undecided, type Verdict } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { findingId } from '../../src/core/finding-id.ts';
import { facetsFor } from '../../src/audit/plan.ts';
import { unreadable, unreadableCauses } from '../../src/evidence/observation.ts';
import { contextOf, evidenceOf, judge } from '../support/describe-check.ts';

const meta = {
  id: 'aws/example',
  title: 'An example',
  severity: 'medium',
  rationale: '-',
  remediation: '-',
  source: [{ document: 'AWS' }],
  rows: ['GEN-01'],
  tags: [],
} as const;
const saying = (verdict: Verdict) => defineAwsCheck({ ...meta, requires: ['versioning'], evaluate: () => verdict });

describe('evaluate', () => {
  it('gives one finding per check, in the order of the checks', () => {
    const first = saying(pass('fine'));
    const second = { ...saying(fail('broken')), id: 'aws/second' };
    expect(evaluate(evidenceOf(), [second, first], contextOf()).map(({ check, status }) => [check, status])).toEqual([
      ['aws/second', 'fail'],
      ['aws/example', 'pass'],
    ]);
  });

  it.each([
    ['pass', pass('fine')],
    ['fail', fail('broken')],
    ['manual', manual('what about it', { answer: 'deployment' })],
    ['not-applicable', notApplicable('not here')],
  ] as const)('hands on the verdict %s with its message', (status, verdict) => {
    expect(judge(saying(verdict), {})).toMatchObject({ status, message: verdict.message, key: status, severity: 'medium' });
  });

  it('lets a failure state its own severity, key and remedy', () => {
    const fix = { summary: 'Mend it' };
    const finding = judge(saying(fail('broken', { severity: 'low', key: 'special', fix, details: ['a'] })), {});
    expect(finding).toMatchObject({ severity: 'low', key: 'special', remediation: fix, details: ['a'] });
  });

  it('weighs a check by its edition', () => {
    const check = { ...saying(fail('broken')), severityIn: { '2023-11': 'low' } as const };
    expect(judge(check, { with: { edition: '2023-11' } }).severity).toBe('low');
    expect(judge(check, { with: { edition: '2026-02' } }).severity).toBe('medium');
  });

  it.each(unreadableCauses)('does not call the check when a required facet is unreadable: %s', (cause) => {
    const check = defineAwsCheck({
      ...meta,
      requires: ['versioning'],
      evaluate: () => {
        throw new Error('called');
      },
    });
    const finding = judge(check, { unreadable: { versioning: cause } });
    expect(finding).toMatchObject({ status: 'unknown', key: 'unknown', obstacles: [{ facet: 'versioning', cause }] });
  });

  it('names the permission that is missing', () => {
    const finding = judge(saying(pass('fine')), { unreadable: { versioning: 'access-denied' } });
    expect(finding.message).toBe(
      'S3 GetBucketVersioning: access was denied; grant s3:GetBucketVersioning to the auditing identity',
    );
    expect(finding.obstacles?.[0]?.permission).toBe('s3:GetBucketVersioning');
  });

  it('asks for no permission when permission is not what is missing', () => {
    const finding = judge(saying(pass('fine')), { unreadable: { versioning: 'timeout' } });
    expect(finding.message).toBe('S3 GetBucketVersioning: no answer came in time');
    expect(finding.obstacles?.[0]?.permission).toBeNull();
  });

  it.each([
    ['ExpiredToken', 'the credentials have expired (ExpiredToken)'],
    ['InvalidAccessKeyId', 'the service does not know these credentials (InvalidAccessKeyId)'],
    ['RequestTimeTooSkewed', 'the clock of this machine and the one of the service differ too much (RequestTimeTooSkewed)'],
    ['constructor', 'no usable credentials were found'],
  ])('says what is wrong with credentials that are refused with %s', (code, says) => {
    const facets = { versioning: unreadable('no-credentials', { code }) };
    const [finding] = evaluate({ ...evidenceOf(), facets }, [saying(pass('fine'))], contextOf());
    expect(finding?.message).toBe(`S3 GetBucketVersioning: ${says}`);
  });

  it('names the permission of the facet that has to be read first', () => {
    const check = defineAwsCheck({ ...meta, requires: ['kmsKey'], evaluate: () => pass('fine') });
    const evidence = {
      ...evidenceOf(),
      facets: { kmsKey: unreadable('prerequisite', { needs: 'encryption' }) },
    };
    expect(evaluate(evidence, [check], contextOf())[0]?.obstacles).toMatchObject([
      { permission: 's3:GetEncryptionConfiguration' },
    ]);
  });

  it('treats a facet that the evidence does not contain as unreadable, never as absent', () => {
    const evidence = { ...evidenceOf(), facets: {} };
    expect(evaluate(evidence, [saying(pass('fine'))], contextOf())[0]).toMatchObject({
      status: 'unknown',
      obstacles: [{ cause: 'not-recorded' }],
    });
  });

  it('shows an absent facet as null and a present one as its value', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: ['versioning', 'policy'],
      evaluate: ({ versioning, policy }) => pass(`${versioning?.Status} ${policy === null}`),
    });
    expect(judge(check, { given: { versioning: { Status: 'Enabled' } } }).message).toBe('Enabled true');
  });

  it('hands a check nothing but the facets that it names', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: ['versioning'],
      consults: ['policy'],
      evaluate: (facts) => pass(Object.keys(facts).join(' ')),
    });
    expect(judge(check, { given: { acl: { Grants: [] } } }).message).toBe('versioning policy');
  });

  it('shows a consulted facet as the observation itself', () => {
    const check = defineAwsCheck({ ...meta, requires: [], consults: ['policy'], evaluate: ({ policy }) => pass(policy.state) });
    expect(judge(check, {}).message).toBe('absent');
    expect(judge(check, { unreadable: { policy: 'throttled' } }).message).toBe('unreadable');
    expect(evaluate({ ...evidenceOf(), facets: {} }, [check], contextOf())[0]?.message).toBe('unreadable');
  });

  it('says unknown for a check that is undecided, with the obstacles of the consulted facets', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: [],
      consults: ['policy'],
      evaluate: () => undecided('who knows', ['policy']),
    });
    expect(judge(check, { unreadable: { policy: 'access-denied' } })).toMatchObject({
      status: 'unknown',
      message: 'who knows; S3 GetBucketPolicy: access was denied; grant s3:GetBucketPolicy to the auditing identity',
      obstacles: [{ facet: 'policy', cause: 'access-denied' }],
    });
  });

  it('names a check that throws as a bug of its own and goes on', () => {
    const thrower = defineAwsCheck({
      ...meta,
      id: 'aws/thrower',
      requires: [],
      evaluate: () => {
        throw new TypeError('no such thing');
      },
    });
    const findings = evaluate(evidenceOf(), [thrower, saying(pass('fine'))], contextOf());
    expect(findings.map(({ status }) => status)).toEqual(['error', 'pass']);
    expect(findings[0]?.message).toContain('no such thing');
  });
});

describe('findingId', () => {
  const finding = judge(saying(fail('broken', { key: 'a' })), {});

  it('is 16 hexadecimal digits', () => {
    expect(findingId(finding)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('does not depend on the wording', () => {
    expect(findingId({ ...finding, message: 'other words', severity: 'info' })).toBe(findingId(finding));
  });

  it.each([{ key: 'b' }, { check: 'aws/other' }, { target: 's3://other' }])('changes with %o', (change) => {
    expect(findingId({ ...finding, ...change })).not.toBe(findingId(finding));
  });
});

describe('facetsFor', () => {
  it('names every facet once, required and consulted ones, in the order of the checks', () => {
    const one = defineAwsCheck({ ...meta, requires: ['policy'], consults: ['acl'], evaluate: () => pass('fine') });
    const two = defineAwsCheck({ ...meta, requires: ['acl', 'cors'], evaluate: () => pass('fine') });
    expect(facetsFor('aws', [one, two])).toEqual(['policy', 'acl', 'cors']);
    expect(facetsFor('aws', [])).toEqual([]);
  });
});
