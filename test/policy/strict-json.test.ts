import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonProblem, parseStrictJson, positionOf, type JsonNode } from '../../src/policy/strict-json.ts';

function plain(node: JsonNode): unknown {
  switch (node.type) {
    case 'object':
      return Object.fromEntries([...node.members].map(([name, member]) => [name, plain(member)]));
    case 'array':
      return node.items.map(plain);
    case 'string':
      return node.value;
    case 'number':
      return Number(node.value);
    case 'boolean':
      return node.value === 'true';
    case 'null':
      return null;
  }
}

describe('parseStrictJson', () => {
  it('agrees with JSON.parse on documents without duplicate members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(plain(parseStrictJson(text).root)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('accepts no text that JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
        ),
        (text) => {
          let strict = true;
          let language = true;
          try {
            parseStrictJson(text);
          } catch {
            strict = false;
          }
          try {
            JSON.parse(text);
          } catch {
            language = false;
          }
          expect(strict && !language).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'a occurs twice (line 1, column 8)'],
    ['{"a":[{\n"b":1,\n"\\u0062":2}]}', 'a[0].b occurs twice (line 3, column 1)'],
    ['{"a":1', 'a comma or a closing brace'],
    ['', 'it ends too early'],
    ['{} x', 'text follows the document'],
    ['"a\nb"', 'not closed'],
    ['[01]', 'a comma or a closing bracket'],
    ['"\\x"', 'an escape that JSON does not know'],
    ['['.repeat(5000), 'nested more than 64 levels deep'],
  ])('refuses %j', (text, problem) => {
    expect(() => parseStrictJson(text)).toThrow(problem);
  });

  it('says where the duplicate is', () => {
    try {
      parseStrictJson('{"a": {\n  "b": 1, "b": 2}}');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(JsonProblem);
      expect(error).toMatchObject({ problem: 'a.b occurs twice', path: 'a.b', at: 18 });
    }
  });
});

describe('positionOf', () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 3, 1],
    [6, 3, 3],
  ])('places offset %i in line %i, column %i', (at, line, column) => {
    expect(positionOf('ab\n\ncd', at)).toEqual({ line, column });
  });
});
