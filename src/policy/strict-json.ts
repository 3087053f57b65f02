/**
 * A JSON reader that refuses what `JSON.parse` hides: of two members with one name the language keeps
 * the last, so `{"Effect":"Deny","Effect":"Allow"}` would read as a grant.
 */
export type JsonNode = Span &
  (
    | { readonly type: 'object'; readonly members: ReadonlyMap<string, JsonNode> }
    | { readonly type: 'array'; readonly items: readonly JsonNode[] }
    | { readonly type: 'string'; readonly value: string }
    | { readonly type: 'number' | 'boolean'; readonly value: string }
    | { readonly type: 'null' }
  );

/** Where a node stands in the text. */
interface Span {
  readonly at: number;
  /** Behind its last character. */
  readonly end: number;
}

/** Why a text is not JSON, or not JSON that can be trusted. The message is one clause with its place. */
export class JsonProblem extends Error {
  /** The clause without the place. */
  readonly problem: string;
  readonly at: number;
  /** Of the member, where the problem is one of a member. */
  readonly path: string;
  constructor(problem: string, text: string, at: number, path: string) {
    const { line, column } = positionOf(text, at);
    super(`${problem} (line ${line}, column ${column})`);
    this.problem = problem;
    this.at = at;
    this.path = path;
  }
}

/** A place in a text, both counted from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface StrictJson {
  readonly root: JsonNode;
  /** Characters outside strings that a minifier would drop. */
  readonly whitespace: number;
}

const deepest = 64;
/** Nearly every string is; the others are read character by character. */
// oxlint-disable-next-line no-control-regex
const plainString = /"[^"\\\u0000-\u001f]*"/y;
const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literals = { t: ['true', 'boolean'], f: ['false', 'boolean'], n: ['null', 'null'] } as const;

/** Line and column of an offset. */
export function positionOf(text: string, at: number): Position {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}

const pathOf = (trail: readonly (string | number)[]): string =>
  trail.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );

/**
 * Parses the whole text or throws a {@link JsonProblem}.
 */
export function parseStrictJson(text: string): StrictJson {
  let at = 0;
  let whitespace = 0;
  // Names and numbers on the way to what is being read: paths are told only of documents that are refused.
  const trail: (string | number)[] = [];
  const problem = (what: string, path = '', place = at): JsonProblem => new JsonProblem(what, text, place, path);

  function skip(): void {
    for (;;) {
      const c = text.charCodeAt(at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return;
      at += 1;
      whitespace += 1;
    }
  }
  function string(): string {
    const start = at;
    plainString.lastIndex = start;
    if (plainString.test(text)) {
      at = plainString.lastIndex;
      return text.slice(start + 1, at - 1);
    }
    at += 1;
    let escaped = false;
    for (;;) {
      const c = text.charCodeAt(at);
      if (Number.isNaN(c) || c < 32) throw problem('a string is not closed');
      if (c === 34) break;
      if (c === 92) {
        escaped = true;
        at += 1;
      }
      at += 1;
    }
    at += 1;
    if (!escaped) return text.slice(start + 1, at - 1);
    try {
      return String(JSON.parse(text.slice(start, at)));
    } catch {
      throw problem('a string holds an escape that JSON does not know');
    }
  }
  function value(): JsonNode {
    if (trail.length > deepest) throw problem(`it is nested more than ${deepest} levels deep`, pathOf(trail));
    skip();
    const start = at;
    const c = text[at];
    if (c === '{') return object(start);
    if (c === '[') return array(start);
    if (c === '"') {
      const content = string();
      return { type: 'string', at: start, end: at, value: content };
    }
    if (c === 't' || c === 'f' || c === 'n') {
      const [word, type] = literals[c];
      if (!text.startsWith(word, at)) throw problem('it is not JSON');
      at += word.length;
      return type === 'null' ? { type, at: start, end: at } : { type, at: start, end: at, value: word };
    }
    numberForm.lastIndex = at;
    const found = numberForm.exec(text);
    if (found === null) throw problem(c === undefined ? 'it is not JSON: it ends too early' : 'it is not JSON');
    at += found[0].length;
    return { type: 'number', at: start, end: at, value: found[0] };
  }
  function object(start: number): JsonNode {
    const members = new Map<string, JsonNode>();
    at += 1;
    skip();
    if (text[at] === '}') at += 1;
    else {
      for (;;) {
        skip();
        if (text[at] !== '"') throw problem('it is not JSON: a member name was expected');
        const nameAt = at;
        const name = string();
        trail.push(name);
        if (members.has(name)) throw problem(`${pathOf(trail)} occurs twice`, pathOf(trail), nameAt);
        skip();
        if (text[at] !== ':') throw problem('it is not JSON: a colon was expected');
        at += 1;
        members.set(name, value());
        trail.pop();
        skip();
        if (text[at] === ',') at += 1;
        else if (text[at] === '}') break;
        else throw problem('it is not JSON: a comma or a closing brace was expected');
      }
      at += 1;
    }
    return { type: 'object', at: start, end: at, members };
  }
  function array(start: number): JsonNode {
    const items: JsonNode[] = [];
    at += 1;
    skip();
    if (text[at] === ']') at += 1;
    else {
      for (;;) {
        trail.push(items.length);
        items.push(value());
        trail.pop();
        skip();
        if (text[at] === ',') at += 1;
        else if (text[at] === ']') break;
        else throw problem('it is not JSON: a comma or a closing bracket was expected');
      }
      at += 1;
    }
    return { type: 'array', at: start, end: at, items };
  }

  const root = value();
  skip();
  if (at < text.length) throw problem('it is not JSON: text follows the document');
  return { root, whitespace };
}
