import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { sameJson } from '../../../src/evidence/same.ts';
import { seenFacets } from '../../../src/evidence/seen.ts';

const evidence = (bucket: string, facets: unknown): unknown => ({
  kind: 'byob-audit/evidence',
  schemaVersion: 1,
  provider: 'aws',
  target: { uri: `s3://${bucket}`, bucket },
  collectedAt: '2026-11-01T00:00:00.000Z',
  tool: { name: 'byob-audit', version: '0.0.0' },
  facets,
});
const versioning = (Status: string) => ({ versioning: { state: 'present', value: { Status, undeclared: 1 } } });

describe('evidence beside earlier evidence', () => {
  it('is read as it is alone, and shares what reads the same', async () => {
    const seen = seenFacets();
    const texts = ['Enabled', 'Suspended', 'Enabled'].map((status) => ({
      ...versioning(status),
      policy: { state: 'absent', code: 'NoSuchBucketPolicy' },
    }));
    const read = [];
    for (const facets of texts) {
      const parsed = await parseEvidence(evidence('a', facets), seen);
      expect(parsed).toEqual(await parseEvidence(evidence('a', facets)));
      read.push(parsed.ok ? parsed.evidence.facets : {});
    }
    const [first, second, third] = read.map((facets) => ('versioning' in facets ? facets.versioning : undefined));
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });

  it('is refused as it is alone', async () => {
    const seen = seenFacets();
    await parseEvidence(evidence('a', versioning('Enabled')), seen);
    for (const facets of [versioning('On'), { ...versioning('Enabled'), unheard: {} }, null, 'x', undefined]) {
      const parsed = await parseEvidence(evidence('a', facets), seen);
      expect(parsed.ok).toBe(false);
      expect(parsed).toEqual(await parseEvidence(evidence('a', facets)));
    }
  });
});

describe('sameJson', () => {
  const texts = [
    'null',
    '0',
    '-0',
    '""',
    '"a"',
    '[]',
    '[0]',
    '[[0]]',
    '{}',
    '{"a":0}',
    '{"b":0}',
    '{"a":0,"b":0}',
    '{"b":0,"a":0}',
  ];
  const more = ['{"0":0}', '{"length":0}', '{"__proto__":{}}', '{"__proto__":{"a":0}}', 'true', 'false', '{"a":null}'];

  it('is true for what reads the same and for nothing else', () => {
    for (const a of [...texts, ...more])
      for (const b of [...texts, ...more]) expect(sameJson(JSON.parse(a), JSON.parse(b)), `${a} ${b}`).toBe(a === b);
  });

  it('calls nothing the same that is nested deeply', () => {
    const deep = (): unknown => JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(sameJson(deep(), deep())).toBe(false);
  });
});
