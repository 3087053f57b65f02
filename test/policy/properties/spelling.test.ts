import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ownerStatement,
  policyOf,
  situationOf,
  textOf,
  type Kind,
  type Situation,
  type Written,
} from '../../support/policies.ts';
import { findingsOf, verdictOf } from '../../support/policy-verdict.ts';
import {
  changeCase,
  otherFormatting,
  renameSids,
  reorderLists,
  reorderStatements,
  toggleLists,
  type Rewrite,
} from '../../support/rewrite-policy.ts';

const numRuns = 100;

const spellings: readonly (readonly [string, Rewrite])[] = [
  ['the order of statements', reorderStatements],
  ['the order of list elements, of members and of condition values', reorderLists],
  ['adding, removing or renaming Sids', renameSids],
  ['a string or a list of one', toggleLists],
  ['the letter case of actions and condition keys', changeCase],
];

describe.each<Kind>(['bucket', 'key'])('a %s policy means the same after a change of', (kind) => {
  it.each(spellings)('%s', (_name, rewrite) => {
    const pair = policyOf(kind).chain((policy) => rewrite(policy).map((other) => [textOf(policy), textOf(other)] as const));
    fc.assert(
      fc.property(pair, situationOf(kind), ([text, other], situation) => {
        const verdict = verdictOf(text, situation);
        expect(verdict.problem).toBeUndefined();
        expect(verdictOf(other, situation)).toEqual(verdict);
      }),
      { numRuns },
    );
  });

  it('white space, escapes, byte order mark and the wrapping of a get-policy command, and says the same', () => {
    const pair = policyOf(kind).chain((policy) =>
      otherFormatting(textOf(policy)).map((other) => [textOf(policy), other] as const),
    );
    const messages = (text: string, situation: Situation) => findingsOf(text, situation).map(({ message }) => message);
    fc.assert(
      fc.property(pair, situationOf(kind), ([text, other], situation) => {
        const verdict = verdictOf(text, situation);
        expect(verdict.problem).toBeUndefined();
        expect(verdictOf(other, situation)).toEqual(verdict);
        expect(messages(other, situation)).toEqual(messages(text, situation));
      }),
      { numRuns },
    );
  });

  it('the questions asked before', () => {
    fc.assert(
      fc.property(policyOf(kind), policyOf(kind), situationOf(kind), (policy, other, situation) => {
        const first = findingsOf(textOf(policy), situation);
        verdictOf(textOf(other), situation);
        expect(findingsOf(textOf(policy), situation)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a key policy with two Deny statements that take kms:PutKeyPolicy from its owner', () => {
  it('means the same in either order, one of them certain and one conditional', () => {
    const deny: Written = { Effect: 'Deny', Principal: { AWS: '*' }, NotAction: 'kms:ScheduleKeyDeletion', Resource: '*' };
    const conditional: Written = { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } };
    const [first, second] = [
      [conditional, deny, ownerStatement],
      [deny, conditional, ownerStatement],
    ].map((policy) => verdictOf(textOf(policy), { kind: 'key' }));
    expect(first).toEqual(second);
  });
});
