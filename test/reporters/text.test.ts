import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLine, safeJson } from '../../src/core/clean.ts';
import { printable } from '../../src/policy/printable.ts';
import { shortJson, wrap } from '../../src/reporters/text.ts';

// oxlint-disable-next-line no-control-regex
const acts = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('clean', () => {
  it.each([
    ['an ANSI colour', '\u001b[31mred', '\\u{1b}[31mred'],
    ['an 8-bit control sequence', '\u009b2J', '\\u{9b}2J'],
    ['a carriage return', 'good\rbad', 'good\\u{d}bad'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ])('shows %s', (_, text, shown) => {
    expect(clean(text)).toBe(shown);
  });

  it('leaves ordinary text of any language alone', () => {
    expect(clean('Zürich 東京 🪣 a\tb\nc')).toBe('Zürich 東京 🪣 a\tb\nc');
    expect(cleanLine('a\n  b\tc')).toBe('a b c');
  });

  it('leaves nothing that acts on a terminal, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !acts.test(clean(text)) && !/\p{Surrogate}/u.test(clean(text))),
    );
  });
});

it('safeJson means the same as the JSON that it was given', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = safeJson(JSON.stringify({ [text]: text }));
      expect(JSON.parse(json)).toEqual({ [text]: text });
      return !acts.test(json);
    }),
  );
});

it('shortJson cuts long values', () => {
  expect(shortJson({ a: 'x'.repeat(500) }, 20)).toHaveLength(20);
  expect(shortJson(undefined, 20)).toBe('undefined');
});

it.each([0, 1])('cuts between characters and not inside of one', (shift) => {
  const long = 'x'.repeat(shift) + '🪣'.repeat(40);
  expect(shortJson(long, 20)).toMatch(/^"x?🪣+…$/u);
  expect(wrap(long, 20).join('')).toBe(long);
  for (const line of wrap(long, 20)) expect(line).not.toMatch(/\p{Surrogate}/u);
  expect(printable(long, 20)).toMatch(/^x?🪣+…$/u);
});

describe('wrap', () => {
  it('keeps every character but blanks, and no line is too long', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 8, max: 60 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.filter((line) => line.length > width)).toEqual([]);
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});
