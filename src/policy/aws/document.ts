import { memoOf } from '../memo.ts';
import { printable } from '../printable.ts';
import { JsonProblem, lineOf, parseStrictJson, type JsonNode } from '../strict-json.ts';
import { PolicyProblem, type PolicyKind } from './policy-problem.ts';
import { readStatement, type Statement } from './statement.ts';

export type ReadPolicy =
  | { readonly ok: true; readonly statements: readonly Statement[]; readonly advice: readonly string[] }
  /** One clause that ends the sentence "the policy is not valid: …". Such a document grants nothing. */
  | { readonly ok: false; readonly problem: string };

const sizeLimit = { bucket: 20 * 1024, key: 32 * 1024 } as const;
const memos = { bucket: memoOf<ReadPolicy>(256), key: memoOf<ReadPolicy>(256) } as const;

/**
 * Reads a policy text as strictly as the service does, duplicate members included.
 * A pure function; the last results are remembered because the buckets of a company share policies.
 */
export const readPolicy = (text: string, kind: PolicyKind = 'bucket'): ReadPolicy => memos[kind](text, () => read(text, kind));

function read(original: string, kind: PolicyKind): ReadPolicy {
  const advice: string[] = [];
  let text = original;
  if (text.startsWith('\ufeff')) {
    text = text.slice(1);
    advice.push('the text begins with a byte order mark');
  }
  try {
    let { root, whitespace } = parseStrictJson(text);
    const inner = wrapped(root);
    if (inner !== undefined) {
      advice.push('the policy is wrapped in the output of a get-policy command');
      text = inner;
      ({ root, whitespace } = parseStrictJson(text));
    }
    checkSize(text, whitespace, kind, advice);
    return { ok: true, statements: readDocument(root, kind, advice), advice };
  } catch (error) {
    if (error instanceof JsonProblem) return { ok: false, problem: printable(error.message, 300) };
    if (error instanceof PolicyProblem)
      return { ok: false, problem: printable(`${error.message} (line ${lineOf(text, error.at)})`, 300) };
    throw error;
  }
}

/** The text inside `{"Policy": "<text>"}` or inside one JSON string. */
function wrapped(root: JsonNode): string | undefined {
  if (root.type === 'string') return root.value;
  if (root.type !== 'object' || root.members.has('Statement')) return undefined;
  const policy = root.members.get('Policy');
  return policy?.type === 'string' ? policy.value : undefined;
}

function checkSize(text: string, whitespace: number, kind: PolicyKind, advice: string[]): void {
  const limit = sizeLimit[kind];
  if (text.length * 3 <= limit) return;
  const size = new TextEncoder().encode(text).length;
  if (size - whitespace > limit) throw new PolicyProblem(`it has ${size - whitespace} bytes and the service accepts ${limit}`, 0);
  if (size > limit) advice.push(`the text is larger than ${limit} bytes and fits only without its white space`);
}

function readDocument(root: JsonNode, kind: PolicyKind, advice: string[]): readonly Statement[] {
  if (root.type !== 'object') throw new PolicyProblem('the document is not a JSON object', root.at);
  for (const [name, node] of root.members) {
    if (name !== 'Version' && name !== 'Id' && name !== 'Statement')
      throw new PolicyProblem(`${name} is not an element of a policy`, node.at);
  }
  const version = root.members.get('Version');
  if (version === undefined) advice.push('Version is absent, which means 2008-10-17: policy variables are plain text');
  else if (version.type !== 'string' || (version.value !== '2012-10-17' && version.value !== '2008-10-17')) {
    throw new PolicyProblem('Version is neither 2012-10-17 nor 2008-10-17', version.at);
  }
  const withVariables = version?.type === 'string' && version.value === '2012-10-17';
  const list = root.members.get('Statement');
  if (list === undefined) throw new PolicyProblem('Statement is absent', root.at);
  const nodes = list.type === 'array' ? list.items : [list];
  const statements = nodes.map((node, index) => readStatement(node, index, { withVariables, kind }));
  const sids = statements.flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
  // Key policies may repeat a Sid; S3 refuses to.
  if (kind === 'bucket' && new Set(sids).size < sids.length) advice.push('two statements have the same Sid');
  return statements;
}
