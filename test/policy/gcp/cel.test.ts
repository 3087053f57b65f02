import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCel } from '../../../src/policy/gcp/cel.ts';
import { becauseOfTest, evaluateCel, leavesOf, type GcsResource } from '../../../src/policy/gcp/condition.ts';
import { now } from './support.ts';

const bucket: GcsResource = { type: 'bucket', name: 'projects/_/buckets/acme' };
const object: GcsResource = { type: 'object', name: 'projects/_/buckets/acme/objects/team/a' };
const answer = (text: string, resource = object): string => evaluateCel(parseCel(text), resource, now).answer;

const past = 'timestamp("2026-01-01T00:00:00Z")';
const future = 'timestamp("2027-01-01T00:00:00.000Z")';

describe('conditions of IAM', () => {
  it.each([
    [`request.time < ${future}`, 'true'],
    [`request.time < ${past}`, 'false'],
    [`request.time <= ${future}`, 'true'],
    [`request.time > ${past}`, 'true'],
    [`request.time >= ${future}`, 'false'],
    [`request.time == ${past}`, 'false'],
    [`request.time != ${past}`, 'true'],
    [`${future} > request.time`, 'true'],
    [`${past} >= request.time`, 'false'],
    ['request.time < timestamp("2026-11-01T01:30:00+02:00")', 'false'],
    ["resource.name.startsWith('projects/_/buckets/acme/objects/team/')", 'true'],
    ['resource.name.startsWith("projects/_/buckets/acme")', 'true'],
    ['resource.name.startsWith("projects/_/buckets/other")', 'false'],
    ['resource.name == "projects/_/buckets/acme/objects/team/a"', 'true'],
    ['"projects/_/buckets/acme/objects/team/a" != resource.name', 'false'],
    ['resource.type == "storage.googleapis.com/Object"', 'true'],
    ['resource.type == "storage.googleapis.com/Bucket"', 'false'],
    ['resource.type != "storage.googleapis.com/Bucket"', 'true'],
    ['resource.service == "storage.googleapis.com"', 'true'],
    ['resource.service == "compute.googleapis.com"', 'false'],
    ['true', 'true'],
    ['!false', 'true'],
    ['!(resource.type == "storage.googleapis.com/Object")', 'false'],
    ['!resource.name.startsWith("projects/_/buckets/other")', 'true'],
    ['true && false || true', 'true'],
    ['true && (false || true)', 'true'],
    ['false && resource.matchTag("x", "y")', 'false'],
    ['true || resource.matchTag("x", "y")', 'true'],
    ['true && resource.matchTag("x", "y")', 'unknown'],
    ['(resource.type == "storage.googleapis.com/Object")', 'true'],
    ['request.time\n  < // until then\n  timestamp("2027-01-01T00:00:00Z")', 'true'],
  ])('%s is %s', (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it.each([
    ['request.time.getHours("Europe/Berlin") < 17'],
    ['resource.name.endsWith("/a")'],
    ['resource.name.extract("/objects/{x}") == "team"'],
    ['resource.name.startsWith("a", "b")'],
    ['resource.name.startsWith("a" + "b")'],
    ['resource.name.startsWith(r"projects")'],
    ['resource.name.startsWith("\\u0070rojects")'],
    ['api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("team")'],
    ['request.auth.claims.sub == "x"'],
    ['resource.type in ["storage.googleapis.com/Object"]'],
    ['request.time < timestamp("tomorrow")'],
    ['request.time < timestamp("2026-02-30")'],
    ['request.time < duration("3600s")'],
    ['request.time - duration("3600s") < timestamp("2027-01-01T00:00:00Z")'],
    ['true ? true : true'],
    ['resource.name < "x"'],
    ['(true) == true'],
    ['!resource.name'],
    ['-1 < 2'],
    ['resource.tags["x"] == "y"'],
    ['"unclosed'],
    ['true &&'],
    ['(true'],
    ['true true'],
    ['#'],
    [''],
  ])('%s is not decided', (text) => {
    expect(answer(text)).toBe('unknown');
  });

  it('gives up on what is nested or repeated without end', () => {
    for (const hostile of [
      `${'('.repeat(200)}true${')'.repeat(200)}`,
      `${'!'.repeat(200)}true`,
      `${'-'.repeat(200)}1 == 1`,
      `${'f('.repeat(200)}1${')'.repeat(200)}`,
      `${'true && '.repeat(2000)}true`,
    ])
      expect(answer(hostile)).toBe('unknown');
  });

  it('leaves a name open while the bucket is not known', () => {
    const resource = { type: 'bucket', name: undefined } as const;
    const decided = evaluateCel(parseCel('resource.name.startsWith("projects/_/buckets/acme")'), resource, now);
    expect(decided.answer).toBe('unknown');
    expect(becauseOfTest(decided, resource, now)).toContain('depends on the bucket, which is not known');
  });

  it('names the test that decides', () => {
    const expired = evaluateCel(parseCel(`resource.type == "x" || request.time < ${past}`), bucket, now);
    expect(becauseOfTest(expired, bucket, now)).toBe('resource.type == "x" is false for storage.googleapis.com/Bucket');
    const late = evaluateCel(parseCel(`true && request.time < ${past}`), bucket, now);
    expect(becauseOfTest(late, bucket, now)).toBe(`it has expired: request.time < ${past}, and it is 2026-11-01T00:00:00.000Z`);
  });
});

describe('any expression', () => {
  const leaf = fc.constantFrom(
    `request.time < ${past}`,
    `request.time < ${future}`,
    'resource.name.startsWith("projects/_/buckets/acme")',
    'resource.type == "storage.googleapis.com/Bucket"',
    'resource.matchTag("a", "b")',
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('expression').map((x) => `!(${x})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} && ${b})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} || ${b})`),
    ),
  }));
  const opposite: Readonly<Record<string, string>> = { true: 'false', false: 'true', unknown: 'unknown' };

  it('keeps the laws of De Morgan and of double negation', () => {
    fc.assert(
      fc.property(expression, expression, (a, b) => {
        expect(answer(`!(${a} && ${b})`)).toBe(answer(`!(${a}) || !(${b})`));
        expect(answer(`!(!(${a}))`)).toBe(answer(a));
        expect(answer(`!(${a})`)).toBe(opposite[answer(a)]);
        expect(answer(`(${a}) && (${b})`)).toBe(answer(`(${b}) && (${a})`));
      }),
    );
  });

  it('never throws, whatever the text, and keeps every test of what it understood', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from('()&|!"\'.<=>, ab\\\n')) })), (text) => {
        expect(leavesOf(parseCel(text)).length).toBeGreaterThan(0);
        expect(['true', 'false', 'unknown']).toContain(answer(text));
      }),
    );
  });
});

it('decides nothing about time when the moment is not known', () => {
  const past = 'timestamp("2020-01-01T00:00:00Z")';
  for (const text of [`request.time < ${past}`, `request.time != ${past}`, `!(request.time > ${past})`]) {
    const decided = evaluateCel(parseCel(text), object, Number.NaN);
    expect(decided.answer).toBe('unknown');
    expect(becauseOfTest(decided, object, Number.NaN)).toMatch(/cannot be told/);
  }
});
