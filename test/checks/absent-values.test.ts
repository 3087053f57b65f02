import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { azureAiChecks } from '../../src/checks/azure-ai-list.ts';
import { azureChecks } from '../../src/checks/azure-list.ts';
import type { Check } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Evidence } from '../../src/evidence/index.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import { parseEvidence } from '../../src/evidence/parse.ts';
import { contextOf } from '../support/describe-check.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** Every place of a JSON value that holds no other, as the keys that lead to it. */
const leavesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]))
    : [path];

/** The value without one of its members. */
function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? without(item, rest) : (item as unknown)));
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== key)
      : entries.map(([name, member]) => [name, name === key ? without(member, rest) : (member as unknown)]),
  );
}

/** What no sentence for people says: a placeholder, a gap where a word was meant to be, or a value of the language. */
const unreadable = /\bundefined\b|\bnull\b|\bNaN\b|\[object|is not told, which|a kind that| {2}|^\s|\s$|\s[,;:]/;

async function sentencesOf(evidence: Evidence, checks: readonly Check[]): Promise<readonly string[]> {
  const { target, declared, collectedAt } = evidence;
  const context = { ...contextOf(declared, evidence.provider), target, collectedAt: Date.parse(collectedAt) };
  return evaluate(evidence, checks, context).flatMap(({ check, status, message, details = [] }) => [
    ...(status === 'error' ? [`${check} threw: ${message}`] : []),
    ...[message, ...details].filter((text) => unreadable.test(text)).map((text) => `${check}: ${text}`),
  ]);
}

describe.each([
  ['azure', azureChecks],
  ['azure-ai', azureAiChecks],
] as const)('sentences of the checks of %s', (provider, checks) => {
  const cases = readdirSync(join(fixtures, provider)).filter((name) => name.startsWith('compliant-'));

  it.each(cases)('can be read whatever member %s leaves out', async (name) => {
    const evidence = JSON.parse(readFileSync(join(fixtures, provider, name, 'evidence.json'), 'utf8')) as Evidence;
    const facets = Object.entries<Observation<unknown>>(evidence.facets);
    const paths = facets.flatMap(([facet, observation]) =>
      observation.state === 'present' ? leavesOf(observation.value).map((path) => [facet, 'value', ...path]) : [],
    );
    const wrong: string[] = [];
    for (const path of paths) {
      // What its schema requires cannot be left out by the service.
      const parsed = await parseEvidence({ ...evidence, facets: without(evidence.facets, path) });
      if (parsed.ok) wrong.push(...(await sentencesOf(parsed.evidence, checks)).map((text) => `${path.join('.')}: ${text}`));
    }
    expect(paths.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});
