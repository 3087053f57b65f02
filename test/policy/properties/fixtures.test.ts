import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/checks/all.ts';
import type { CheckContext } from '../../../src/core/check.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { contextOf } from '../../support/describe-check.ts';
import { textOf, type Policy, type Written } from '../../support/policies.ts';
import {
  addTrueClauses,
  changeCase,
  otherFormatting,
  reorderLists,
  reorderStatements,
  repeat,
  splitActions,
  splitPrincipals,
  splitResources,
  splitValues,
  toggleLists,
  type Rewrite,
} from '../../support/rewrite-policy.ts';

const rewrites: readonly (readonly [string, Rewrite])[] = [
  ['the order of statements', reorderStatements],
  ['the order of keys, of list elements and of conditions', reorderLists],
  ['one statement for each action', splitActions],
  ['one statement for each resource', splitResources],
  ['one statement for each principal', splitPrincipals],
  ['one statement for each value of a condition', splitValues],
  ['a string or a list of one', toggleLists],
  ['the letter case of actions and condition keys', changeCase],
  ['statements and elements twice', repeat],
  ['a clause more that is always true', addTrueClauses],
];

const facets = { aws: ['policy', 'kmsKeyPolicy'], coreweave: ['policy'] } as const;

interface Recorded {
  readonly name: string;
  readonly evidence: Evidence;
  readonly facet: string;
  readonly policy: Policy;
}

const recorded: readonly Recorded[] = Object.entries(facets).flatMap(([provider, names]) => {
  const folder = join(import.meta.dirname, '../../../fixtures', provider);
  const seen = new Set<string>();
  return readdirSync(folder).flatMap((name) =>
    names.flatMap((facet): readonly Recorded[] => {
      const text = readFileSync(join(folder, name, 'evidence.json'), 'utf8');
      const evidence = JSON.parse(text) as Evidence;
      const found = (evidence.facets as Readonly<Record<string, { readonly value?: { readonly Policy?: string } } | undefined>>)[
        facet
      ];
      const policy = found?.value?.Policy;
      if (policy === undefined) return [];
      // Most cases differ in other facets: each policy is rewritten once.
      const shape = policy.replaceAll(evidence.target.bucket, 'BUCKET');
      if (seen.has(`${facet} ${shape}`)) return [];
      seen.add(`${facet} ${shape}`);
      return [{ name: `${provider}/${name} (${facet})`, evidence, facet, policy: statementsOf(policy) }];
    }),
  );
});

function statementsOf(text: string): Policy {
  const { Statement } = JSON.parse(text) as { readonly Statement: Written | readonly Written[] };
  return Array.isArray(Statement) ? (Statement as readonly Written[]) : [Statement as Written];
}

/** What every check says that reads the policy; those that compare texts are about the text itself. */
function verdictsOf({ evidence, facet }: Recorded, text: string): Readonly<Record<string, string>> {
  const judged = {
    ...evidence,
    facets: { ...evidence.facets, [facet]: { state: 'present', value: { Policy: text, document: null } } },
  };
  const context: CheckContext = contextOf({
    deployment: /saas/.test(evidence.target.bucket) ? 'multi-tenant' : 'dedicated',
    account: '111122223333',
    region: 'eu-central-1',
    orgId: 'acme',
    target: evidence.target,
    collectedAt: Date.parse(evidence.collectedAt),
  });
  const reading = checks.filter(({ provider, requires }) => provider === evidence.provider && requires.includes(facet));
  return Object.fromEntries(
    evaluate(judged as Evidence, reading, context).map(({ check, status, severity }) => [check, `${status} ${severity}`]),
  );
}

describe('every recorded policy is judged the same after a change of', () => {
  it.each(rewrites)('%s', (_name, rewrite) => {
    expect(recorded.length).toBeGreaterThan(20);
    for (const one of recorded) {
      const verdicts = verdictsOf(one, textOf(one.policy));
      expect(Object.values(verdicts).length, one.name).toBeGreaterThan(0);
      fc.assert(
        fc.property(rewrite(one.policy), (other) => {
          expect(verdictsOf(one, textOf(other)), one.name).toEqual(verdicts);
        }),
        { numRuns: 4 },
      );
    }
  });

  it('white space, escapes, byte order mark and the wrapping of a get-policy command', () => {
    for (const one of recorded.filter(({ evidence }) => evidence.provider === 'aws')) {
      const text = textOf(one.policy);
      const verdicts = verdictsOf(one, text);
      fc.assert(
        fc.property(otherFormatting(text), (other) => {
          expect(verdictsOf(one, other), one.name).toEqual(verdicts);
        }),
        { numRuns: 3 },
      );
    }
  });
});
