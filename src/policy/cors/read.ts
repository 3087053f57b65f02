import { printable } from '../printable.ts';
import { JsonProblem, parseStrictJson, positionOf, type JsonNode } from '../strict-json.ts';
import type { CorsRule } from './model.ts';

/** A CORS document as its service takes it, or why the service refuses it. */
export type ReadCors =
  | {
      readonly ok: true;
      readonly rules: readonly CorsRule[];
      /** The value of each rule in the text, without its byte order mark. */
      readonly nodes: readonly JsonNode[];
      readonly advice: readonly CorsAdvice[];
    }
  | {
      readonly ok: false;
      /** One clause about the document. */
      readonly problem: string;
      /** Both counted from 1. */
      readonly line: number;
      readonly column: number;
      /** Where in the document, such as `CORSRules[2].AllowedMethods[0]`; empty for the whole. */
      readonly path: string;
    };

/** Something worth saying about a document that the service takes, and where, both counted from 1. */
export interface CorsAdvice {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Why the service refuses the document. */
export class CorsRefusal extends Error {
  readonly at: number;
  readonly path: string;
  constructor(problem: string, { node, path }: CorsPlace) {
    super(problem);
    this.at = node.at;
    this.path = path;
  }
}

/** A value of the document and the way to it. */
export interface CorsPlace {
  readonly node: JsonNode;
  readonly path: string;
}

/** What a reader of one dialect has to work with. */
export interface CorsText {
  readonly root: CorsPlace;
  /** UTF-8 bytes without the white space outside of strings. */
  readonly size: number;
  readonly advise: (advice: string, about: CorsPlace) => void;
}

/**
 * Parses the text strictly and hands it to the reader of a dialect.
 * @param find the values of the rules, or a {@link CorsRefusal}
 */
export function readCors(
  original: string,
  find: (text: CorsText) => readonly CorsPlace[],
  readRule: (rule: CorsPlace, index: number, advise: CorsText['advise']) => CorsRule,
): ReadCors {
  const advice: CorsAdvice[] = [];
  const text = original.startsWith('\ufeff') ? original.slice(1) : original;
  if (text !== original) advice.push({ text: 'the text begins with a byte order mark', line: 1, column: 1 });
  try {
    const { root, whitespace } = parseStrictJson(text);
    const size = new TextEncoder().encode(text).length - whitespace;
    const advise = (one: string, { node }: CorsPlace): void =>
      void advice.push({ text: printable(one, 300), ...positionOf(text, node.at) });
    const items = find({ root: { node: root, path: '' }, size, advise });
    const rules = items.map((item, index) => readRule(item, index, advise));
    return { ok: true, rules, nodes: items.map(({ node }) => node), advice };
  } catch (error) {
    if (!(error instanceof JsonProblem) && !(error instanceof CorsRefusal)) throw error;
    const problem = printable(error instanceof JsonProblem ? error.problem : error.message, 300);
    return { ok: false, problem, ...positionOf(text, error.at), path: printable(error.path) };
  }
}

/** A member of an object, with its path. */
export function memberOf({ node, path }: CorsPlace, name: string): CorsPlace | undefined {
  const member = node.type === 'object' ? node.members.get(name) : undefined;
  return member === undefined ? undefined : { node: member, path: path === '' ? name : `${path}.${name}` };
}

export const itemsOf = ({ node, path }: CorsPlace): readonly CorsPlace[] | undefined =>
  node.type === 'array' ? node.items.map((item, index) => ({ node: item, path: `${path}[${index}]` })) : undefined;

const kinds = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
} as const;
const kindOf = ({ node }: CorsPlace): string => kinds[node.type];

/** How a place is called in a message. */
export const nameOf = ({ path }: CorsPlace): string => (path === '' ? 'the document' : path);

/** Refuses a place because it is not what it has to be. */
export const notA = (place: CorsPlace, expected: string): CorsRefusal =>
  new CorsRefusal(`${nameOf(place)} is ${kindOf(place)}, not ${expected}`, place);

export function textOf(place: CorsPlace): string {
  if (place.node.type !== 'string') throw notA(place, 'a text');
  return place.node.value;
}

/** A list of texts with the place of each. */
export function textsOf(place: CorsPlace): readonly { readonly text: string; readonly place: CorsPlace }[] {
  const items = itemsOf(place);
  if (items === undefined) throw notA(place, 'a list of texts');
  return items.map((item) => ({ text: textOf(item), place: item }));
}

/** A whole number from 0 to 2^31 - 1, which is what the services keep. */
export function secondsOf(place: CorsPlace): number {
  if (place.node.type !== 'number') throw notA(place, 'a number');
  const value = Number(place.node.value);
  if (!Number.isInteger(value) || value < 0 || value > 2_147_483_647)
    throw new CorsRefusal(`${nameOf(place)} is ${place.node.value}, not a whole number of seconds from 0`, place);
  return value;
}

/** Refuses members that the service does not know. @param known their names */
export function checkMembers(place: CorsPlace, known: readonly string[], what: string): void {
  if (place.node.type !== 'object') throw notA(place, what);
  for (const [name, node] of place.node.members) {
    if (known.includes(name)) continue;
    const twin = known.find((one) => one.toLowerCase() === name.replaceAll('_', '').toLowerCase());
    const hint = twin === undefined ? `; the members are ${known.join(', ')}` : `; the member is spelled ${twin}`;
    const path = place.path === '' ? name : `${place.path}.${name}`;
    throw new CorsRefusal(`${name} is not a member of ${what}${hint}`, { node, path });
  }
}

/** Refuses a text with more than one `*`. */
export function checkOneStar({ text, place }: { readonly text: string; readonly place: CorsPlace }, service: string): void {
  if (text.split('*').length > 2)
    throw new CorsRefusal(`${nameOf(place)} has more than one *, and ${service} accepts one`, place);
}
