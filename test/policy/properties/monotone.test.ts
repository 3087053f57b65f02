import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  policyOf,
  situationOf,
  statementOf,
  strangers,
  textOf,
  type Kind,
  type Policy,
  type Written,
} from '../../support/policies.ts';
import { coreOf, verdictOf, type PolicyVerdict } from '../../support/policy-verdict.ts';

const numRuns = 150;
const rank = { false: 0, unknown: 1, true: 2 } as const;

/** The checks that ask what W&B may do; the others ask what others may do, and more rights are worse there. */
const rights = /^aws\/(?:bucket-policy-(?:grants|deny)|kms-key-policy-(?:wandb|deny)|presigned-\w+)/;
/** These ask as well whether a network restriction restricts, which one more Deny may mend. */
const rightsAndNetworks = new RegExp(`${rights.source}|^aws/network-(?:carve-out|restriction)`);
/** A key that only S3 may use is enough for objects; whether W&B also calls DescribeKey is not documented. */
const excused = /^kms:DescribeKey/;
const about = (wanted: RegExp, statuses: PolicyVerdict['statuses']): PolicyVerdict['statuses'] =>
  Object.fromEntries(Object.entries(statuses).filter(([check]) => wanted.test(check)));

/** A statement put at any place of a policy. */
const insertedInto = (kind: Kind, statement: fc.Arbitrary<Written>) =>
  fc.tuple(policyOf(kind), statement, fc.nat()).map(([policy, added, at]): readonly [Policy, Policy] => {
    const place = at % (policy.length + 1);
    return [policy, [...policy.slice(0, place), added, ...policy.slice(place)]];
  });

/** Every answer of `less` is at most that of `more`, and what passes with `less` does not fail with `more`. */
function expectOrder(less: PolicyVerdict, more: PolicyVerdict): void {
  expect([less.problem, more.problem]).toEqual([undefined, undefined]);
  for (const name of new Set([...Object.keys(less.answers), ...Object.keys(more.answers)])) {
    const [low, high] = [less.answers[name] ?? 'true', more.answers[name] ?? 'true'];
    expect(rank[low], `${name}: ${low} with less, ${high} with more`).toBeLessThanOrEqual(rank[high]);
  }
  for (const [check, status] of Object.entries(less.statuses)) {
    if (!rights.test(check)) continue;
    expect(`${check}: ${status} to ${more.statuses[check] ?? ''}`).not.toMatch(/: pass to fail$/);
  }
}

describe.each<Kind>(['bucket', 'key'])('a %s policy', (kind) => {
  it('grants no less with one more Allow', () => {
    fc.assert(
      fc.property(insertedInto(kind, statementOf(kind, { effect: 'Allow' })), situationOf(kind), ([policy, more], situation) => {
        expectOrder(verdictOf(textOf(policy), situation), verdictOf(textOf(more), situation));
      }),
      { numRuns },
    );
  });

  it('grants no more with one more Deny', () => {
    fc.assert(
      fc.property(insertedInto(kind, statementOf(kind, { effect: 'Deny' })), situationOf(kind), ([policy, more], situation) => {
        expectOrder(verdictOf(textOf(more), situation), verdictOf(textOf(policy), situation));
      }),
      { numRuns },
    );
  });

  it('is not changed by a statement for somebody else', () => {
    const foreign = statementOf(kind, { principal: strangers }).filter(({ NotPrincipal }) => NotPrincipal === undefined);
    fc.assert(
      fc.property(insertedInto(kind, foreign), situationOf(kind), ([policy, more], situation) => {
        const before = verdictOf(textOf(policy), situation);
        const after = verdictOf(textOf(more), situation);
        expect(after.problem).toBeUndefined();
        expect(after.answers).toEqual(before.answers);
        // What such a statement may answer: who owns the key, and whether the endpoints and addresses in it exist.
        const rest = /^(?!aws\/(?:kms-key-policy-owner|network-vpc-endpoint|network-source-ip)$)/;
        expect(about(rest, after.statuses)).toEqual(about(rest, before.statuses));
      }),
      { numRuns },
    );
  });

  it('is failed by some check when W&B lacks a right, and left open by one when it may', () => {
    fc.assert(
      fc.property(policyOf(kind), situationOf(kind), (policy, situation) => {
        const verdict = verdictOf(textOf(policy), situation);
        const core = Object.entries(coreOf(verdict)).filter(([name]) => !excused.test(name));
        const said = new Set(Object.values(about(rightsAndNetworks, verdict.statuses)));
        const lacks = core.filter(([, answer]) => answer === 'false');
        if (lacks.length > 0) expect(said, JSON.stringify(lacks)).toContain('fail');
        // Where the holder of a URL is, no policy says: restricting that is what W&B recommends.
        const depends = core.filter(([name, answer]) => answer === 'unknown' && !name.endsWith('(presigned)'));
        if (depends.length > 0) expect(said.has('fail') || said.has('manual'), JSON.stringify(depends)).toBe(true);
      }),
      { numRuns },
    );
  });

  it('grants nothing without its Allow statements', () => {
    fc.assert(
      fc.property(policyOf(kind), situationOf(kind), (policy, situation) => {
        const denies = policy.filter(({ Effect }) => Effect === 'Deny');
        fc.pre(denies.length > 0);
        const { answers } = verdictOf(textOf(denies), situation);
        expect(new Set(Object.values(answers))).toEqual(new Set(['false']));
      }),
      { numRuns },
    );
  });
});
