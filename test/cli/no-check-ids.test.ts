import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';
import { checks } from '../../src/checks/all.ts';

const cli = join(import.meta.dirname, '../../src/cli');
const ids = new Set(checks.map(({ id }) => id));

/** Every literal text of a file, those of templates included. */
function textsIn(source: string): readonly string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(walk);
      return;
    }
    const node = value as Readonly<Record<string, unknown>>;
    if (node['type'] === 'Literal' && typeof node['value'] === 'string') texts.push(node['value']);
    if (node['type'] === 'TemplateElement') texts.push((node['value'] as { readonly raw: string }).raw);
    // The path of a module is no id.
    for (const [key, child] of Object.entries(node)) if (key !== 'source') walk(child);
  };
  const { program, errors } = parseSync('file.ts', source);
  expect(errors).toEqual([]);
  walk(program);
  return texts;
}

const idsIn = (source: string): readonly string[] =>
  textsIn(source)
    .flatMap((text) => text.match(/[a-z0-9-]+\/[a-z0-9-]+/g) ?? [])
    .filter((word) => ids.has(word));

it('the command line knows no check: what decides lives below it', () => {
  const files = readdirSync(cli, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => idsIn(readFileSync(join(cli, file), 'utf8')).map((id) => `${file} names ${id}`));
  expect(files.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

it('a check that the command line would name is seen', () => {
  expect(idsIn("const a = 'aws/versioning';")).toEqual(['aws/versioning']);
  expect(idsIn('const a = `${x} see aws/tls-only`; // aws/prefix')).toEqual(['aws/tls-only']);
});
