import { printable } from '../printable.ts';
import type { JsonNode } from '../strict-json.ts';
import { readConditions, type Clause } from './condition-syntax.ts';
import { PolicyProblem, type PolicyKind } from './policy-problem.ts';
import { parseEntry, type Entry } from './entry.ts';
import { compileGlob, type Glob } from './glob.ts';

/** Who a statement names. `any` is `"*"` or `{"AWS": "*"}`. */
export interface PrincipalElement {
  /** True for NotPrincipal. */
  readonly negated: boolean;
  readonly any: boolean;
  readonly aws: readonly string[];
  /** What each of `aws` names. */
  readonly entries: readonly Entry[];
  readonly canonicalUsers: boolean;
}

/** A list of patterns, or its complement for NotAction and NotResource. */
export interface PatternList {
  readonly negated: boolean;
  readonly patterns: readonly Glob[];
}

export interface Statement {
  readonly index: number;
  /** Fit for printing; undefined when the statement has none. */
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement;
  /** Patterns in lower case: action names ignore case. */
  readonly action: PatternList;
  /** Undefined only in key policies, where a statement without Resource has no effect. */
  readonly resource: PatternList | undefined;
  readonly conditions: readonly Clause[];
}

interface Reading {
  readonly withVariables: boolean;
  readonly kind: PolicyKind;
}

const elements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Reads one statement or throws a {@link PolicyProblem}. */
export function readStatement(node: JsonNode, index: number, reading: Reading): Statement {
  const path = `Statement[${index}]`;
  if (node.type !== 'object') throw new PolicyProblem(`${path} is not an object`, node.at);
  for (const [name, member] of node.members) {
    if (!elements.has(name)) throw new PolicyProblem(`${path}.${name} is not an element of a statement`, member.at);
  }
  const sid = node.members.get('Sid');
  if (sid !== undefined && sid.type !== 'string') throw new PolicyProblem(`${path}.Sid is not a string`, sid.at);
  const effect = node.members.get('Effect');
  if (effect?.type !== 'string' || (effect.value !== 'Allow' && effect.value !== 'Deny')) {
    throw new PolicyProblem(`${path}.Effect is neither Allow nor Deny`, (effect ?? node).at);
  }
  const [principalName, principal] = oneOf(node, path, 'Principal', 'NotPrincipal');
  const [actionName, action] = oneOf(node, path, 'Action', 'NotAction');
  const resource =
    node.members.has('Resource') || node.members.has('NotResource') || reading.kind === 'bucket'
      ? oneOf(node, path, 'Resource', 'NotResource')
      : undefined;
  const condition = node.members.get('Condition');
  return {
    index,
    sid: sid === undefined ? undefined : printable(sid.value, 80),
    effect: effect.value,
    principal: readPrincipal(principal, `${path}.${principalName}`, principalName === 'NotPrincipal'),
    action: {
      negated: actionName === 'NotAction',
      patterns: strings(action, `${path}.${actionName}`).map((name) => readAction(name, `${path}.${actionName}`, action.at)),
    },
    resource:
      resource === undefined
        ? undefined
        : {
            negated: resource[0] === 'NotResource',
            patterns: strings(resource[1], `${path}.${resource[0]}`).map((arn) => compileGlob(arn, reading.withVariables)),
          },
    conditions: condition === undefined ? [] : readConditions(condition, `${path}.Condition`, reading.withVariables),
  };
}

function oneOf(node: JsonNode & { type: 'object' }, path: string, plain: string, negated: string): readonly [string, JsonNode] {
  const a = node.members.get(plain);
  const b = node.members.get(negated);
  if (a !== undefined && b !== undefined) throw new PolicyProblem(`${path} has both ${plain} and ${negated}`, b.at);
  if (a !== undefined) return [plain, a];
  if (b !== undefined) return [negated, b];
  throw new PolicyProblem(`${path} has neither ${plain} nor ${negated}`, node.at);
}

/** A list of one may be a bare string anywhere in a policy. */
function strings(node: JsonNode, path: string): readonly string[] {
  const items = node.type === 'array' ? node.items : [node];
  return items.map((item) => {
    if (item.type !== 'string') throw new PolicyProblem(`${path} holds something that is not a string`, item.at);
    return item.value;
  });
}

function readAction(name: string, path: string, at: number): Glob {
  if (name !== '*' && !/^[\w*?-]+:[\w*?]+$/.test(name))
    throw new PolicyProblem(`${path} holds ${JSON.stringify(printable(name, 60))}, which is not service:Action`, at);
  return compileGlob(name.toLowerCase());
}

function readPrincipal(node: JsonNode, path: string, negated: boolean): PrincipalElement {
  if (node.type === 'string') {
    if (node.value === '*') return { negated, any: true, aws: [], entries: [], canonicalUsers: false };
    throw new PolicyProblem(`${path} is a bare string; only "*" may be one`, node.at);
  }
  if (node.type !== 'object' || node.members.size === 0) throw new PolicyProblem(`${path} is neither "*" nor an object`, node.at);
  let aws: readonly string[] = [];
  let canonicalUsers = false;
  for (const [name, member] of node.members) {
    const values = strings(member, `${path}.${name}`);
    if (name === 'AWS') {
      aws = values;
      const wild = values.find((value) => value !== '*' && /[*?]/.test(value));
      if (wild !== undefined)
        throw new PolicyProblem(
          `${path}.AWS holds ${JSON.stringify(printable(wild, 100))}, and a wildcard cannot match part of a principal`,
          member.at,
        );
    } else if (name === 'CanonicalUser') canonicalUsers = values.length > 0;
    else if (name !== 'Service' && name !== 'Federated')
      throw new PolicyProblem(`${path}.${name} is not a kind of principal`, member.at);
  }
  return { negated, any: aws.includes('*'), aws, entries: aws.map(parseEntry), canonicalUsers };
}

/** How messages name a statement: by Sid where it has one, and always by place. */
export const statementLabel = ({ sid, index }: Statement): string =>
  sid === undefined || sid === '' ? `Statement[${index}]` : `statement "${sid}" (Statement[${index}])`;
