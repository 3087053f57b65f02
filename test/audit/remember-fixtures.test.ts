import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/all.ts';
import type { CheckContext } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { Finding } from '../../src/core/finding.ts';
import { remembering } from '../../src/audit/remember.ts';
import { newestEdition } from '../../src/evidence/declared.ts';
import { cloudProviders, type Evidence } from '../../src/evidence/index.ts';
import { parseEvidence } from '../../src/evidence/parse.ts';
import { seenFacets, type Seen } from '../../src/evidence/seen.ts';

// A remembered verdict that belongs to another bucket would be a false pass: in any order, and under any name, every
// bucket is told what it is told alone.

const root = join(import.meta.dirname, '../../fixtures');

interface Recording {
  readonly text: string;
  readonly bucket: string;
}

const recordingsOf = (provider: string): readonly Recording[] =>
  readdirSync(join(root, provider))
    .map((name) => join(root, provider, name, 'evidence.json'))
    .filter((file) => existsSync(file))
    .map((file) => {
      const text = readFileSync(file, 'utf8');
      const { target } = JSON.parse(text) as { readonly target: { readonly bucket?: string; readonly uri: string } };
      return { text, bucket: target.bucket ?? target.uri };
    });

async function findingsOf(text: string, seen?: Seen, judge?: ReturnType<typeof remembering>): Promise<readonly Finding[]> {
  const parsed = await parseEvidence(JSON.parse(text), seen);
  if (!parsed.ok) throw new Error(parsed.problem);
  const evidence: Evidence = parsed.evidence;
  const { declared, target, collectedAt } = evidence;
  const context: CheckContext = { ...declared, edition: newestEdition, target, collectedAt: Date.parse(collectedAt) };
  return evaluate(evidence, checks, context, judge);
}

describe.each(cloudProviders)('%s: what is remembered of other buckets', (provider) => {
  const recordings = recordingsOf(provider);

  it('changes no verdict', { timeout: 120_000 }, async () => {
    expect(recordings.length).toBeGreaterThan(10);
    const any = fc.record({
      recording: fc.constantFrom(...recordings),
      // The same bucket again, and others that are set up like it.
      name: fc.constantFrom(undefined, 'acme-wandb-1', 'acme-wandb-2'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 20, maxLength: 60 }), async (buckets) => {
        const [seen, judge] = [seenFacets(), remembering()];
        for (const { recording, name } of buckets) {
          const text = name === undefined ? recording.text : recording.text.replaceAll(recording.bucket, name);
          expect(await findingsOf(text, seen, judge)).toEqual(await findingsOf(text));
        }
      }),
      { numRuns: 8 },
    );
  });
});
