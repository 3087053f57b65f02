import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corsExcess } from '../../../src/policy/cors/exact.ts';
import { judgeCors } from '../../../src/policy/cors/judge.ts';
import { matchesStar, type CorsDialect, type CorsRule } from '../../../src/policy/cors/model.ts';
import { corsPlayer } from '../../../src/policy/cors/play.ts';
import { corsServices } from '../../../src/policy/cors/services.ts';
import { corsVerdict, documented, rulesOf } from './support.ts';

const some = (...values: string[]): fc.Arbitrary<string[]> => fc.shuffledSubarray(values);
const rules: fc.Arbitrary<CorsRule[]> = fc
  .array(
    fc.record({
      origins: some('*', 'https://*', 'https://wandb.ai', 'https://*.acme.com', 'https://x.acme.com'),
      methods: some('GET', 'HEAD', 'PUT', 'POST'),
      allowedHeaders: some('*', 'content-type', 'Content-MD5', 'x-ms-blob-type', 'x-*'),
      exposedHeaders: some('ETag', 'x-a', '*'),
      maxAge: fc.constantFrom(undefined, 3000),
    }),
    { maxLength: 4 },
  )
  .map((list) => list.map((rule, index) => ({ ...rule, index })));
const dialects = fc.constantFrom<CorsDialect>('s3', 'gcs', 'azure');
const declared = fc.constantFrom(undefined, ['https://wandb.ai'], ['https://x.acme.com', 'https://wandb.ai'], ['*']);
const verdict = (dialect: CorsDialect, list: readonly CorsRule[], origins: readonly string[] | undefined): string =>
  corsVerdict(dialect, list, origins).verdict;

describe.each([
  [
    'the order of list elements',
    (rule: CorsRule): CorsRule => ({
      ...rule,
      origins: rule.origins.toReversed(),
      methods: rule.methods.toReversed(),
      allowedHeaders: rule.allowedHeaders.toReversed(),
      exposedHeaders: rule.exposedHeaders.toReversed(),
    }),
  ],
  [
    'the letter case of header names',
    (rule: CorsRule): CorsRule => ({
      ...rule,
      allowedHeaders: rule.allowedHeaders.map((name) => name.toUpperCase()),
      exposedHeaders: rule.exposedHeaders.map((name) => name.toLowerCase()),
    }),
  ],
  ['a repeated element', (rule: CorsRule): CorsRule => ({ ...rule, origins: [...rule.origins, ...rule.origins] })],
  ['a further method', (rule: CorsRule): CorsRule => ({ ...rule, methods: [...rule.methods, 'DELETE'] })],
  ['a further exposed header', (rule: CorsRule): CorsRule => ({ ...rule, exposedHeaders: [...rule.exposedHeaders, 'x-more'] })],
])('a CORS verdict', (what, change) => {
  it(`does not depend on ${what}`, () => {
    fc.assert(
      fc.property(dialects, rules, declared, (dialect, list, origins) => {
        expect(verdict(dialect, list.map(change), origins)).toBe(verdict(dialect, list, origins));
      }),
    );
  });
});

describe('a CORS verdict', () => {
  it('is not changed by splitting a rule by method', () => {
    fc.assert(
      fc.property(dialects, rules, declared, (dialect, list, origins) => {
        const split = list
          .flatMap((rule) => rule.methods.map((method) => ({ ...rule, methods: [method] })))
          .map((rule, index) => ({ ...rule, index }));
        fc.pre(split.length > 0);
        expect(verdict(dialect, split, origins)).toBe(verdict(dialect, list, origins));
      }),
    );
  });

  it('is pass once the documented rule comes first', () => {
    fc.assert(
      fc.property(dialects, rules, declared, (dialect, list, origins) => {
        expect(verdict(dialect, [...rulesOf(dialect, [documented[dialect]]), ...list], origins)).toBe('pass');
      }),
    );
  });

  it('passes only when every origin that was declared works', () => {
    fc.assert(
      fc.property(
        dialects,
        rules,
        fc.constantFrom('https://wandb.ai', 'https://x.acme.com', 'http://other'),
        (dialect, list, origin) => {
          const passes = verdict(dialect, list, [origin]) === 'pass';
          expect(passes).toBe(list.length > 0 && corsPlayer(corsServices[dialect], list)(origin) === undefined);
        },
      ),
    );
  });

  it('holds for every origin when nothing was declared and it passes', () => {
    fc.assert(
      fc.property(
        dialects,
        rules,
        fc.constantFrom('https://wandb.ai', 'https://x.acme.com', 'http://other'),
        (dialect, list, origin) => {
          const passes = judgeCors(dialect, list, undefined).kind === 'works';
          expect(passes && corsPlayer(corsServices[dialect], list)(origin) !== undefined).toBe(false);
        },
      ),
    );
  });
});

describe('matchesStar', () => {
  it('is what the same pattern is as a regular expression', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        const expression = new RegExp(`^${one.replaceAll('.', String.raw`\.`).replaceAll('*', '.*')}$`);
        expect(matchesStar(one, other)).toBe(expression.test(other));
      }),
    );
  });
});

describe('hostile rules', () => {
  const texts = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, n) => `${prefix}*${n}`);
  it.each([
    ['thousands of origins', texts(5000, 'https://'), ['*']],
    ['thousands of headers', texts(201, 'https://'), texts(7000, 'x-')],
  ])('with %s are judged and not played without end', (_, origins, allowedHeaders) => {
    const rule = { origins, methods: ['GET', 'HEAD', 'PUT'], allowedHeaders, exposedHeaders: ['ETag'], maxAge: 1 };
    let asked = 0;
    const counted = {
      ...corsServices.s3,
      matchesHeader: (a: string, b: string) => ((asked += 1), corsServices.s3.matchesHeader(a, b)),
    };
    const play = corsPlayer(counted, [{ ...rule, index: 0 }]);
    for (const origin of origins) play(origin.replace('*', 'a'));
    expect(asked).toBeLessThanOrEqual(4 * allowedHeaders.length);
    expect(verdict('s3', [{ ...rule, index: 0 }], undefined)).toBe('depends');
  });
});

describe('what goes beyond the documented rule', () => {
  const excess = (dialect: CorsDialect, list: readonly CorsRule[]) => corsExcess(corsServices[dialect], list, ['etag']);
  const one: CorsRule = {
    index: 0,
    origins: ['*'],
    methods: ['PUT', 'GET', 'HEAD', 'POST'],
    allowedHeaders: ['*'],
    exposedHeaders: ['etag', 'x-a'],
    maxAge: 3600,
  };
  it('is told by rule', () => {
    expect(excess('s3', [one])).toEqual([{ index: 0, methods: ['POST'], exposed: ['x-a'] }]);
    expect(excess('s3', [{ ...one, methods: ['PUT'], exposedHeaders: ['ETag'] }])).toEqual([]);
  });

  it('stays the same when a rule is split by method or by origin, or comes twice', () => {
    fc.assert(
      fc.property(dialects, rules, (dialect, list) => {
        const number = (split: readonly CorsRule[]): readonly CorsRule[] => split.map((rule, index) => ({ ...rule, index }));
        const told = (of: readonly CorsRule[]) => {
          const all = excess(dialect, of);
          const sorted = (names: readonly string[]) => [...new Set(names)].toSorted();
          return [sorted(all.flatMap(({ methods }) => methods)), sorted(all.flatMap(({ exposed }) => exposed))];
        };
        const byMethod = number(list.flatMap((rule) => rule.methods.map((method) => ({ ...rule, methods: [method] }))));
        const byOrigin = number(list.flatMap((rule) => rule.origins.map((origin) => ({ ...rule, origins: [origin] }))));
        const twice = number(list.flatMap((rule) => [rule, rule]));
        for (const other of [byMethod, byOrigin, twice]) expect(told(other)).toEqual(told(list));
      }),
    );
  });
});
