import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junit } from '../../src/reporters/junit.ts';
import { fail } from '../../src/core/check.ts';
import { options, render, sampleChecks } from './sample.ts';

const schemas = join(import.meta.dirname, '../../../shared/data/schemas');
const dialects = ['junit-windy.xsd', 'junit-10.xsd'].filter((name) => existsSync(join(schemas, name)));

const runs: readonly (readonly [string, string])[] = [
  ['every status', render(junit(options))],
  ['two targets', render(junit(options), ['acme', 'b.c.d'])],
  ['unknowns allowed', render(junit({ ...options, allowUnknown: true }))],
  ['no target at all', render(junit(options), [])],
  ['no finding at all', render(junit(options), ['acme'], [])],
];

const problems = async (xml: string, schema?: string): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    ...(schema === undefined ? {} : { schema: [{ fileName: schema, contents: readFileSync(join(schemas, schema), 'utf8') }] }),
  } as Parameters<typeof validateXML>[0]);
  return errors.map(({ message }) => message);
};

describe.each(runs)('JUnit XML of %s', (_, xml) => {
  it('is well-formed, and valid in both published dialects where their schemas are at hand', async () => {
    expect(await Promise.all(dialects.map((name) => problems(xml, name)))).toEqual(dialects.map(() => []));
    // Without the schemas, what they say about our part is asserted here.
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites>\n/);
    expect(xml.trimEnd().endsWith('</testsuites>')).toBe(true);
    for (const [head] of xml.matchAll(/<testsuite .*>/g)) {
      expect(head).toMatch(
        /^<testsuite name="[^"]+" package="byob-audit.aws" id="\d+" hostname="localhost" timestamp="2026-11-01T10:20:30" tests="\d+" failures="\d+" errors="\d+" skipped="\d+" time="0">$/,
      );
    }
    for (const [suite] of xml.matchAll(/<testsuite [\s\S]*?<\/testsuite>/g)) {
      const children = [...suite.matchAll(/^ {4}<(properties|testcase|system-out|system-err)/gm)].map(([, name]) => name);
      const cases = children.filter((name) => name === 'testcase');
      expect(children).toEqual(['properties', ...cases, 'system-out', 'system-err']);
    }
  });

  it('contains no character that XML 1.0 forbids', () => {
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  });

  it('counts what it contains', () => {
    for (const [suite] of xml.matchAll(/<testsuite [\s\S]*?<\/testsuite>/g)) {
      const said = /tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(suite)?.slice(1).map(Number);
      const found = ['testcase ', 'failure ', 'error ', 'skipped '].map((name) => suite.split(`<${name}`).length - 1);
      expect(said).toEqual(found);
    }
  });
});

describe('JUnit XML', () => {
  const xml = render(junit(options));
  const caseOf = (name: string): string =>
    new RegExp(`<testcase name="[^"]*aws/${name}:[\\s\\S]*?(?:/>|</testcase>)`).exec(xml)?.[0] ?? '';

  it.each([
    ['passes', 'time="0"/>'],
    ['fails-high', '<failure message="broken \\u{1b}[31m'],
    ['fails-low', '<failure message="small" type="byob.fail">small\nfix: Mend it</failure>'],
    ['throws', 'type="byob.error">error: '],
    ['unknown', '<error message="unknown: S3 GetBucketVersioning: access was denied'],
    [
      'asks',
      '<skipped message="manual: who">manual: who\nanswer: `--principal ARN|EMAIL|CLIENT-ID`, or `principal:` in byob-audit.yaml</skipped>',
    ],
    ['does-not-apply', '<skipped message="not-applicable: not here">not-applicable: not here</skipped>'],
  ])('shows %s as its state', (name, expected) => {
    expect(caseOf(name)).toContain(expected);
  });

  it('skips unknowns when they are allowed', () => {
    expect(render(junit({ ...options, allowUnknown: true }))).toContain('<skipped message="unknown: S3 GetBucketVersioning');
  });

  it('replaces the dots of a bucket name, at the last of which Jenkins would split', () => {
    expect(xml).toContain('classname="byob.aws.acme_wandb"');
  });
});

it('shows every character that XML 1.0 forbids by its number, in commands and details too', () => {
  const c0 = Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10].includes(code));
  for (const code of [...c0, 0xfffe, 0xffff, 0xd800, 0xdfff]) {
    const text = `a${String.fromCharCode(code)}b`;
    const check = {
      ...sampleChecks[0],
      evaluate: () =>
        fail(text, {
          details: [text],
          evidence: [{ facet: 'policy', path: text, value: text }],
          fix: { summary: text, commands: [`aws '${text}'`] },
        }),
    };
    const xml = render(junit(options), ['acme'], [check]);
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/u);
    expect(xml.split(`a\\u{${code.toString(16)}}b`).length - 1).toBeGreaterThanOrEqual(6);
  }
});
