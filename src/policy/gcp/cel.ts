import { tokensOf, type CelToken } from './cel-tokens.ts';

/** One test that this program can decide. Everything else in an expression stays unknown. */
export type CelTest =
  | { readonly on: 'time'; readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!='; readonly at: number }
  | { readonly on: 'name'; readonly operator: 'startsWith' | '==' | '!='; readonly value: string }
  | { readonly on: 'type' | 'service'; readonly operator: '==' | '!='; readonly value: string }
  | { readonly on: 'constant'; readonly value: boolean };

export interface CelLeaf {
  readonly kind: 'leaf';
  /** As written. */
  readonly text: string;
  /** Undefined for what is outside the subset. */
  readonly test: CelTest | undefined;
}

/** A Boolean expression of the Common Expression Language, as far as IAM conditions need it. */
export type CelExpression =
  | { readonly kind: 'and' | 'or'; readonly left: CelExpression; readonly right: CelExpression }
  | { readonly kind: 'not'; readonly inner: CelExpression }
  | CelLeaf;

type Value =
  | { readonly kind: 'name'; readonly path: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'timestamp'; readonly at: number }
  | { readonly kind: 'boolean'; readonly expression: CelExpression }
  | { readonly kind: 'other' };

class NotUnderstood extends Error {}

const deepest = 32;
const other = { kind: 'other' } as const;
const flipped: Readonly<Record<string, '<' | '<=' | '>' | '>=' | '==' | '!='>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Reads an expression. What cannot be read is one leaf without a test, so it is never decided. */
export function parseCel(text: string): CelExpression {
  const tokens = tokensOf(text);
  try {
    return tokens === undefined ? { kind: 'leaf', text, test: undefined } : read(text, tokens);
  } catch (error) {
    if (error instanceof NotUnderstood) return { kind: 'leaf', text, test: undefined };
    throw error;
  }
}

function read(text: string, tokens: readonly CelToken[]): CelExpression {
  let next = 0;
  const sees = (mark: string): boolean => {
    const token = tokens[next];
    return token?.kind === 'mark' && token.text === mark;
  };
  const take = (mark: string): boolean => {
    if (!sees(mark)) return false;
    next += 1;
    return true;
  };
  const expect = (mark: string): void => {
    if (!take(mark)) throw new NotUnderstood();
  };
  const leafFrom = (first: number, test: CelTest | undefined): CelLeaf => ({
    kind: 'leaf',
    text: text.slice(tokens[first]?.at ?? 0, tokens[next - 1]?.end ?? 0),
    test,
  });
  const deeper = (depth: number): number => {
    if (depth >= deepest) throw new NotUnderstood();
    return depth + 1;
  };

  function choice(depth: number): CelExpression {
    const first = next;
    const condition = either(depth);
    if (!take('?')) return condition;
    either(deeper(depth));
    expect(':');
    choice(deeper(depth));
    return leafFrom(first, undefined);
  }
  function either(depth: number): CelExpression {
    let left = both(depth);
    while (take('||')) left = { kind: 'or', left, right: both(depth) };
    return left;
  }
  function both(depth: number): CelExpression {
    let left = relation(depth);
    while (take('&&')) left = { kind: 'and', left, right: relation(depth) };
    return left;
  }
  function relation(depth: number): CelExpression {
    const first = next;
    const left = sum(depth);
    const operator = tokens[next];
    const isIn = operator?.kind === 'word' && operator.text === 'in';
    const known = operator?.kind === 'mark' ? flipped[operator.text] : undefined;
    if (operator === undefined || (!isIn && known === undefined))
      return left.kind === 'boolean' ? left.expression : leafFrom(first, undefined);
    next += 1;
    const right = sum(depth);
    if (isIn || known === undefined) return leafFrom(first, undefined);
    // `known` is the operator with its sides exchanged; exchanged twice it is the written one.
    return leafFrom(first, testOf(left, flipped[known] ?? known, right) ?? testOf(right, known, left));
  }
  function sum(depth: number): Value {
    let value = unary(depth);
    while (take('+') || take('-') || take('*') || take('/') || take('%')) {
      unary(depth);
      value = other;
    }
    return value;
  }
  function unary(depth: number): Value {
    if (take('!')) {
      const first = next;
      const inner = unary(deeper(depth));
      const expression = inner.kind === 'boolean' ? inner.expression : leafFrom(first, undefined);
      return { kind: 'boolean', expression: { kind: 'not', inner: expression } };
    }
    if (take('-')) {
      unary(deeper(depth));
      return other;
    }
    return member(depth);
  }
  function member(depth: number): Value {
    const first = next;
    let value = primary(depth);
    for (;;) {
      if (take('.')) {
        const field = tokens[next];
        if (field?.kind !== 'word') throw new NotUnderstood();
        next += 1;
        if (take('(')) {
          const [only, ...more] = list(')', depth);
          const begins =
            value.kind === 'name' && value.path === 'resource.name' && field.text === 'startsWith' && more.length === 0;
          value =
            begins && only?.kind === 'string'
              ? { kind: 'boolean', expression: leafFrom(first, { on: 'name', operator: 'startsWith', value: only.value }) }
              : other;
        } else value = value.kind === 'name' ? { kind: 'name', path: `${value.path}.${field.text}` } : other;
      } else if (take('(')) {
        const [only, ...more] = list(')', depth);
        const isTime = value.kind === 'name' && value.path === 'timestamp' && only?.kind === 'string' && more.length === 0;
        const at = isTime && rfc3339.test(only.value) ? Date.parse(only.value) : Number.NaN;
        value = Number.isNaN(at) ? other : { kind: 'timestamp', at };
      } else if (take('[')) {
        list(']', depth);
        value = other;
      } else return value;
    }
  }
  function primary(depth: number): Value {
    const first = next;
    const token = tokens[next];
    if (token === undefined) throw new NotUnderstood();
    next += 1;
    if (token.kind === 'string') return token.value === undefined ? other : { kind: 'string', value: token.value };
    if (token.kind === 'number') return other;
    if (token.kind === 'word') {
      if (token.text !== 'true' && token.text !== 'false') return { kind: 'name', path: token.text };
      const test = { on: 'constant', value: token.text === 'true' } as const;
      return { kind: 'boolean', expression: leafFrom(first, test) };
    }
    if (token.text === '(') {
      const expression = choice(deeper(depth));
      expect(')');
      return { kind: 'boolean', expression };
    }
    if (token.text === '[') {
      list(']', depth);
      return other;
    }
    throw new NotUnderstood();
  }
  /** The values up to the closing mark; one that is not a plain value is `other`. */
  function list(closing: string, depth: number): readonly Value[] {
    const values: Value[] = [];
    if (take(closing)) return values;
    do {
      const plain = tokens[next];
      const follows = tokens[next + 1];
      choice(deeper(depth));
      const alone = plain?.kind === 'string' && follows === tokens[next];
      values.push(alone && plain.value !== undefined ? { kind: 'string', value: plain.value } : other);
    } while (take(','));
    expect(closing);
    return values;
  }

  const expression = choice(0);
  if (next < tokens.length) throw new NotUnderstood();
  return expression;
}

/** The test of an attribute of the request against a literal, in this order; undefined for anything else. */
function testOf(attribute: Value, operator: '<' | '<=' | '>' | '>=' | '==' | '!=', literal: Value): CelTest | undefined {
  if (attribute.kind !== 'name') return undefined;
  if (attribute.path === 'request.time')
    return literal.kind === 'timestamp' ? { on: 'time', operator, at: literal.at } : undefined;
  if (literal.kind !== 'string' || (operator !== '==' && operator !== '!=')) return undefined;
  const { value } = literal;
  if (attribute.path === 'resource.name') return { on: 'name', operator, value };
  if (attribute.path === 'resource.type') return { on: 'type', operator, value };
  return attribute.path === 'resource.service' ? { on: 'service', operator, value } : undefined;
}
