import { describe, expect, it } from 'vitest';
import type { Check, CheckContext, Severity } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Finding, Status } from '../../src/core/finding.ts';
import type { AwsFacetValues } from '../../src/evidence/aws-schema.ts';
import { awsFacets, type AwsFacetName } from '../../src/evidence/aws.ts';
import { newestEdition } from '../../src/evidence/context.ts';
import type { Evidence } from '../../src/evidence/index.ts';
import { absent, present, unreadable, unreadableCauses, type UnreadableCause } from '../../src/evidence/observation.ts';

/** One line of a table: what the services say, what is declared, and what the check answers. */
export interface CheckCase {
  /** Facets by name; `null` and every facet that is not mentioned are absent. */
  readonly given?: { readonly [F in AwsFacetName]?: AwsFacetValues[F] | null };
  /** Facets that could not be read, with the cause. */
  readonly unreadable?: { readonly [F in AwsFacetName]?: UnreadableCause };
  readonly with?: Partial<CheckContext>;
  readonly says: string | RegExp;
  readonly severity?: Severity;
}

type Group = Readonly<Record<string, CheckCase>>;

/** Groups of cases; the name of a group tells the status that every case in it must have. */
export interface CheckTable {
  readonly 'passes when'?: Group;
  readonly 'fails when'?: Group;
  readonly 'does not apply when'?: Group;
  readonly 'asks when'?: Group;
  readonly 'cannot tell when'?: Group;
}

const statusOf = {
  'passes when': 'pass',
  'fails when': 'fail',
  'does not apply when': 'not-applicable',
  'asks when': 'manual',
  'cannot tell when': 'unknown',
} as const satisfies Record<keyof CheckTable, Status>;

const collectedAt = '2026-11-21T12:00:00.000Z';

/** The context in which a case is judged unless it says otherwise: the newest edition, nothing declared. */
export const contextOf = (overrides: Partial<CheckContext> = {}): CheckContext => ({
  edition: newestEdition,
  target: { uri: 's3://acme-wandb', bucket: 'acme-wandb' },
  collectedAt: Date.parse(collectedAt),
  ...overrides,
});

/** Evidence in which every facet is answered: the given ones as told, all others absent. */
export function evidenceOf(item: Pick<CheckCase, 'given' | 'unreadable' | 'with'> = {}): Evidence<'aws'> {
  const facets: Record<string, unknown> = {};
  for (const name of Object.keys(awsFacets) as AwsFacetName[]) {
    const value = item.given?.[name];
    const cause = item.unreadable?.[name];
    facets[name] = cause !== undefined ? unreadable(cause) : value === undefined || value === null ? absent() : present(value);
  }
  return {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider: 'aws',
    target: contextOf(item.with).target,
    collectedAt,
    tool: { name: 'byob-audit', version: '0.0.0-test' },
    facets,
  };
}

/** The one finding of one check; throws when the engine gives another number of findings. */
export function judge(check: Check, item: Pick<CheckCase, 'given' | 'unreadable' | 'with'>): Finding {
  const [finding, ...more] = evaluate(deepFreeze(evidenceOf(item)), [check], deepFreeze(contextOf(item.with)));
  if (finding === undefined || more.length > 0) throw new Error(`${check.id} gave ${more.length + 1} findings`);
  return finding;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** A unit of tests from a table, plus what is true of every check whatever it looks at. */
export function describeCheck(check: Check, table: CheckTable): void {
  const cases: { readonly name: string; readonly item: CheckCase }[] = [];
  describe(check.id, () => {
    for (const [group, status] of Object.entries(statusOf) as [keyof CheckTable, Status][]) {
      for (const [name, item] of Object.entries(table[group] ?? {})) {
        cases.push({ name: `${group} ${name}`, item });
        it(`${group} ${name}`, () => {
          const finding = judge(check, item);
          expect(finding, finding.message).toMatchObject({ check: check.id, status });
          if (typeof item.says === 'string') expect(finding.message).toBe(item.says);
          else expect(finding.message).toMatch(item.says);
          if (item.severity !== undefined) expect(finding.severity).toBe(item.severity);
          expect(finding.message).not.toMatch(/\bshould\b|!|undefined|\[object/);
          // Evidence was frozen all the way down, so a second answer can only differ by hidden state.
          expect(judge(check, item)).toEqual(finding);
        });
      }
    }
    for (const facet of check.requires) {
      it(`does not guess when ${facet} may not be read`, () => {
        for (const { name, item } of [{ name: 'bare', item: {} }, ...cases]) {
          for (const cause of unreadableCauses) {
            const finding = judge(check, { ...item, unreadable: { ...item.unreadable, [facet]: cause } });
            expect(finding.status, `${name}, ${cause}`).toBe('unknown');
            expect(finding.obstacles, `${name}, ${cause}`).toContainEqual(expect.objectContaining({ facet, cause }));
          }
        }
      });
    }
    for (const facet of check.consults) {
      it(`does not turn its verdict round when ${facet} may not be read`, () => {
        for (const { name, item } of cases) {
          const { status } = judge(check, item);
          for (const cause of unreadableCauses) {
            const blind = judge(check, { ...item, unreadable: { ...item.unreadable, [facet]: cause } });
            expect(blind.status, `${name}, ${cause}`).not.toBe('error');
            if (status === 'fail') expect(blind.status, `${name}, ${cause}`).not.toBe('pass');
            if (status === 'pass') expect(blind.status, `${name}, ${cause}`).not.toBe('fail');
          }
        }
      });
    }
  });
}
