import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

// `npm run fixtures` runs the tests that import this, and no others (see vitest.config.ts).

const root = join(import.meta.dirname, '../..');

/** Whether golden files are written instead of compared. */
export const update = process.env['UPDATE'] === '1';

/** Compares a text with a golden file, whose path is below the root of the repository, or writes it under `UPDATE=1`. */
export function golden(file: string, text: string): void {
  const path = join(root, file);
  if (update && (!existsSync(path) || readFileSync(path, 'utf8') !== text)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text, `${file} differs; \`npm run fixtures\` writes it anew`).toBe(readFileSync(path, 'utf8'));
}

/**
 * A transcript whose passes are not counted, because each new check changes these numbers in every one:
 * `40 passed, 2 do not apply` becomes `… passed, … do not apply`. What is wrong stays counted.
 */
export const withoutTallies = (transcript: string): string =>
  transcript.replaceAll(/^( {2}|\d+ targets?.*: .*, )\d+ passed(?:, \d+ do(?:es)? not apply)?$/gm, '$1… passed, … do not apply');
