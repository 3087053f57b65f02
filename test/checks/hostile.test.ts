import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/all.ts';
import type { CheckContext } from '../../src/core/check.ts';
import type { Finding } from '../../src/core/finding.ts';
import { exitOf } from '../../src/core/exit-code.ts';
import { defaultGate } from '../../src/core/gate.ts';
import { tally, type Reporter } from '../../src/core/report.ts';
import { cloudProviders, type Evidence } from '../../src/evidence/index.ts';
import { parseEvidence } from '../../src/evidence/parse.ts';
import { reporterNames, reporters } from '../../src/reporters/index.ts';
import { debatableIds } from '../../src/requirements/debatable.ts';
import { changeTexts, countTexts, hostileTexts, judgeEvidence, problemsOf, unprintable } from '../support/hostile.ts';
import { options } from '../reporters/sample.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const recordingsOf = (provider: string): readonly unknown[] =>
  readdirSync(join(fixtures, provider)).map(
    (name) => JSON.parse(readFileSync(join(fixtures, provider, name, 'evidence.json'), 'utf8')) as unknown,
  );

const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 12 }));
const change = fc.record({ at: fc.nat(), text, how: fc.constantFrom('instead', 'before', 'behind') });
/** What people declare, and hostile texts behind what is well formed. */
const declared = fc.record(
  {
    principal: text.map((more) => `arn:aws:iam::111122223333:role/${more}`),
    kmsKey: fc.oneof(
      text,
      text.map((more) => `arn:aws:kms:eu-central-1:111122223333:key/${more}`),
    ),
    account: text,
    region: text.map((more) => `eu-central-1${more}`),
    tenant: text,
    issuer: text.map((more) => `https://${more}`),
    orgId: text,
    origins: fc.array(
      text.map((more) => `https://a${more}`),
      { maxLength: 2 },
    ),
    clientCidrs: fc.array(
      text.map((more) => `203.0.113.0/24${more}`),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const rules = fc
  .constantFrom('strict' as const, 'lenient' as const, undefined)
  .map((stance): NonNullable<CheckContext['rules']> => Object.fromEntries(debatableIds.map((id) => [id, stance])));

type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;
function poisoned(recording: unknown, changes: readonly Change[], more: object): unknown {
  const total = countTexts(recording);
  const byPlace = new Map(changes.map((one) => [one.at % total, one]));
  let place = -1;
  const evidence = changeTexts(recording, (known) => {
    place += 1;
    const found = byPlace.get(place);
    if (found === undefined) return known;
    return found.how === 'instead' ? found.text : found.how === 'before' ? found.text + known : known + found.text;
  }) as { readonly declared?: object };
  return { ...evidence, declared: { ...evidence.declared, ...more } };
}

describe.each(cloudProviders)('whatever a recording of %s holds', (provider) => {
  const recordings = recordingsOf(provider);
  const anyEvidence = fc
    .tuple(fc.constantFrom(...recordings), fc.array(change, { minLength: 1, maxLength: 5 }), fc.oneof(fc.constant({}), declared))
    .map(([recording, changes, more]) => poisoned(recording, changes, more));

  it('findings are fit for a terminal and commands for a shell', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(anyEvidence, rules, async (input, chosen) => {
      const parsed = await parseEvidence(input);
      fc.pre(parsed.ok);
      expect(judgeEvidence(parsed.evidence, checks, { rules: chosen }).flatMap(problemsOf)).toEqual([]);
    });
    await fc.assert(property, { numRuns: provider === 'aws' ? 400 : 150 });
  });

  it('reports are fit for a terminal and for readers of JSON and XML', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(anyEvidence, async (input) => {
      const parsed = await parseEvidence(input);
      fc.pre(parsed.ok);
      const findings = judgeEvidence(parsed.evidence, checks, {});
      for (const name of reporterNames) {
        const written = render((await reporters[name]())({ ...options, verbose: true }), parsed.evidence, findings);
        expect(unprintable.exec(written.replaceAll('\n', ''))).toBeNull();
        // What XML 1.0 forbids beyond that; JSON and terminals have no use for it either.
        expect(written).not.toMatch(/[\ufffe\uffff]|\p{Surrogate}/u);
        if (name === 'json') expect(JSON.parse(written)).toHaveProperty('findings.length', findings.length);
        if (name === 'ndjson') for (const line of written.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
        if (name === 'junit')
          expect(written.replaceAll(/<\/?[a-z?][^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#10;|#9;)/);
      }
    });
    await fc.assert(property, { numRuns: 30 });
  });
});

function render(
  reporter: Reporter,
  { target, provider, collectedAt, declared: said = {}, tool }: Evidence,
  findings: readonly Finding[],
): string {
  const total = tally();
  const report = { target: { uri: target.uri, provider, collectedAt, declared: said }, findings };
  total.add(report);
  const summary = total.summary();
  const header = { schemaVersion: 1, tool, edition: '2026-02', startedAt: collectedAt, checks } as const;
  return reporter.begin(header) + reporter.target(report) + reporter.end({ summary, exit: exitOf(summary, defaultGate) });
}
