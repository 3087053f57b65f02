import { not, ternary, type Ternary } from '../ternary.ts';
import { printable } from '../printable.ts';
import type { CelExpression, CelLeaf, CelTest } from './cel.ts';

/** What a condition on the name of the bucket depends on, where nobody told that. */
export const unknownBucket = 'the bucket, which is not known';

/** What a permission is asked for on. */
export interface GcsResource {
  readonly type: 'bucket' | 'object';
  /** `projects/_/buckets/BUCKET[/objects/OBJECT]`; undefined while the bucket is not known. */
  readonly name: string | undefined;
}

/** An answer with the test that decided it. */
export interface Decided {
  readonly answer: Ternary;
  readonly leaf: CelLeaf | undefined;
}

const types = { bucket: 'storage.googleapis.com/Bucket', object: 'storage.googleapis.com/Object' } as const;

/** Judges a condition for one resource at one moment. @param now milliseconds since the epoch */
export function evaluateCel(expression: CelExpression, resource: GcsResource, now: number): Decided {
  switch (expression.kind) {
    case 'leaf':
      return { answer: decideTest(expression.test, resource, now), leaf: expression };
    case 'not': {
      const { answer, leaf } = evaluateCel(expression.inner, resource, now);
      return { answer: not(answer), leaf };
    }
    case 'and':
    case 'or': {
      const decisive = expression.kind === 'and' ? 'false' : 'true';
      const left = evaluateCel(expression.left, resource, now);
      if (left.answer === decisive) return left;
      const right = evaluateCel(expression.right, resource, now);
      if (right.answer === decisive) return right;
      return right.answer === 'unknown' && left.answer !== 'unknown' ? right : left;
    }
  }
}

function decideTest(test: CelTest | undefined, resource: GcsResource, now: number): Ternary {
  switch (test?.on) {
    case undefined:
      return 'unknown';
    case 'constant':
      return ternary(test.value);
    case 'time':
      // A recording may name no moment that can be read.
      return Number.isNaN(now) ? 'unknown' : ternary(compare(now, test.operator, test.at));
    case 'type':
      return ternary((types[resource.type] === test.value) === (test.operator === '=='));
    case 'service':
      return ternary((test.value === 'storage.googleapis.com') === (test.operator === '=='));
    case 'name':
      if (resource.name === undefined) return 'unknown';
      if (test.operator === 'startsWith') return ternary(resource.name.startsWith(test.value));
      return ternary((resource.name === test.value) === (test.operator === '=='));
  }
}

function compare(a: number, operator: '<' | '<=' | '>' | '>=' | '==' | '!=', b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}

/** Every test of an expression. */
export const leavesOf = (expression: CelExpression): readonly CelLeaf[] => {
  const leaves: CelLeaf[] = [];
  const open = [expression];
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (top.kind === 'leaf') leaves.push(top);
    else if (top.kind === 'not') open.push(top.inner);
    else open.push(top.right, top.left);
  }
  return leaves;
};

/** Why a condition is not certainly true: a clause about the deciding test. */
export function becauseOfTest({ answer, leaf }: Decided, resource: GcsResource, now: number): string {
  const text = printable(leaf?.text ?? '', 160);
  const { test } = leaf ?? {};
  if (answer === 'unknown') {
    return test?.on === 'name'
      ? `whether ${text} holds depends on ${unknownBucket}`
      : `whether ${text} holds cannot be told from the policy`;
  }
  const value = leaf === undefined ? answer : decideTest(test, resource, now);
  if (test?.on === 'time') {
    const moment = new Date(now).toISOString();
    return value === 'false' && (test.operator === '<' || test.operator === '<=')
      ? `it has expired: ${text}, and it is ${moment}`
      : `${text} is ${value} at ${moment}`;
  }
  if (test?.on === 'name') return `${text} is ${value} for ${printable(resource.name ?? '')}`;
  if (test?.on === 'type') return `${text} is ${value} for ${types[resource.type]}`;
  return `${text} is ${value}`;
}
