import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { survey, type Survey, type Term } from '../../../../src/policy/aws/verdict/coverage.ts';
import { compileGlob, matchesGlob } from '../../../../src/policy/aws/pattern/glob.ts';
import { shortestBelow } from '../../../../src/policy/aws/pattern/glob-below.ts';
import { and, not, or, ternary, type Ternary } from '../../../../src/policy/ternary.ts';

const term = (patterns: readonly string[], more: Partial<Term> = {}): Term => ({
  effect: 'Allow',
  isCertain: true,
  negated: false,
  patterns: patterns.map((pattern) => compileGlob(pattern, true)),
  ...more,
});
const deny = (patterns: readonly string[], more: Partial<Term> = {}): Term => term(patterns, { effect: 'Deny', ...more });
const limit = 100_000;
const bounds = { length: 1000, steps: limit };
const every = (terms: readonly Term[], root = 'b/'): Survey => survey(root, terms, 'false', bounds);

describe('survey', () => {
  it.each<[string, readonly Term[], string, string | undefined]>([
    ['nothing', [], 'false', 'b/a'],
    ['one pattern', [term(['b/*'])], 'true', undefined],
    ['keys of two characters and more', [term(['b/??*'])], 'false', 'b/a'],
    ['keys with a dot', [term(['b/*.*'])], 'false', 'b/a'],
    ['two patterns that are everything together', [term(['b/??*', 'b/?'])], 'true', undefined],
    ['two statements that are everything together', [term(['b/??*']), term(['b/?'])], 'true', undefined],
    ['three that leave out one length', [term(['b/?', 'b/??', 'b/????*'])], 'false', 'b/aaa'],
    ['all but keys that begin with a', [term(['b/*'], { negated: true }), term(['b/a*'])], 'false', 'b/b'],
    ['a complement and what it leaves out', [term(['b/x/*'], { negated: true }), term(['b/x/*'])], 'true', undefined],
    ['a complement of another bucket', [term(['c/*'], { negated: true })], 'true', undefined],
    ['a complement of one object', [term(['b/a'], { negated: true })], 'false', 'b/a'],
    ['a hole by a Deny', [term(['b/*']), deny(['b/private/*'])], 'false', 'b/private/'],
    ['the smaller of two holes', [term(['b/*']), deny(['b/private/*', 'b/*.key'])], 'false', 'b/.key'],
    ['a Deny on all but a folder', [term(['b/*']), deny(['b/ok/*'], { negated: true })], 'false', 'b/a'],
    ['a Deny that a complement takes back', [term(['b/*']), deny(['b/*'], { negated: true })], 'true', undefined],
    ['an uncertain Allow', [term(['b/*'], { isCertain: false })], 'unknown', 'b/a'],
    ['an uncertain Deny', [term(['b/*']), deny(['b/x*'], { isCertain: false })], 'unknown', 'b/x'],
    ['a hole behind an uncertain Deny', [term(['b/??*']), deny(['b/*'], { isCertain: false })], 'false', 'b/a'],
    ['a policy variable', [term(['b/${aws:userid}/*', 'b/a*'])], 'false', 'b/b'],
    ['a policy variable beside what is certain', [term(['b/${aws:userid}', 'b/?'])], 'unknown', 'b/aa'],
    ['a star as a character', [term(['b/${*}'])], 'false', 'b/a'],
    ['a complement of a star as a character', [term(['b/${*}'], { negated: true })], 'false', 'b/*'],
  ])('%s', (_, terms, answer, witness) => {
    expect(every(terms)).toMatchObject({ answer, witness });
  });

  it('reads a star in the beginning of the universe as a plain character', () => {
    expect(every([term(['b/${*}/*'])], 'b/*/').answer).toBe('true');
    expect(every([term(['b/x/*'])], 'b/*/')).toMatchObject({ answer: 'false', witness: 'b/*/a' });
  });

  it('finds a granted text, or knows that there is none', () => {
    const some = (terms: readonly Term[]): Survey => survey('b/', terms, 'true', bounds);
    expect(some([term(['b/x/*']), deny(['b/x/'])])).toMatchObject({ answer: 'true', witness: 'b/x/a' });
    expect(some([term(['b/x*']), deny(['b/x', 'b/x?*'])])).toMatchObject({ answer: 'false', witness: undefined });
    expect(some([term(['b/x*']), deny(['b/x?*'], { isCertain: false }), deny(['b/x'])])).toMatchObject({
      answer: 'unknown',
      witness: 'b/xa',
    });
  });

  it('prefers plain letters in a witness', () => {
    expect(every([term(['b/a*', 'b/b*', 'b/0*'])]).witness).toBe('b/c');
    const all = Array.from('abcdefghijklmnopqrstuvwxyz0123456789', (letter) => `b/${letter}*`);
    expect(every([term(all)])).toMatchObject({ answer: 'false', witness: 'b/\u0100' });
  });
});

// All texts of up to five characters over three letters: `c` stands for every other character.
const letters = ['a', 'b', 'c'];
const words = (length: number): readonly string[] =>
  length === 0 ? [''] : words(length - 1).flatMap((word) => letters.map((letter) => word + letter));
const keys = [1, 2, 3, 4, 5].flatMap(words);

const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 });
const anyTerm = fc
  .record({
    patterns: fc.array(fc.tuple(glob, fc.constantFrom('', '', '', '${aws:userid}')), { minLength: 1, maxLength: 3 }),
    effect: fc.constantFrom<Term['effect']>('Allow', 'Allow', 'Deny'),
    isCertain: fc.constantFrom(true, true, true, false),
    negated: fc.constantFrom(false, false, true),
  })
  .map(({ patterns, ...more }) =>
    term(
      patterns.map(([source, variable]) => `r/${source}${variable}`),
      more,
    ),
  );
const anyTerms = fc.array(anyTerm, { minLength: 1, maxLength: 4 });

function granted(terms: readonly Term[], text: string): Ternary {
  const sum = { Allow: 'false', Deny: 'false' } as { Allow: Ternary; Deny: Ternary };
  for (const { effect, isCertain, negated, patterns } of terms) {
    const taken = patterns
      .map((pattern): Ternary => (matchesGlob(pattern, text) ? (pattern.variables.length > 0 ? 'unknown' : 'true') : 'false'))
      .reduce(or);
    sum[effect] = or(sum[effect], and(isCertain ? 'true' : 'unknown', negated ? not(taken) : taken));
  }
  return and(sum.Allow, not(sum.Deny));
}

describe('survey and enumeration', () => {
  it.each(['true', 'false'] as const)('agree, looking for %s', (wanted) => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const found = survey('r/', terms, wanted, bounds);
        const answers = keys.map((key) => granted(terms, `r/${key}`));
        const expected = (['false', 'unknown', 'true'] as const)
          .toSorted((a, b) => (a === wanted ? -1 : b === wanted ? 1 : a === 'unknown' ? -1 : 1))
          .find((answer) => answers.includes(answer));
        // A pattern has at most four places, so three of them can tell apart longer texts than were enumerated.
        if (found.witness !== undefined) {
          expect(granted(terms, found.witness)).toBe(found.answer);
          const same = keys[answers.indexOf(found.answer === 'undecided' ? 'unknown' : found.answer)];
          if (same !== undefined) expect(found.witness.length).toBe(2 + same.length);
          else expect(found.witness.length).toBeGreaterThan(7);
        }
        if (found.witness === undefined || found.witness.length <= 7) expect(found.answer).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('agree on the shortest text below a root', () => {
    fc.assert(
      fc.property(glob, fc.constantFrom('', 'a', 'ab', 'ca'), (source, root) => {
        const pattern = compileGlob(source);
        const shortest = keys.map((key) => root + key).find((text) => matchesGlob(pattern, text));
        const found = shortestBelow(root, pattern);
        expect(found?.length).toBe(shortest?.length);
        if (found !== undefined) expect(matchesGlob(pattern, found) && found.startsWith(root)).toBe(true);
        {
          const { answer, witness } = survey(root, [term([source])], 'true', bounds);
          expect(answer).toBe(ternary(found !== undefined));
          expect(witness?.length).toBe(found?.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the order or repetition of terms and patterns', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const turned = [...terms, ...terms].map((one) => ({ ...one, patterns: one.patterns.toReversed() })).toReversed();
        const { answer, witness } = every(terms, 'r/');
        expect(every(turned, 'r/')).toMatchObject({ answer, witness });
      }),
    );
  });
});

describe('the bounds of a survey', () => {
  const many = (count: number, pattern: (n: number) => string): readonly string[] =>
    Array.from({ length: count }, (_, n) => pattern(n));

  it.each<[string, readonly Term[], number]>([
    ['a thousand folders', [term(many(1000, (n) => `b/folder-${n}/*`))], 20],
    ['a thousand folders that are taken away', [term(['b/*']), deny(many(1000, (n) => `b/folder-${n}/*`))], 60],
    ['hundreds of wildcards in one resource', [term([`b/${'*a'.repeat(400)}`]), term(['b/?*'])], 20],
    ['all keys with one of many letters', [term(['b/?*']), term(many(26, (n) => `b/*${String.fromCharCode(97 + n)}*`))], 20],
    [
      'endings of files',
      [
        deny(
          many(60, (n) => `b/*.type${n}`),
          { negated: true },
        ),
        term(['b/*']),
      ],
      20,
    ],
  ])('%s: few states', (_, terms, most) => {
    const { answer, states, steps } = every(terms);
    expect(answer).not.toBe('undecided');
    expect(states).toBeLessThan(most);
    expect(steps).toBeLessThan(limit);
  });

  it('gives up, and claims nothing, where the wildcards multiply', () => {
    const statements = many(100, (n) => `b/*${n % 10}*${n % 7}?????${n % 9}*${n % 3}*`);
    const terms = [term(['b/?*']), ...statements.map((pattern) => deny([`${pattern}!`, pattern]))];
    const hostile = [
      term(['b/*']),
      deny(
        statements.map((pattern) => `${pattern}?????????x`),
        { negated: true },
      ),
    ];
    expect(survey('b/', hostile, 'true', bounds)).toMatchObject({ answer: 'undecided', witness: undefined });
    for (const most of [1000, 20_000, limit]) {
      for (const wanted of ['true', 'false'] as const) {
        const { states, steps } = survey('b/', terms, wanted, { length: 1000, steps: most });
        expect(states).toBeLessThanOrEqual(most);
        // The last transition is begun below the limit.
        expect(steps).toBeLessThanOrEqual(most + 20_000);
      }
    }
  });

  it('does not look behind what decides', () => {
    const allows = many(26, (n) => `b/*${String.fromCharCode(97 + n)}*`).map((pattern) => term([pattern], { negated: true }));
    expect(survey('b/', [...allows, deny(['b/*'])], 'true', bounds)).toMatchObject({ answer: 'false', states: 1 });
    expect(survey('b/', [...allows, term(['b/*'])], 'false', bounds)).toMatchObject({ answer: 'true', states: 1 });
  });

  it('looks at no text beyond the greatest length', () => {
    const missing = term([`b/${'x'.repeat(10)}`], { negated: true });
    const upTo = (length: number): Survey => survey('b/', [missing], 'false', { length, steps: limit });
    expect(upTo(12)).toMatchObject({ answer: 'false', witness: `b/${'x'.repeat(10)}` });
    expect(upTo(11)).toMatchObject({ answer: 'true', witness: undefined });
  });

  it('gives up when there are more places than it numbers', () => {
    expect(every([term([`b/${'*a'.repeat(40_000)}`])])).toMatchObject({ answer: 'undecided', states: 0 });
  });
});
