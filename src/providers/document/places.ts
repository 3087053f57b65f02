import type { DocumentPlace } from '../../core/check.ts';
import type { Location } from '../../core/finding.ts';
import { JsonProblem, parseStrictJson, positionOf, type JsonNode } from '../../policy/strict-json.ts';

/** Where a verdict on a document points; the document as a whole when it points nowhere, or to nothing that is there. */
export type DocumentLocator = (place: DocumentPlace | undefined) => Location;

/** What a path in a facet leads to in the text. */
export type Find = (steps: readonly string[]) => Span | undefined;
type Span = Pick<JsonNode, 'at' | 'end'>;

/** A document without its byte order mark, taken out of the output of a get command where it is wrapped in that. */
export interface DocumentSource {
  /** Undefined when the text is JSON that cannot be trusted, such as one with a member twice. */
  readonly root: JsonNode | undefined;
  /** The text that {@link root} is of, and that the readers of policies count lines in. */
  readonly text: string;
  /** Where a place of that text is in the file. */
  readonly offsetOf: (at: number) => number;
  readonly file: string;
}

/** @param unwrap finds the string that holds the document, where it is the output of a get command */
export function sourceOf(
  original: string,
  unwrap: (root: JsonNode) => (JsonNode & { readonly type: 'string' }) | undefined = () => undefined,
): DocumentSource {
  const file = original.replace(/^\ufeff/, '');
  const outer = parsed(file);
  const inner = outer === undefined ? undefined : unwrap(outer);
  if (inner === undefined) return { root: outer, text: file, offsetOf: (at) => at, file };
  return { root: parsed(inner.value), text: inner.value, offsetOf: (at) => escapedOffset(file, inner.at + 1, at), file };
}

function parsed(text: string): JsonNode | undefined {
  try {
    return parseStrictJson(text).root;
  } catch (error) {
    if (error instanceof JsonProblem) return undefined;
    throw error;
  }
}

/** Where the character `count` of a JSON string stands in the text. @param start behind the opening quotation mark */
function escapedOffset(text: string, start: number, count: number): number {
  let at = start;
  for (let n = 0; n < count; n += 1) at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  return at;
}

/** @param name the file as the user named it */
export function locator(name: string, source: DocumentSource, find: Find): DocumentLocator {
  const { file, text, offsetOf } = source;
  return (place) => {
    if (place === undefined) return { file: name, line: 1, column: 1 };
    const span = typeof place === 'string' ? find(stepsOf(place)) : { at: offsetIn(text, place), end: undefined };
    if (span === undefined) return { file: name, line: 1, column: 1 };
    const start = positionOf(file, offsetOf(span.at));
    if (span.end === undefined) return { file: name, ...start };
    const end = positionOf(file, offsetOf(span.end));
    return { file: name, ...start, endLine: end.line, endColumn: end.column };
  };
}

const stepsOf = (path: string): readonly string[] => path.match(/[^.[\]]+/g) ?? [];

function offsetIn(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  let start = 0;
  for (let n = 1; n < line; n += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** What is at the end of a path. A list of one may be written without its brackets anywhere in a policy. */
export function nodeAt(root: JsonNode | undefined, steps: readonly string[]): JsonNode | undefined {
  let node = root;
  for (const step of steps) {
    if (node?.type === 'object' && node.members.has(step)) node = node.members.get(step);
    else if (node?.type === 'array') node = node.items[Number(step)];
    else if (step !== '0') return undefined;
  }
  return node;
}

/** Rules are numbered in their list, wherever a document keeps that. */
export const ruleAt =
  (nodes: readonly JsonNode[]): Find =>
  (steps) => {
    const first = steps.findIndex((step) => /^\d+$/.test(step));
    const [only, ...more] = nodes;
    if (first !== -1) return nodeAt(nodes[Number(steps[first])], steps.slice(first + 1)) ?? nodes[Number(steps[first])];
    const last = more.at(-1) ?? only;
    return only === undefined || last === undefined ? undefined : { at: only.at, end: last.end };
  };
