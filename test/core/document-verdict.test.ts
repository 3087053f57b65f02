import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/core/check.ts';
import { exitOfDocuments, judged } from '../../src/core/document-verdict.ts';
import { defaultGate, type Gate } from '../../src/core/gate.ts';
import { findingId } from '../../src/core/finding-id.ts';
import type { Finding, Status } from '../../src/core/finding.ts';

const finding = (status: Status, severity: Severity = 'medium'): Finding => ({
  check: 'aws/x',
  title: 'x',
  target: 's3://acme',
  status,
  severity,
  message: 'x',
  key: status,
});
const pass = finding('pass');
const gate = (more: Partial<Gate>): Gate => ({ ...defaultGate, ...more });

describe('the verdict on a document', () => {
  it.each<readonly [string, readonly Finding[], Partial<Gate>, string, number]>([
    ['all passed', [pass], {}, 'pass', 0],
    ['a failure at the threshold', [pass, finding('fail')], {}, 'fail', 1],
    ['a failure below it', [finding('fail', 'low')], {}, 'pass', 0],
    ['a failure wins over a question', [finding('fail'), finding('manual', 'high')], {}, 'fail', 1],
    ['a question at the threshold', [pass, finding('manual')], {}, 'depends', 3],
    ['a question below it', [pass, finding('manual', 'low')], {}, 'pass', 0],
    ['what could not be evaluated', [pass, finding('unknown')], {}, 'depends', 3],
    ['a question that is accepted', [pass, finding('manual')], { allowUnknown: true }, 'depends', 0],
    ['a question under --strict', [pass, finding('manual', 'info')], { strict: true }, 'depends', 1],
    ['nothing evaluated', [finding('not-applicable')], {}, 'depends', 3],
    ['nothing evaluated, and accepted', [], { allowUnknown: true }, 'depends', 3],
    ['a bug, whatever its weight', [pass, finding('error', 'info')], { allowUnknown: true }, 'depends', 3],
    ['a failure that nobody asked about', [finding('fail', 'high')], { failOn: 'none' }, 'pass', 0],
  ])('%s', (_, findings, more, verdict, code) => {
    const found = judged(findings, gate(more));
    expect(found.verdict).toBe(verdict);
    expect(exitOfDocuments([found], gate(more)).code).toBe(code);
  });

  it('of several documents the worst decides, and the reason counts them', () => {
    const [good, open, bad] = [[pass], [pass, finding('manual')], [finding('fail'), finding('fail')]].map((findings) =>
      judged(findings, defaultGate),
    );
    if (good === undefined || open === undefined || bad === undefined) throw new Error('three were judged');
    expect(exitOfDocuments([good, open, bad], defaultGate)).toEqual({
      code: 1,
      reason: '2 failures at or above medium, in 1 of 3 documents',
    });
    expect(exitOfDocuments([good, open], defaultGate)).toEqual({
      code: 3,
      reason: 'nothing is wrong for certain, and 1 question is open, in 1 of 2 documents',
    });
  });
});

it('two documents for one bucket have findings with ids of their own', () => {
  const at = (file: string): Finding => ({ ...finding('fail'), location: { file, line: 1, column: 1 } });
  expect(findingId(at('a.json'))).not.toBe(findingId(at('b.json')));
  expect(findingId(finding('fail'))).not.toBe(findingId(at('a.json')));
});
