import { describe, expect, it } from 'vitest';
import { defineAwsCheck, fail, pass } from '../../src/core/check.ts';
import { table } from '../../src/reporters/table.ts';
import { options, render, sampleChecks } from './sample.ts';

describe('the table', () => {
  it('shows failures by severity, then errors, unknowns and questions, and folds the rest', () => {
    const text = render(table(options));
    const order = ['FAIL high', 'FAIL low', 'ERROR', 'UNKNOWN', 'QUESTION', '1 passed, 1 does not apply'].map((part) =>
      text.indexOf(part),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text).not.toContain('aws/passes');
    expect(text).toContain('1 target: 2 failed (1 high, 1 low), 1 error, 1 unknown, 1 question, 1 passed, 1 does not apply\n');
    expect(text.trimEnd().split('\n').at(-1)).toBe('next: byob-audit explain aws/fails-high');
  });

  it('stays within the width, but for commands, which are never broken', () => {
    const wide = render(table({ ...options, columns: 70 }), ['acme-wandb'])
      .split('\n')
      .filter((line) => line.length > 70 && !line.startsWith('    aws '));
    expect(wide.filter((line) => !line.startsWith('s3://') && !line.startsWith('1 target'))).toEqual([]);
  });

  it('paints only when asked', () => {
    expect(render(table(options))).not.toContain('\u001b');
    expect(render(table({ ...options, color: true }))).toContain('\u001b[31m');
  });

  it('tells what cannot be read once for all checks that wait for it', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => ({ ...unknown, id: `aws/${name}` }));
    const text = render(table(options), ['acme'], many);
    expect(text.match(/access was denied/g)).toHaveLength(1);
    expect(text).toMatch(/UNKNOWN +4 checks/);
    expect(text).toContain('aws/a, aws/b, aws/c, aws/d');
    expect(text).toContain('missing permissions: s3:GetBucketVersioning\n');
    expect(text).toContain('next: byob-audit permissions s3://acme ');
  });

  it('warns when two commands replace the same document', () => {
    const commands = ["aws s3api put-bucket-policy --policy '{}'"];
    const both = ['a', 'b'].map((name) => ({
      ...unknown,
      id: `aws/${name}`,
      requires: [],
      evaluate: () => fail('x', { fix: { summary: 'Mend', commands } }),
    }));
    const text = render(table(options), ['acme'], both);
    expect(text).toMatch(/note: put-bucket-policy replaces the whole document, and aws\/a, aws\/b/);
  });

  it('ends a clean run with what keeps it clean', () => {
    const [passes] = sampleChecks;
    expect(render(table(options), ['acme'], [passes])).toMatch(
      /exit 0 \(good\): .*\nnext: byob-audit check s3:\/\/acme --format junit=report.xml/,
    );
  });
});

const unknown = defineAwsCheck({
  id: 'aws/unknown',
  title: 'T',
  severity: 'medium',
  rationale: 'r',
  remediation: 'm',
  source: [],
  rows: [],
  tags: [],
  requires: ['versioning'],
  evaluate: () => pass('never said'),
});
