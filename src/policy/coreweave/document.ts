import { readPolicy } from '../aws/document/document.ts';
import type { Advice } from '../aws/document/problem.ts';
import type { Statement } from '../aws/document/model.ts';
import { printable } from '../printable.ts';
import { JsonProblem, parseStrictJson, positionOf, type JsonNode, type Position } from '../strict-json.ts';

/** Whom a statement names, in CoreWeave's words. */
export interface CoreweavePrincipal {
  /** True for NotPrincipal. */
  readonly negated: boolean;
  readonly names: readonly string[];
}

/** A statement whose principal is told beside it; `statement.principal` is a stand-in. */
export interface CoreweaveStatement {
  readonly statement: Statement;
  readonly principal: CoreweavePrincipal;
}

export type ReadCoreweavePolicy =
  | { readonly ok: true; readonly statements: readonly CoreweaveStatement[]; readonly advice: readonly Advice[] }
  /** One clause that ends the sentence "the policy is not valid: …". */
  | (Position & { readonly ok: false; readonly problem: string });

class Refused extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

/**
 * Reads a bucket policy of CoreWeave AI Object Storage: the policy language of S3 with principals of its own,
 * `{"CW": …}`, which AWS refuses. Principals are read here and give way to `"*"` of the same length, so that every
 * other rule and every position is that of the common reader.
 * What S3 refuses beyond the grammar is a doubt: CoreWeave does not document its answers.
 */
export function readCoreweavePolicy(original: string): ReadCoreweavePolicy {
  let text = original.replace(/^\ufeff/, '');
  try {
    let { root } = parseStrictJson(text);
    const inner = root.type === 'object' && !root.members.has('Statement') ? root.members.get('Policy') : undefined;
    if (inner?.type === 'string') {
      text = inner.value;
      ({ root } = parseStrictJson(text));
    }
    const principals = new Map<number, CoreweavePrincipal>();
    const places: number[] = [];
    for (const [index, node] of statementsOf(root).entries()) {
      for (const name of ['Principal', 'NotPrincipal']) {
        const principal = node.type === 'object' ? node.members.get(name) : undefined;
        if (principal === undefined) continue;
        principals.set(index, { negated: name === 'NotPrincipal', names: namesOf(principal, `Statement[${index}].${name}`) });
        places.push(principal.at);
      }
    }
    const read = readPolicy(withoutPrincipals(text, places), 'bucket');
    if (!read.ok) return { ok: false, problem: read.problem, line: read.line, column: read.column };
    const statements = read.statements.map((statement) => ({
      statement,
      principal: principals.get(statement.index) ?? { negated: false, names: [] },
    }));
    return { ok: true, statements, advice: read.advice };
  } catch (error) {
    if (error instanceof JsonProblem) return { ok: false, problem: printable(error.message, 300), ...positionOf(text, error.at) };
    if (!(error instanceof Refused)) throw error;
    const { line, column } = positionOf(text, error.at);
    return { ok: false, problem: printable(`${error.message} (line ${line}, column ${column})`, 400), line, column };
  }
}

function statementsOf(root: JsonNode): readonly JsonNode[] {
  const list = root.type === 'object' ? root.members.get('Statement') : undefined;
  return list === undefined ? [] : list.type === 'array' ? list.items : [list];
}

function namesOf(node: JsonNode, path: string): readonly string[] {
  if (node.type === 'string' && node.value === '*') return ['*'];
  if (node.type !== 'object') throw new Refused(`${path} is neither "*" nor an object such as {"CW": "arn:aws:iam::…"}`, node.at);
  if (node.members.size === 0) throw new Refused(`${path} is an empty object`, node.at);
  return [...node.members].flatMap(([kind, member]) => {
    if (kind !== 'CW' && kind !== 'AWS')
      throw new Refused(`${path}.${printable(kind, 60)} is not a kind of principal; CoreWeave spells it CW`, member.at);
    const items = member.type === 'array' ? member.items : [member];
    if (items.length === 0) throw new Refused(`${path}.${kind} is an empty list`, member.at);
    return items.map((item) => {
      if (item.type !== 'string') throw new Refused(`${path}.${kind} holds something that is not a string`, item.at);
      return item.value;
    });
  });
}

/** The text with the values at some places replaced by `"*"` among blanks; line breaks stay where they are. */
function withoutPrincipals(text: string, places: readonly number[]): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, ' ');
  const parts: string[] = [];
  let done = 0;
  for (const at of places.toSorted((a, b) => a - b)) {
    const end = endOf(text, at);
    const value = text.slice(at, end);
    // The name CW in quotes is long enough, wherever the lines break.
    const room = value.search(/[^\n]{3}/);
    parts.push(text.slice(done, at), blank(value.slice(0, room)), '"*"', blank(value.slice(room + 3)));
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}

/** Where a value of a valid JSON text ends. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const c = text[at];
    if (c === '"') {
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
