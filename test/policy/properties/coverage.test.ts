import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { and, not } from '../../../src/policy/ternary.ts';
import { bucketArn, textOf, wandb, type Policy, type Written } from '../../support/policies.ts';
import { concreteRequests, isGranted } from '../../support/policy-oracle.ts';
import { answersOf } from '../../support/policy-verdict.ts';

const situation = { kind: 'bucket', deployment: 'multi-tenant' } as const;
const letters = ['a', 'b', '/', 'z'];
const longer = (words: readonly string[]): readonly string[] => words.flatMap((word) => letters.map((letter) => word + letter));
const ones = longer(['']);
const twos = longer(ones);
const threes = longer(twos);
/** Every object key of up to five characters, shortest first; `z` stands for whatever the patterns do not name. */
const keys = [...ones, ...twos, ...threes, ...longer(threes), ...longer(longer(threes))];

const pattern = fc
  .array(fc.constantFrom('*', '*', '?', 'a', 'b', '/'), { minLength: 1, maxLength: 5 })
  .map((parts) => `${bucketArn}/${parts.join('')}`);
const patterns = fc.oneof(
  fc.array(pattern, { minLength: 1, maxLength: 3 }),
  // Unions that cover everything, or nearly.
  fc
    .constantFrom(['?', '??*'], ['a*', '?', '??*'], ['?*'], ['*a', '*b', '*/', '*?'], ['??', '*'], ['*a*', '?'])
    .map((list) => list.map((one) => `${bucketArn}/${one}`)),
);
/** Whether uploads carry this header is not documented. */
const header = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } as const;
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    list: patterns,
    negated: fc.nat({ max: 4 }),
    depends: fc.nat({ max: 3 }),
  })
  .map(({ Effect, list, negated, depends }): Written => ({
    Effect,
    Principal: { AWS: wandb['multi-tenant'] },
    Action: 's3:PutObject',
    ...(negated === 0 ? { NotResource: list } : { Resource: list }),
    ...(depends === 0 ? { Condition: header } : {}),
  }));

/** What the code under test says about PutObject from W&B's servers, with the ARNs that show it. */
function coverageOf(policy: Policy) {
  const { allow, deny } = answersOf(textOf(policy), situation);
  const mine = [...allow, ...deny].filter(({ need, request }) => need.name === 's3:PutObject' && request.channel === 'platform');
  const granted = mine.filter((answer) => allow.includes(answer));
  const denied = mine.filter((answer) => deny.includes(answer));
  return {
    answer: [...granted.map(({ answer }) => answer), ...denied.map(({ answer }) => not(answer))].reduce(and, 'true'),
    gaps: granted.filter(({ answer }) => answer === 'false').map(({ arn }) => arn),
    hits: denied.filter(({ answer }) => answer === 'true').map(({ arn }) => arn),
  };
}

/** The policy if the header helps W&B wherever it decides, or if it never does. */
const supposing = (policy: Policy, helps: boolean): Policy =>
  policy.flatMap(({ Condition, ...rest }) => (Condition === undefined || (rest.Effect === 'Allow') === helps ? [rest] : []));

describe('coverage of every object by patterns', () => {
  it('is what trying all short keys finds, and the witness is the shortest key', () => {
    const [request] = concreteRequests(situation, 'platform');
    if (request === undefined) throw new Error('no request');
    const refused = (policy: Policy, arn: string): boolean => !isGranted(policy, request, 's3:PutObject', arn);
    const hole = (policy: Policy): string | undefined => keys.find((key) => refused(policy, `${bucketArn}/${key}`));
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (policy) => {
        const { answer, gaps, hits } = coverageOf(policy);
        const best = supposing(policy, true);
        const perhaps = hole(supposing(policy, false));
        const certain = hole(best);
        expect(answer, `hole ${perhaps ?? 'none'}, for certain ${certain ?? 'none'}`).toBe(
          perhaps === undefined ? 'true' : certain === undefined ? 'unknown' : 'false',
        );
        const allows = best.filter(({ Effect }) => Effect === 'Allow');
        for (const arn of gaps) {
          expect(refused(allows, arn), arn).toBe(true);
          expect(arn.length, arn).toBe(`${bucketArn}/${hole(allows) ?? ''}`.length);
        }
        for (const arn of hits) {
          expect(refused(best, arn), arn).toBe(true);
          expect(arn).toMatch(/^arn:aws:s3:::acme-wandb\/[^*?]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
