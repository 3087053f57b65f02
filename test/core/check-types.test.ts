import { describe, expect, it } from 'vitest';
import { defineAwsCheck, pass, type Verdict } from '../../src/core/check.ts';
import { judge } from '../support/describe-check.ts';

// The compiler is the test: an unused `@ts-expect-error` fails `tsc`, so each line below has to be wrong.
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

describe('the type of evaluate', () => {
  it('has what the check requires', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: ['versioning'],
      evaluate: ({ versioning }) => pass(versioning?.Status ?? 'none'),
    });
    expect(judge(check, { given: { versioning: { Status: 'Enabled' } } }).message).toBe('Enabled');
  });

  it('has nothing that the check does not name', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: ['versioning'],
      // @ts-expect-error: `policy` is neither required nor consulted
      evaluate: ({ policy }) => pass(String(policy)),
    });
    expect(judge(check, { given: { policy: { Policy: '{}', document: {} } } }).message).toBe('undefined');
  });

  it('makes the check handle null in what it requires', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: ['versioning'],
      // @ts-expect-error: `versioning` is null when the service says that there is none
      evaluate: ({ versioning }) => pass(versioning.Status ?? 'none'),
    });
    expect(judge(check, {}).status).toBe('error');
  });

  it('makes the check look at the state of what it consults', () => {
    const check = defineAwsCheck({
      ...meta,
      requires: [],
      consults: ['versioning'],
      // @ts-expect-error: an observation has no value until its state is known
      evaluate: ({ versioning }) => pass(String(versioning.value)),
    });
    expect(judge(check, {}).message).toBe('undefined');
  });

  it('knows the facets of the provider only', () => {
    // @ts-expect-error: there is no such facet
    const check = defineAwsCheck({ ...meta, requires: ['versionning'], evaluate: () => pass('fine') });
    expect(judge(check, {}).status).toBe('unknown');
  });

  it('does not let a check say unknown', () => {
    // @ts-expect-error: the engine alone says unknown
    const verdict: Verdict = { kind: 'unknown', message: 'who knows' };
    expect(verdict.message).toBe('who knows');
  });
});
