import { memoOf } from '../../memo.ts';
import { printable } from '../../printable.ts';
import { JsonProblem, parseStrictJson, positionOf, type JsonNode, type Position } from '../../strict-json.ts';
import {
  PolicyProblem,
  quoted,
  spelling,
  type Advice,
  type Note,
  type AwsPolicyKind,
  type Put,
  type PolicyReading,
} from './problem.ts';
import { readStatement } from './statement.ts';
import type { Statement } from './model.ts';

/** A policy that can be judged, or why AWS refuses it. */
export type ReadPolicy =
  | {
      readonly ok: true;
      readonly statements: readonly Statement[];
      /** In the order of the text; at most {@link adviceLimit}. */
      readonly advice: readonly Advice[];
    }
  | (Position & {
      readonly ok: false;
      /** One clause that ends the sentence "the policy is not valid: …", its place included. Such a document grants nothing. */
      readonly problem: string;
      /** JSON path of what is wrong; empty for the document itself. */
      readonly path: string;
    });

/** A hostile document must not make a report endless. */
export const adviceLimit = 50;

const sizeLimit = { bucket: 20 * 1024, key: 32 * 1024 } as const;
type Readings = (bucketArn: string, compute: () => ReadPolicy) => ReadPolicy;
/** A bucket policy names its bucket and is read by the checks of one target; a key may be that of many. */
const memos = { bucket: memoOf<Readings>(16), key: memoOf<Readings>(64) } as const;

/**
 * Reads a policy text as strictly as the service does, duplicate members included.
 * A pure function; the last results are remembered because several checks read the same policy, and the
 * buckets of a company share some.
 * @param put for a bucket policy that is still to be stored; what S3 then refuses on top is only advice without it
 */
export const readPolicy = (text: string, kind: AwsPolicyKind = 'bucket', put?: Put): ReadPolicy =>
  memos[kind](text, () => memoOf<ReadPolicy>(4))(put === undefined ? '' : `put ${put.bucketArn ?? ''}`, () =>
    read(text, kind, put),
  );

function read(original: string, kind: AwsPolicyKind, put: Put | undefined): ReadPolicy {
  const notes: Parameters<Note>[] = [];
  const note: Note = (...said) => {
    if (notes.length < adviceLimit) notes.push(said);
  };
  let text = original;
  let within = '';
  const refused = (problem: string, path: string, at: number): ReadPolicy => {
    const place = positionOf(text, at);
    const clause = `${printable(problem, 300)} (line ${place.line}, column ${place.column}${within})`;
    return { ok: false, problem: clause, path: printable(path, 200), ...place };
  };
  if (text.startsWith('\ufeff')) {
    text = text.slice(1);
    note('', 'the text begins with a byte order mark, which S3 refuses', 0);
  }
  try {
    let { root, whitespace } = parseStrictJson(text);
    const inner = wrappedPolicy(root);
    if (inner !== undefined) {
      text = inner.value;
      within = ' of the wrapped policy';
      note('', 'the policy is wrapped in the output of a get-policy command, which is not itself a policy', 0);
      ({ root, whitespace } = parseStrictJson(text));
    }
    checkSize(text, whitespace, kind, note);
    const statements = readDocument(text, root, kind, put, note);
    return { ok: true, statements, advice: notes.map((said) => adviceOf(text, said)) };
  } catch (error) {
    if (error instanceof JsonProblem) return refused(error.problem, error.path, error.at);
    if (error instanceof PolicyProblem) return refused(error.message, error.path, error.at);
    throw error;
  }
}

const adviceOf = (text: string, [path, what, at, doubt]: Parameters<Note>): Advice => ({
  path: printable(path, 200),
  ...positionOf(text, at),
  message: printable(path === '' ? what : `${path} ${what}`, 300),
  doubt: doubt !== undefined,
});

/** The string with the policy in it, where the document is `{"Policy": "<text>"}` or one JSON string. */
export function wrappedPolicy(root: JsonNode): (JsonNode & { readonly type: 'string' }) | undefined {
  if (root.type === 'string') return root;
  if (root.type !== 'object' || root.members.has('Statement')) return undefined;
  const policy = root.members.get('Policy');
  return policy?.type === 'string' ? policy : undefined;
}

function checkSize(text: string, whitespace: number, kind: AwsPolicyKind, note: Note): void {
  const limit = sizeLimit[kind];
  if (text.length * 3 <= limit) return;
  const size = new TextEncoder().encode(text).length;
  if (size - whitespace > limit)
    throw new PolicyProblem('', `it has ${size - whitespace} bytes without white space and the service accepts ${limit}`, 0);
  if (size > limit) note('', `the text has ${size} bytes and fits into ${limit} only without its white space`, 0);
}

const elements = ['Version', 'Id', 'Statement'];

function readDocument(text: string, root: JsonNode, kind: AwsPolicyKind, put: Put | undefined, note: Note): readonly Statement[] {
  if (root.type !== 'object') throw new PolicyProblem('', 'the document is not a JSON object', root.at);
  for (const [name, node] of root.members) {
    if (!elements.includes(name))
      throw new PolicyProblem(name, `is not an element of a policy${spelling(name, elements)}`, node.at);
  }
  const version = root.members.get('Version');
  if (version === undefined) note('', 'Version is absent, which means 2008-10-17: policy variables are plain text', root.at);
  else if (version.type !== 'string' || (version.value !== '2012-10-17' && version.value !== '2008-10-17'))
    throw new PolicyProblem('Version', 'is neither "2012-10-17" nor "2008-10-17"', version.at);
  const id = root.members.get('Id');
  if (id !== undefined && id.type !== 'string') throw new PolicyProblem('Id', 'is not a string', id.at);
  const list = root.members.get('Statement');
  if (list === undefined) throw new PolicyProblem('', 'Statement is absent', root.at);
  const nodes = list.type === 'array' ? list.items : [list];
  const withVariables = version?.type === 'string' && version.value === '2012-10-17';
  const reading: PolicyReading = {
    text,
    kind,
    withVariables,
    put,
    note,
    refuse: (path, what, at) => {
      if (put !== undefined && kind === 'bucket') throw new PolicyProblem(path, what, at);
      note(path, what, at, 'doubt');
    },
  };
  if (nodes.length === 0) reading.refuse('Statement', 'is empty', list.at);
  const sids = new Set<string>();
  return nodes.map((node, index) => {
    const path = `Statement[${index}]`;
    const statement = readStatement(node, path, index, reading);
    const { sid } = statement;
    // Key policies may repeat a Sid; for others unique ones are recommended (Access Analyzer).
    if (kind === 'bucket' && sid !== undefined && sid !== '') {
      if (sids.has(sid)) note(`${path}.Sid`, `is ${quoted(sid)} like that of an earlier statement`, node.at);
      sids.add(sid);
    }
    return statement;
  });
}
