import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPlainly, membersOf } from '../../support/action-members.ts';
import {
  bucketArn,
  documented,
  documentedActions,
  keyArn,
  listOf,
  policyOf,
  situationOf,
  textOf,
  wandb,
  type Kind,
  type Policy,
  type Written,
} from '../../support/policies.ts';
import { today, verdictOf } from '../../support/policy-verdict.ts';
import {
  addTrueClauses,
  repeat,
  splitActions,
  splitPrincipals,
  splitResources,
  splitStars,
  splitValues,
  type Rewrite,
} from '../../support/rewrite-policy.ts';

const numRuns = 100;

const rewrites: readonly (readonly [string, Rewrite])[] = [
  ['split by action', splitActions],
  ['split by resource', splitResources],
  ['split by principal', splitPrincipals],
  [
    'split by all three',
    (policy) =>
      splitActions(policy)
        .chain((split) => splitResources(split))
        .chain((split) => splitPrincipals(split)),
  ],
  ['split by the values of a condition', splitValues],
  ['with a clause more that is always true', addTrueClauses],
  ['repeated', repeat],
  ['whose stars are spelled as two patterns', splitStars],
];

describe.each<Kind>(['bucket', 'key'])('a %s policy means the same with statements', (kind) => {
  it.each(rewrites)('%s', (_name, rewrite) => {
    const pair = policyOf(kind)
      .chain((policy) => rewrite(policy).map((other) => [textOf(policy), textOf(other)] as const))
      .filter(([, other]) => other.length <= 20_000);
    fc.assert(
      fc.property(pair, situationOf(kind), ([text, other], situation) => {
        const verdict = verdictOf(text, situation);
        expect(verdict.problem).toBeUndefined();
        expect(verdictOf(other, situation)).toEqual(verdict);
      }),
      { numRuns },
    );
  });

  it('whose patterns are expanded to the actions of today', () => {
    fc.assert(
      fc.property(policyOf(kind, {}, 3), situationOf(kind), (policy, situation) => {
        const verdict = verdictOf(textOf(policy), situation);
        const expanded = verdictOf(textOf(policy.map((statement) => expandActions(kind, statement))), situation);
        expect(expanded.problem).toBeUndefined();
        expect(today(expanded)).toEqual(today(verdict));
      }),
      { numRuns: 60 },
    );
  });
});

/** `s3:Get*` as the list of its members, and NotAction as the list of everything else. */
function expandActions(kind: Kind, statement: Written): Written {
  const { Action, NotAction, ...rest } = statement;
  const on = kind === 'key' ? undefined : reachOf(statement);
  const members = membersOf(kind, on);
  const patterns = listOf(Action ?? NotAction);
  const expanded = members.filter((name) => patterns.some((pattern) => matchesPlainly(pattern, name)) === (Action !== undefined));
  return { ...rest, Action: expanded };
}

function reachOf({ Resource }: Written): 'bucket' | 'object' | undefined {
  const kinds = new Set(listOf(Resource).map((arn) => (arn.includes('/') ? 'object' : arn === bucketArn ? 'bucket' : 'both')));
  return kinds.size === 1 && !kinds.has('both') ? (kinds.has('object') ? 'object' : 'bucket') : undefined;
}

const everyPart = (kind: Kind, deployment: 'dedicated' | 'multi-tenant'): readonly Written[] => {
  const base = { Effect: 'Allow', Principal: { AWS: wandb[deployment] } } as const;
  if (kind === 'key') return documentedActions.key.map((Action) => ({ ...base, Action, Resource: keyArn }));
  return [
    ...documentedActions.bucket.map((Action) => ({ ...base, Action, Resource: bucketArn })),
    ...documentedActions.object.flatMap((Action) =>
      [`${bucketArn}/?`, `${bucketArn}/??*`].map((Resource) => ({ ...base, Action, Resource })),
    ),
  ];
};

describe.each<Kind>(['bucket', 'key'])('the documented %s policy', (kind) => {
  it.each(['dedicated', 'multi-tenant'] as const)('is granted however it is cut up, for %s', (deployment) => {
    const whole = verdictOf(textOf([documented(kind, deployment)]), { kind, deployment });
    expect(new Set(Object.values(whole.answers))).toEqual(new Set(['true']));
    const parts = everyPart(kind, deployment);
    fc.assert(
      fc.property(fc.shuffledSubarray([...parts], { minLength: parts.length }), (policy: Policy) => {
        expect(verdictOf(textOf(policy), { kind, deployment })).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['dedicated', 'multi-tenant'] as const)('is not granted without any one of its parts, for %s', (deployment) => {
    const parts = everyPart(kind, deployment);
    for (const gone of parts) {
      const { answers, statuses } = verdictOf(textOf(parts.filter((part) => part !== gone)), { kind, deployment });
      expect(Object.values(answers), JSON.stringify(gone)).toContain('false');
      expect(statuses[kind === 'key' ? 'aws/kms-key-policy-wandb' : 'aws/bucket-policy-grants'], JSON.stringify(gone)).toBe(
        'fail',
      );
    }
  });
});
