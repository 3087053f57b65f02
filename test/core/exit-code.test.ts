import { describe, expect, it } from 'vitest';
import { severities, type Severity } from '../../src/core/check.ts';
import { exitOf } from '../../src/core/exit-code.ts';
import { defaultGate, type Gate } from '../../src/core/gate.ts';
import { statuses, type Finding, type Status } from '../../src/core/finding.ts';
import { tally, type Summary } from '../../src/core/report.ts';

const finding = (status: Status, severity: Severity = 'medium', permission: string | null = null): Finding => ({
  check: 'aws/example',
  title: 'An example',
  target: 's3://acme-wandb',
  status,
  severity,
  message: 'so it is',
  key: status,
  ...(status === 'unknown'
    ? { obstacles: [{ facet: 'acl', call: 'S3 GetBucketAcl', cause: 'access-denied', permission, message: 'denied' } as const] }
    : {}),
});
const target = { uri: 's3://acme-wandb', provider: 'aws', collectedAt: '2026-11-21T12:00:00.000Z', declared: {} } as const;

function summaryOf(...findings: readonly Finding[]): Summary {
  const sum = tally();
  sum.add({ target, findings });
  return sum.summary();
}
const gate = (change: Partial<Gate>): Gate => ({ ...defaultGate, ...change });
const codeOf = (change: Partial<Gate>, ...findings: readonly Finding[]): number =>
  exitOf(summaryOf(...findings), gate(change)).code;

describe('tally', () => {
  it('counts targets, statuses and the severities of failures', () => {
    const sum = tally();
    sum.add({ target, findings: [finding('pass'), finding('fail', 'high'), finding('fail', 'low')] });
    sum.add({ target, findings: [finding('manual', 'high')] });
    expect(sum.summary()).toMatchObject({
      targets: 2,
      byStatus: { pass: 1, fail: 2, manual: 1, unknown: 0 },
      failuresBySeverity: { high: 1, medium: 0, low: 1, info: 0 },
    });
  });

  it('lists the missing permissions once each, sorted', () => {
    const unknowns = ['s3:GetBucketPolicy', 's3:GetBucketAcl', 's3:GetBucketPolicy', null].map((p) =>
      finding('unknown', 'high', p),
    );
    expect(summaryOf(...unknowns).missingPermissions).toEqual(['s3:GetBucketAcl', 's3:GetBucketPolicy']);
  });
});

describe('exitOf', () => {
  it('is 0 when everything was evaluated and passed', () => {
    expect(exitOf(summaryOf(finding('pass'), finding('not-applicable')), defaultGate)).toEqual({
      code: 0,
      reason: 'nothing at or above medium failed',
    });
  });

  it.each(severities.flatMap((severity) => severities.map((failOn) => [severity, failOn] as const)))(
    'a failure of severity %s with --fail-on %s',
    (severity, failOn) => {
      const expected = severities.indexOf(severity) <= severities.indexOf(failOn) ? 1 : 0;
      expect(codeOf({ failOn }, finding('fail', severity), finding('pass'))).toBe(expected);
    },
  );

  it('is 0 with --fail-on none, whatever failed', () => {
    expect(codeOf({ failOn: 'none' }, finding('fail', 'high'))).toBe(0);
  });

  it.each(['unknown', 'error'] as const)('is 3 when something was %s and nothing failed', (status) => {
    expect(codeOf({}, finding('pass'), finding(status))).toBe(3);
    expect(codeOf({ failOn: 'none' }, finding('pass'), finding(status))).toBe(3);
    expect(codeOf({ allowUnknown: true }, finding('pass'), finding(status))).toBe(0);
  });

  it('is 1 when something failed and something was unknown', () => {
    expect(codeOf({ allowUnknown: true }, finding('fail', 'high'), finding('unknown'))).toBe(1);
    expect(codeOf({}, finding('fail', 'high'), finding('unknown'))).toBe(1);
  });

  it('is 3 when nothing was evaluated', () => {
    expect(exitOf(summaryOf(), defaultGate)).toEqual({ code: 3, reason: 'nothing was evaluated' });
    expect(codeOf({}, finding('not-applicable'))).toBe(3);
    expect(codeOf({ allowUnknown: true }, finding('not-applicable'))).toBe(3);
    expect(codeOf({}, finding('manual'))).toBe(3);
  });

  it('is 3 when nothing was evaluated for one of the targets', () => {
    const over = (change: Partial<Gate>, ...findings: readonly Finding[]) => {
      const sum = tally();
      sum.add({ target, findings: [finding('pass')] });
      sum.add({ target, findings });
      return exitOf(sum.summary(), gate(change));
    };
    expect(over({})).toEqual({ code: 3, reason: 'nothing was evaluated for 1 of 2 targets' });
    expect(over({}, finding('manual', 'low')).code).toBe(3);
    expect(over({}, finding('not-applicable')).code).toBe(3);
    expect(over({ failOn: 'none' }).code).toBe(3);
    expect(over({ allowUnknown: true }).code).toBe(0);
    expect(over({}, finding('fail', 'high')).code).toBe(1);
    expect(over({}, finding('manual'), finding('pass')).code).toBe(0);
  });

  it('lets questions pass unless --strict', () => {
    expect(codeOf({}, finding('pass'), finding('manual', 'high'))).toBe(0);
    expect(codeOf({ strict: true }, finding('pass'), finding('manual', 'info'))).toBe(1);
  });

  it('fails on info with --strict', () => {
    expect(codeOf({ strict: true }, finding('fail', 'info'))).toBe(1);
    expect(codeOf({ strict: true, failOn: 'none' }, finding('fail', 'info'))).toBe(1);
  });

  it('never says 0 for one finding alone that is not a pass or a light failure', () => {
    const good = statuses.filter((status) => codeOf({}, finding(status, 'high')) === 0);
    expect(good).toEqual(['pass']);
  });
});
