import { memoOf } from '../memo.ts';
import { printable } from '../printable.ts';
import { JsonProblem, parseStrictJson, positionOf, type JsonNode, type Position } from '../strict-json.ts';
import { parseCel, type CelExpression } from './cel.ts';
import { parseMember, type IamMember } from './member.ts';

/** Under which circumstances a binding holds. */
export interface IamCondition {
  readonly title: string;
  /** As written. */
  readonly text: string;
  readonly expression: CelExpression;
}

/** One role, given to some members. */
export interface IamBinding {
  readonly index: number;
  readonly role: string;
  readonly members: readonly IamMember[];
  readonly condition: IamCondition | undefined;
}

export interface IamPolicy {
  readonly ok: true;
  readonly bindings: readonly IamBinding[];
  /** The bucket that the document says it belongs to (`resourceId`). */
  readonly bucket: string | undefined;
  readonly advice: readonly string[];
}

/** `problem` is one clause that ends the sentence "the policy is not valid: …". Such a document grants nothing. */
export type ReadIamPolicy = IamPolicy | (Position & { readonly ok: false; readonly problem: string });

/** "Quotas and limits" of the IAM documentation. */
const mostMembers = 1500;
const mostConditions = 100;

class IamProblem extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

const memo = memoOf<ReadIamPolicy>(64);

/** Reads the answer of `gcloud storage buckets get-iam-policy --format=json` or a document for `set-iam-policy`. */
export const readIamPolicy = (text: string): ReadIamPolicy => memo(text, () => read(text.replace(/^\ufeff/, '')));

function read(text: string): ReadIamPolicy {
  try {
    return document(parseStrictJson(text).root);
  } catch (error) {
    if (error instanceof IamProblem) {
      const { line, column } = positionOf(text, error.at);
      return { ok: false, problem: `${printable(error.message, 400)} (line ${line}, column ${column})`, line, column };
    }
    if (error instanceof JsonProblem) {
      const hint = /^\s*(?:bindings|etag|version|-)\s*:?/.test(text) ? '; gcloud writes JSON with --format=json' : '';
      return { ok: false, problem: `${printable(error.message, 300)}${hint}`, ...positionOf(text, error.at) };
    }
    throw error;
  }
}

const documentFields = new Set(['bindings', 'version', 'etag', 'kind', 'resourceId', 'auditConfigs']);
const bindingFields = new Set(['role', 'members', 'condition', 'bindingId']);
const conditionFields = new Set(['title', 'expression', 'description', 'location']);

function document(root: JsonNode): IamPolicy {
  const fields = objectOf(root, 'the document', documentFields, 'an IAM policy');
  const version = fields.get('version');
  if (version !== undefined && (version.type !== 'number' || !['0', '1', '3'].includes(version.value)))
    throw new IamProblem('version is neither 1 nor 3', version.at);
  const etag = stringOf(fields.get('etag'), 'etag');
  const resource = stringOf(fields.get('resourceId'), 'resourceId');
  const list = fields.get('bindings');
  if (list !== undefined && list.type !== 'array') throw new IamProblem('bindings is not a list', list.at);
  const bindings = (list?.items ?? []).map(readBinding);
  const members = bindings.reduce((sum, binding) => sum + binding.members.length, 0);
  if (members > mostMembers)
    throw new IamProblem(`bindings hold ${members} members, and IAM accepts ${mostMembers}`, list?.at ?? root.at);
  const conditional = bindings.filter(({ condition }) => condition !== undefined);
  if (conditional.length > mostConditions)
    throw new IamProblem(
      `${conditional.length} bindings have a condition, and IAM accepts ${mostConditions}`,
      list?.at ?? root.at,
    );
  const [first] = conditional;
  if (first !== undefined && (version?.type !== 'number' || version.value !== '3')) {
    const found = version?.type === 'number' ? `is ${version.value}` : 'is absent';
    throw new IamProblem(
      `version ${found}, and bindings[${first.index}] has a condition, which takes version 3`,
      (version ?? root).at,
    );
  }
  return {
    ok: true,
    bindings,
    bucket: /^projects\/_\/buckets\/([^/]+)$/.exec(resource ?? '')?.[1],
    advice:
      first !== undefined && etag === undefined
        ? ['etag is absent: without it a writer of version 1 drops every condition unnoticed']
        : [],
  };
}

function readBinding(node: JsonNode, index: number): IamBinding {
  const path = `bindings[${index}]`;
  const fields = objectOf(node, path, bindingFields, 'a binding');
  const roleNode = fields.get('role');
  const role = stringOf(roleNode, `${path}.role`);
  if (role === undefined) throw new IamProblem(`${path}.role is absent`, node.at);
  if (!/^(?:roles|(?:projects|organizations)\/[\w.:-]+\/roles)\/[\w.]+$/.test(role)) {
    const shown = JSON.stringify(printable(role, 80));
    throw new IamProblem(
      `${path}.role ${shown} is not the name of a role; expected the form roles/storage.admin`,
      (roleNode ?? node).at,
    );
  }
  const list = fields.get('members');
  if (list !== undefined && list.type !== 'array') throw new IamProblem(`${path}.members is not a list`, list.at);
  const members = (list?.items ?? []).map((item, position) => {
    const memberPath = `${path}.members[${position}]`;
    const text = stringOf(item, memberPath) ?? '';
    const member = parseMember(text);
    if ('problem' in member)
      throw new IamProblem(`${memberPath} ${JSON.stringify(printable(text, 120))} ${printable(member.problem)}`, item.at);
    return member;
  });
  const condition = fields.get('condition');
  return {
    index,
    role,
    members,
    condition: condition === undefined || condition.type === 'null' ? undefined : readCondition(condition, `${path}.condition`),
  };
}

function readCondition(node: JsonNode, path: string): IamCondition {
  const fields = objectOf(node, path, conditionFields, 'a condition');
  const text = stringOf(fields.get('expression'), `${path}.expression`);
  if (text === undefined || text.trim() === '') throw new IamProblem(`${path}.expression is absent`, node.at);
  const title = stringOf(fields.get('title'), `${path}.title`);
  if (title === undefined || title === '') throw new IamProblem(`${path}.title is absent`, node.at);
  return { title: printable(title, 100), text, expression: parseCel(text) };
}

function objectOf(node: JsonNode, path: string, known: ReadonlySet<string>, what: string): ReadonlyMap<string, JsonNode> {
  if (node.type !== 'object') throw new IamProblem(`${path} is not a JSON object`, node.at);
  for (const [name, member] of node.members) {
    if (!known.has(name)) throw new IamProblem(`${printable(name, 60)} is not a field of ${what}`, member.at);
  }
  return node.members;
}

function stringOf(node: JsonNode | undefined, path: string): string | undefined {
  if (node === undefined) return undefined;
  if (node.type !== 'string') throw new IamProblem(`${path} is not a string`, node.at);
  return node.value;
}
