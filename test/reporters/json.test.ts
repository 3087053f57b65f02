import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/reporters/json.ts';
import { ndjson } from '../../src/reporters/ndjson.ts';
import { reportSchema } from '../../src/reporters/report-schema.ts';
import { hostile, render, sampleChecks } from './sample.ts';

interface Finding {
  readonly id: string;
  readonly check: string;
  readonly message: string;
}

describe('the JSON report', () => {
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(reportSchema);

  it.each([[[]], [['acme']], [['acme', 'other']]])('of the buckets %j is valid by its own schema', (buckets) => {
    valid(JSON.parse(render(json(), buckets)));
    expect(valid.errors ?? []).toEqual([]);
  });

  it('is refused by the schema when a member is missing', () => {
    const { summary: _, ...rest } = JSON.parse(render(json())) as Record<string, unknown>;
    expect(valid(rest)).toBe(false);
  });

  it('keeps what the bucket said, character by character', () => {
    const { findings } = JSON.parse(render(json())) as { readonly findings: readonly Finding[] };
    expect(findings.find(({ check }) => check === 'aws/fails-high')?.message).toBe(`broken ${hostile}`);
  });

  it('gives each finding an id of its own that is the same the next time', () => {
    const ids = (): readonly string[] =>
      (JSON.parse(render(json(), ['a-a', 'b-b'])) as { readonly findings: readonly Finding[] }).findings.map(({ id }) => id);
    expect(new Set(ids()).size).toBe(2 * sampleChecks.length);
    expect(ids()).toEqual(ids());
  });
});

describe('the NDJSON report', () => {
  const lines = render(ndjson(), ['acme', 'other'])
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly type: string });

  it('is framed by the run and its end, with a line for each target and finding', () => {
    const one = ['target', ...sampleChecks.map(() => 'finding')];
    expect(lines.map(({ type }) => type)).toEqual(['run', ...one, ...one, 'end']);
  });

  it('says of a finding what the JSON report says', () => {
    const { findings } = JSON.parse(render(json(), ['acme', 'other'])) as { readonly findings: readonly object[] };
    expect(lines.filter(({ type }) => type === 'finding')).toEqual(findings.map((finding) => ({ type: 'finding', ...finding })));
  });
});
