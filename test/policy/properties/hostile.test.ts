import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/policy/aws/document/document.ts';
import {
  bucketArn,
  documented,
  ownerStatement,
  policyOf,
  statementOf,
  textOf,
  wandb,
  type Kind,
  type Written,
} from '../../support/policies.ts';
import { findingsOf } from '../../support/policy-verdict.ts';

const numRuns = 150;
/** C0, DEL, C1, line and paragraph separators, and the marks that turn the direction of text. */
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const placed = /line \d+|Statement|Version|the document|it has \d+ bytes/;

/** Reads the text and asks every check: nothing throws, and a refusal says where. */
function judged(kind: Kind, text: string): readonly string[] {
  const read = readPolicy(text, kind);
  const problem = read.ok ? [] : [read.problem];
  for (const message of problem) expect(message).toMatch(placed);
  const findings = findingsOf(text, { kind });
  expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
  if (!read.ok)
    expect(findings.filter(({ check, status }) => status === 'pass' && /grants|deny|wandb|tls/.test(check))).toEqual([]);
  return [
    ...problem,
    ...findings.flatMap(({ message, details = [], remediation }) => [
      message,
      ...details,
      ...(remediation === undefined ? [] : [remediation.summary, ...(remediation.commands ?? [])]),
    ]),
    ...findings.flatMap(({ evidence = [] }) => strings(evidence.map(({ value }) => value))),
  ];
}
const strings = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...strings(inner)])
      : [];
const expectPrintable = (texts: readonly string[]): void => {
  for (const text of texts) expect(text).not.toMatch(unprintable);
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '\u001b[31mred\u001b[0m',
    'a\nb',
    '\u202egpj.exe',
    '\u2028',
    '\u0000',
    '\u009b2J',
    '__proto__',
    'constructor',
    '${',
    '${aws:username}',
    '"; rm -rf "',
    '*'.repeat(40),
  ),
);
/** A statement in the right shape with anything in its strings. */
const hostile = (kind: Kind): fc.Arbitrary<Written> =>
  fc
    .tuple(
      statementOf(kind),
      anyText,
      anyText,
      fc.constantFrom('Sid', 'Resource', 'AWS', 'key', 'value', 'operator', 'Action', 'more'),
    )
    .map(([statement, text, other, where]) => {
      const { Condition: _condition, ...plain } = statement;
      const { Principal: _principal, NotPrincipal: _not, ...nobody } = plain;
      const { Resource: _resource, NotResource: _notResource, ...nothing } = plain;
      const { Action: _action, NotAction: _notAction, ...idle } = plain;
      switch (where) {
        case 'Sid':
          return { ...statement, Sid: text };
        case 'Resource':
          return { ...nothing, Resource: [`${bucketArn}/${text}*`, `${bucketArn}/*${other}`] };
        case 'AWS':
          return { ...nobody, Principal: { AWS: [text, wandb.dedicated] } };
        case 'key':
          return { ...plain, Condition: { StringNotEquals: { [`aws:${text}`]: other, [text]: text } } };
        case 'value':
          return { ...plain, Condition: { StringLike: { 'aws:PrincipalArn': [text, `*${other}`], 'aws:SourceVpce': text } } };
        case 'operator':
          return { ...plain, Condition: { [text]: { 'aws:SourceIp': other } } };
        case 'Action':
          return { ...idle, Action: [text, `s3:${other}`] };
        case 'more':
          return { ...statement, [text]: other };
      }
    });

describe.each<Kind>(['bucket', 'key'])('a %s policy text', (kind) => {
  it('of arbitrary JSON is refused or judged, never thrown on', () => {
    const document = fc.oneof(
      fc.jsonValue(),
      fc.record({ Version: fc.oneof(fc.constant('2012-10-17'), fc.jsonValue()), Statement: fc.jsonValue() }),
      fc.record({
        Version: fc.constant('2012-10-17'),
        Statement: fc.array(
          fc.record(
            {
              Sid: fc.jsonValue(),
              Effect: fc.oneof(fc.constantFrom('Allow', 'Deny', 'allow'), fc.jsonValue()),
              Principal: fc.oneof(fc.constant('*'), fc.record({ AWS: fc.jsonValue() }), fc.jsonValue()),
              Action: fc.oneof(fc.constant('*'), fc.jsonValue()),
              Resource: fc.oneof(fc.constant('*'), fc.jsonValue()),
              Condition: fc.oneof(fc.constant({ Bool: { 'aws:SecureTransport': false } }), fc.jsonValue()),
            },
            { requiredKeys: ['Effect', 'Action'] },
          ),
          { maxLength: 3 },
        ),
      }),
    );
    fc.assert(
      fc.property(document, (value) => {
        expectPrintable(judged(kind, JSON.stringify(value)));
      }),
      { numRuns },
    );
  });

  it('with a few bytes changed is refused or judged, never thrown on', () => {
    const change = fc.record({
      at: fc.nat(),
      drop: fc.nat({ max: 3 }),
      put: fc.oneof(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '*', '?', '$', ' ', '\n', '\t'), anyText),
    });
    fc.assert(
      fc.property(policyOf(kind), fc.array(change, { minLength: 1, maxLength: 3 }), (policy, changes) => {
        let text = textOf(policy);
        for (const { at, drop, put } of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + drop);
        }
        expectPrintable(judged(kind, text));
      }),
      { numRuns },
    );
  });

  it('cut off anywhere is refused', () => {
    const text = textOf([documented(kind, 'dedicated'), ownerStatement]);
    for (let length = 0; length < text.length; length += 1) {
      const read = readPolicy(text.slice(0, length), kind);
      expect(read, String(length)).toMatchObject({ ok: false });
      expect(read.ok ? '' : read.problem).toMatch(/line 1\b/);
    }
  });

  it('prints no control characters, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.array(hostile(kind), { minLength: 1, maxLength: 3 }), (policy) => {
        const base = [...policy, documented(kind, 'dedicated')];
        expectPrintable(judged(kind, textOf(base)));
      }),
      { numRuns },
    );
  });

  it('nested as deep as one likes is refused', () => {
    for (const depth of [70, 1_000, 100_000]) {
      expect(readPolicy('['.repeat(depth), kind)).toMatchObject({ ok: false });
      expect(readPolicy('{"Statement":'.repeat(depth), kind)).toMatchObject({ ok: false });
    }
  });
});
