import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob, containsGlob, globsIntersect, matchesGlob, relate } from '../../../../src/policy/aws/pattern/glob.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 });
const oracle = (source: string): RegExp =>
  new RegExp(`^${source.replaceAll('/', '\\/').replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's');

describe('globs', () => {
  it('match what the equivalent regular expression matches', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matchesGlob(compileGlob(p), t)).toBe(oracle(p).test(t));
      }),
      { numRuns: 2000 },
    );
  });

  it('contain only what they match', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (a, b, t) => {
        if (containsGlob(compileGlob(a), compileGlob(b)) && matchesGlob(compileGlob(b), t))
          expect(matchesGlob(compileGlob(a), t)).toBe(true);
        expect(containsGlob(compileGlob(a), compileGlob(a))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('intersect when one text matches both, in either order', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (a, b, t) => {
        const [x, y] = [compileGlob(a), compileGlob(b)];
        expect(globsIntersect(x, y)).toBe(globsIntersect(y, x));
        if (matchesGlob(x, t) && matchesGlob(y, t)) expect(globsIntersect(x, y)).toBe(true);
        if (containsGlob(x, compileGlob(t))) expect(globsIntersect(x, compileGlob(t))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['a*b', 'b*a', false],
    ['*b', 'a*', true],
    ['??', '?', false],
    ['*', '', true],
  ])('%s and %s have a common text: %s', (a, b, expected) => {
    expect(globsIntersect(compileGlob(a), compileGlob(b))).toBe(expected);
  });

  it.each([
    ['arn:aws:s3:::b/*', true],
    ['arn:aws:s3:::b*', true],
    ['*', true],
    ['arn:aws:s3:::b/?*', true],
    ['arn:aws:s3:::b/??*', false],
    ['arn:aws:s3:::b/*.*', false],
    ['arn:aws:s3:::b', false],
  ])('%s covers every object: %s', (source, expected) => {
    expect(containsGlob(compileGlob(source), compileGlob('arn:aws:s3:::b/?*'))).toBe(expected);
  });

  it('survives hundreds of wildcards', () => {
    const many = compileGlob(`${'a*'.repeat(500)}b`);
    expect(matchesGlob(many, 'a'.repeat(20_000))).toBe(false);
    expect(globsIntersect(many, compileGlob(`${'*a'.repeat(500)}c`))).toBe(false);
  });

  it('knows the escapes and the uncertainty of policy variables', () => {
    expect(matchesGlob(compileGlob('a${*}b', true), 'a*b')).toBe(true);
    expect(matchesGlob(compileGlob('a${*}b', true), 'axb')).toBe(false);
    expect(relate(compileGlob('a/${aws:userid}/*', true), 'a/x/y')).toBe('unknown');
    expect(relate(compileGlob('a/${aws:userid}/*', true), 'b/x/y')).toBe('false');
    expect(relate(compileGlob('a/${aws:userid}/*', false), 'a/${aws:userid}/y')).toBe('true');
  });
});
