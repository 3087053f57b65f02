import { describe, expect, it, vi } from 'vitest';
import { defineAwsCheck, pass, type CheckContext } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { remembering } from '../../src/audit/remember.ts';
import { present } from '../../src/evidence/observation.ts';
import { contextOf, evidenceOf } from '../support/describe-check.ts';

type Reads = (context: CheckContext) => unknown;

const checkOf = (reads: Reads) => {
  const asked = vi.fn<Reads>(reads);
  const check = defineAwsCheck({
    id: 'aws/example',
    title: 'An example',
    severity: 'medium',
    rationale: '-',
    remediation: '-',
    source: [{ document: 'AWS' }],
    rows: ['GEN-01'],
    tags: [],
    requires: ['versioning'],
    evaluate: ({ versioning }, context) => pass(`${versioning?.Status} ${JSON.stringify(asked(context))}`),
  });
  return { check, asked };
};

const versioning = present({ Status: 'Enabled' });
const evidence = { ...evidenceOf(), facets: { versioning } };
const called = (bucket: string): Partial<CheckContext> => ({ target: { uri: `s3://${bucket}`, bucket } });

/** How often a check is asked about two targets, and what it says. */
function twice(reads: Reads, first: Partial<CheckContext>, second: Partial<CheckContext>, other = evidence) {
  const { check, asked } = checkOf(reads);
  const judge = remembering();
  const messages = [
    ...evaluate(evidence, [check], contextOf(first), judge),
    ...evaluate(other, [check], contextOf(second), judge),
  ].map(({ message }) => message);
  const alone = evaluate(other, [check], contextOf(second)).map(({ message }) => message);
  expect(messages.slice(1)).toEqual(alone);
  return asked.mock.calls.length - 1;
}

describe('remembering', () => {
  it('repeats a verdict that read nothing else of the context', () => {
    expect(twice(() => 'same', called('a'), called('b'))).toBe(1);
    expect(twice(({ edition, account }) => [edition, account], called('a'), { ...called('b'), collectedAt: 1 })).toBe(1);
  });

  it('repeats a verdict where what it read reads the same, lists included', () => {
    expect(twice(({ origins }) => origins, { origins: ['https://a'] }, { origins: ['https://a'] })).toBe(1);
    expect(twice(({ target }) => target.prefix, called('a'), called('b'))).toBe(1);
  });

  it.each<readonly [string, Reads, Partial<CheckContext>, Partial<CheckContext>]>([
    ['the name of the bucket', ({ target }) => target.bucket, called('a'), called('b')],
    ['the time', ({ collectedAt }) => collectedAt, { collectedAt: 1 }, { collectedAt: 2 }],
    ['a declared list', ({ origins }) => origins, { origins: ['https://a'] }, { origins: ['https://b'] }],
    ['what was not declared', ({ account }) => account, {}, { account: '111122223333' }],
    ['all of the context', (context) => ({ ...context }), called('a'), called('b')],
    ['all of the target', ({ target }) => ({ ...target }), called('a'), called('b')],
    ['whether something is declared', (context) => 'account' in context, {}, { account: '111122223333' }],
    ['the names of what is declared', (context) => Object.keys(context), {}, { account: '111122223333' }],
    ['whether it is a member', (context) => Object.hasOwn(context, 'account'), {}, { account: '111122223333' }],
    ['the rules', ({ rules }) => rules, { rules: {} }, { rules: { 'cors-max-age': 'strict' } }],
  ])('asks again where %s differs', (_what, reads, first, second) => {
    expect(twice(reads, first, second)).toBeGreaterThan(1);
  });

  it('asks again where a fact is another object, however it reads', () => {
    const other = { ...evidence, facets: { versioning: present({ Status: 'Enabled' }) } };
    expect(twice(() => 'same', {}, {}, other)).toBe(2);
  });

  it('tells each of many buckets its own verdict', () => {
    const { check } = checkOf(({ target }) => target.bucket);
    const judge = remembering();
    const names = Array.from({ length: 100 }, (_, n) => `bucket-${n % 90}`);
    const said = names.flatMap((name) => evaluate(evidence, [check], contextOf(called(name)), judge));
    expect(said.map(({ message }) => message)).toEqual(names.map((name) => `Enabled "${name}"`));
  });

  it('asks again after a check has thrown', () => {
    let calls = 0;
    const { check } = checkOf(() => {
      calls += 1;
      if (calls === 1) throw new Error('once');
      return 'fine';
    });
    const judge = remembering();
    const statuses = [1, 2].flatMap(() => evaluate(evidence, [check], contextOf(), judge)).map(({ status }) => status);
    expect(statuses).toEqual(['error', 'pass']);
  });
});
