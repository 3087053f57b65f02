import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NeedAnswer } from '../../../src/policy/aws/verdict/grants.ts';
import type { Need } from '../../../src/policy/aws/request/needs.ts';
import { and, not, type Ternary } from '../../../src/policy/ternary.ts';
import {
  bucketName,
  policyOf,
  situationOf,
  textOf,
  type Kind,
  type Policy,
  type Situation,
  type StatementShape,
} from '../../support/policies.ts';
import { answerName, answersOf } from '../../support/policy-verdict.ts';
import { concreteArns, concreteRequests, isGranted, namesAction, type Concrete } from '../../support/policy-oracle.ts';

const numRuns = 120;
/** A NotPrincipal in a Deny is compared with sessions that nobody knows, which is never certain. */
const known = (kind: Kind, shape: StatementShape) =>
  policyOf(kind, shape).filter((policy) => policy.every(({ NotPrincipal }) => NotPrincipal === undefined));

interface Judged {
  readonly name: string;
  readonly answer: Ternary;
  readonly about: NeedAnswer;
  /** The Allow and Deny answers that say `not granted`, each with its ARN. */
  readonly witnesses: readonly NeedAnswer[];
}

function judgedOf(policy: Policy, situation: Situation): readonly Judged[] {
  const { allow, deny } = answersOf(textOf(policy), situation);
  return allow
    .filter(({ need }) => need.role !== 'tomorrow')
    .map((about) => {
      const hits = deny.filter((hit) => answerName(hit) === answerName(about));
      return {
        name: answerName(about),
        answer: hits.map((hit) => not(hit.answer)).reduce(and, about.answer),
        about,
        witnesses: [...(about.answer === 'false' ? [about] : []), ...hits.filter((hit) => hit.answer === 'true')],
      };
    });
}

/** The first ARN on which a request is refused; asked once for all actions that the same statements name. */
function holes(policy: Policy, { prefix }: Situation): (need: Need, request: Concrete) => string | undefined {
  const found = new Map<string, string | undefined>();
  return ({ name, on }, request) => {
    const naming = policy.map((statement) => namesAction(statement, name));
    const id = JSON.stringify([on, naming, request]);
    if (!found.has(id)) {
      found.set(
        id,
        concreteArns(on, prefix).find((arn) => !isGranted(policy, request, name, arn)),
      );
    }
    return found.get(id);
  };
}

describe.each<Kind>(['bucket', 'key'])('a naive evaluator of %s policies agrees that', (kind) => {
  it('what is granted is granted on every short ARN to every possible request', () => {
    fc.assert(
      fc.property(policyOf(kind), situationOf(kind), (policy, situation) => {
        const holeFor = holes(policy, situation);
        for (const { name, answer, about } of judgedOf(policy, situation)) {
          if (answer !== 'true') continue;
          for (const request of concreteRequests(situation, about.request.channel)) {
            expect(holeFor(about.need, request), `${name} in ${JSON.stringify(request)}`).toBeUndefined();
          }
        }
      }),
      { numRuns },
    );
  });

  it('what is not granted is refused to every possible request on the ARN of the witness', () => {
    fc.assert(
      fc.property(policyOf(kind), situationOf(kind), (policy, situation) => {
        for (const { name, witnesses } of judgedOf(policy, situation)) {
          for (const { arn, need, request } of witnesses) {
            expect(arn, name).not.toMatch(/[*?]/);
            if (need.on === 'object' && situation.prefix !== undefined)
              expect(arn).toContain(`${bucketName}/${situation.prefix}/`);
            for (const concrete of concreteRequests(situation, request.channel)) {
              expect(isGranted(policy, concrete, need.name, arn), `${name} on ${arn} in ${JSON.stringify(concrete)}`).toBe(false);
            }
          }
        }
      }),
      { numRuns },
    );
  });

  it('the witness is the shortest ARN that is not granted', () => {
    fc.assert(
      fc.property(known(kind, { conditions: false }), situationOf(kind), (policy, situation) => {
        for (const { about, name, answer } of judgedOf(policy, situation)) {
          if (answer !== 'false' || about.answer !== 'false') continue;
          const requests = concreteRequests(situation, about.request.channel);
          const allowOnly = policy.filter(({ Effect }) => Effect === 'Allow');
          const holes = concreteArns(about.need.on, situation.prefix)
            .filter((arn) => requests.every((request) => !isGranted(allowOnly, request, about.need.name, arn)))
            .map(({ length }) => length);
          expect(about.arn.length, name).toBeLessThanOrEqual(Math.min(...holes, Number.MAX_SAFE_INTEGER));
        }
      }),
      { numRuns },
    );
  });

  it('without conditions nothing depends on anything but the identity', () => {
    fc.assert(
      fc.property(known(kind, { conditions: false }), situationOf(kind), (policy, situation) => {
        const single = JSON.stringify(policy).match(/830241207209:role|:assumed-role/) !== null;
        fc.pre(!single);
        for (const { name, answer } of judgedOf(policy, situation)) expect(`${name}: ${answer}`).not.toMatch(/unknown$/);
      }),
      { numRuns },
    );
  });
});
