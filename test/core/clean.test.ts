import { describe, expect, it } from 'vitest';
import { clean, cleanLine, safeJson } from '../../src/core/clean.ts';

/** What agents of CI systems would run. */
const runs = /##(?:vso)?\[|^\s*::[a-z]/im;

describe('a command of a CI system', () => {
  it.each([
    ['##vso[task.complete result=Succeeded;]DONE', '\\u{23}#vso[task.complete result=Succeeded;]DONE'],
    ['a ##[stop-commands]x', 'a \\u{23}#[stop-commands]x'],
    ['###[error]x', '#\\u{23}#[error]x'],
    ['::stop-commands::tok', '\\u{3a}:stop-commands::tok'],
    ['  ::error file=a.ts::x', '  \\u{3a}:error file=a.ts::x'],
    ['xxx::add-mask::y', 'xxx\\u{3a}:add-mask::y'],
  ])('%j is broken', (text, expected) => {
    expect(clean(text)).toBe(expected);
    for (const written of [clean(text), cleanLine(text), safeJson(JSON.stringify({ text }))]) expect(written).not.toMatch(runs);
    expect(JSON.parse(safeJson(JSON.stringify({ text })))).toEqual({ text });
  });

  it.each(['arn:aws:s3:::acme-wandb/*', 'arn:aws:iam::111122223333:role/x', '# heading', '## heading', 'fe80::1', 'std::vector'])(
    '%s is none',
    (text) => {
      expect(clean(text)).toBe(text);
      expect(safeJson(JSON.stringify(text))).toBe(JSON.stringify(text));
    },
  );

  it('is broken wherever a table wraps the line', () => {
    const text = `${'x'.repeat(40)}::stop-commands::tok`;
    for (let at = 0; at < text.length; at += 1)
      expect(`${clean(text).slice(0, at)}\n${clean(text).slice(at)}`).not.toMatch(/^::[a-z-]+::/m);
  });
});
