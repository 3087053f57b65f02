import { describe, expect, it } from 'vitest';
import type { Check, CheckContext, Severity } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Finding, Status } from '../../src/core/finding.ts';
import { newestEdition } from '../../src/evidence/declared.ts';
import {
  facetTables,
  type Evidence,
  type FacetName,
  type FacetValue,
  type ProviderName,
  type TargetRef,
} from '../../src/evidence/index.ts';
import { absent, present, unreadable, unreadableCauses, type UnreadableCause } from '../../src/evidence/observation.ts';

/** One line of a table: what the services say, what is declared, and what the check answers. */
export interface CheckCase<P extends ProviderName = 'aws'> {
  /** Facets by name; `null` and every facet that is not mentioned are absent. */
  readonly given?: { readonly [F in FacetName<P>]?: FacetValue<P, F> | null };
  /** Facets that could not be read, with the cause. */
  readonly unreadable?: { readonly [F in FacetName<P>]?: UnreadableCause };
  readonly with?: Partial<CheckContext>;
  readonly says: string | RegExp;
  readonly severity?: Severity;
  readonly key?: string;
}

type Group<P extends ProviderName> = Readonly<Record<string, CheckCase<P>>>;

/** Groups of cases; the name of a group tells the status that every case in it must have. */
export interface CheckTable<P extends ProviderName = 'aws'> {
  readonly 'passes when'?: Group<P>;
  readonly 'fails when'?: Group<P>;
  readonly 'does not apply when'?: Group<P>;
  readonly 'asks when'?: Group<P>;
  readonly 'cannot tell when'?: Group<P>;
}

/** A case of any provider, as the engine sees it. */
interface AnyCase {
  readonly given?: Readonly<Record<string, unknown>>;
  readonly unreadable?: Readonly<Record<string, UnreadableCause | undefined>>;
  readonly with?: Partial<CheckContext>;
  readonly says: string | RegExp;
  readonly severity?: Severity;
  readonly key?: string;
}

const statusOf = {
  'passes when': 'pass',
  'fails when': 'fail',
  'does not apply when': 'not-applicable',
  'asks when': 'manual',
  'cannot tell when': 'unknown',
} as const satisfies Record<keyof CheckTable, Status>;

const collectedAt = '2026-11-21T12:00:00.000Z';

const aiTarget =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/acme-ai/providers/Microsoft.MachineLearningServices/workspaces/acme-hub';

const targets: { readonly [P in ProviderName]: TargetRef } = {
  aws: { uri: 's3://acme-wandb', bucket: 'acme-wandb' },
  gcs: { uri: 'gs://acme-wandb', bucket: 'acme-wandb' },
  's3-compatible': { uri: 's3://acme-wandb', bucket: 'acme-wandb', endpoint: 'https://minio.acme.example' },
  coreweave: { uri: 'cw://acme-wandb', bucket: 'acme-wandb' },
  azure: {
    uri: 'az://acmestorage/wandb',
    bucket: 'wandb',
    account: 'acmestorage',
    resourceId:
      '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage',
  },
  uri: { uri: 'GORILLA_SUPPORTED_FILE_STORES', bucket: '' },
  'azure-ai': { uri: aiTarget, bucket: 'acme-hub', resourceId: aiTarget },
};

/** The context in which a case is judged unless it says otherwise: the newest edition, nothing declared. */
export const contextOf = (overrides: Partial<CheckContext> = {}, provider: ProviderName = 'aws'): CheckContext => ({
  edition: newestEdition,
  target: targets[provider],
  collectedAt: Date.parse(collectedAt),
  ...overrides,
});

/** Of a bucket that does not exist nothing else is absent; a case that does not speak of it is about one that may exist. */
const container = 'headBucket';

/** Evidence in which every facet is answered: the given ones as told, all others absent. */
export function evidenceOf(item: Omit<AnyCase, 'says'> = {}, provider: ProviderName = 'aws'): Evidence {
  const facets: Record<string, unknown> = {};
  for (const name of Object.keys(facetTables[provider])) {
    const value = item.given?.[name];
    const cause = item.unreadable?.[name];
    if (name === container && value === undefined && cause === undefined) continue;
    facets[name] = cause !== undefined ? unreadable(cause) : value === undefined || value === null ? absent() : present(value);
  }
  return {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider,
    target: contextOf(item.with, provider).target,
    collectedAt,
    tool: { name: 'byob-audit', version: '0.0.0-test' },
    facets,
  };
}

/** The one finding of one check; throws when the engine gives another number of findings. */
export function judge(check: Check, item: Omit<AnyCase, 'says'>): Finding {
  const [finding, ...more] = evaluate(
    deepFreeze(evidenceOf(item, check.provider)),
    [check],
    deepFreeze(contextOf(item.with, check.provider)),
  );
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
export function describeCheck<P extends ProviderName = 'aws'>(check: Check, table: CheckTable<P>): void {
  const cases: { readonly name: string; readonly item: AnyCase }[] = [];
  describe(check.id, () => {
    for (const [group, status] of Object.entries(statusOf) as [keyof CheckTable, Status][]) {
      for (const [name, item] of Object.entries<AnyCase>(table[group] ?? {})) {
        cases.push({ name: `${group} ${name}`, item });
        it(`${group} ${name}`, () => {
          const finding = judge(check, item);
          expect(finding, finding.message).toMatchObject({ check: check.id, status });
          if (typeof item.says === 'string') expect(finding.message).toBe(item.says);
          else expect(finding.message).toMatch(item.says);
          if (item.severity !== undefined) expect(finding.severity).toBe(item.severity);
          if (item.key !== undefined) expect(finding.key).toBe(item.key);
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
