import { printable } from '../../printable.ts';
import type { JsonNode } from '../../strict-json.ts';
import { readActions } from './action-syntax.ts';
import { readConditions } from './condition-syntax.ts';
import type { Clause, PatternList, PrincipalElement, Statement } from './model.ts';
import { partReader } from './parts.ts';
import { PolicyProblem, spelling, type PolicyReading } from './problem.ts';
import { readPrincipal } from './principal-syntax.ts';
import { readResources } from './resource-syntax.ts';

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

const unconditional: readonly Clause[] = [];
const principals = partReader<PrincipalElement>();
const actions = partReader<PatternList>();
const conditions = partReader<readonly Clause[]>();

/** Reads one statement or throws a {@link PolicyProblem}. */
export function readStatement(node: JsonNode, path: string, index: number, reading: PolicyReading): Statement {
  if (node.type !== 'object') throw new PolicyProblem(path, 'is not an object', node.at);
  for (const [name, member] of node.members) {
    if (!elements.has(name))
      throw new PolicyProblem(`${path}.${name}`, `is not an element of a statement${spelling(name, elements)}`, member.at);
  }
  const sid = node.members.get('Sid');
  if (sid !== undefined && sid.type !== 'string') throw new PolicyProblem(`${path}.Sid`, 'is not a string', sid.at);
  const effect = node.members.get('Effect');
  if (effect === undefined) throw new PolicyProblem(path, 'has no Effect', node.at);
  if (effect.type !== 'string' || (effect.value !== 'Allow' && effect.value !== 'Deny'))
    throw new PolicyProblem(`${path}.Effect`, 'is neither Allow nor Deny', effect.at);
  const [principalName, principalNode] = oneOf(node, path, 'Principal', 'NotPrincipal');
  const negatedPrincipal = principalName === 'NotPrincipal';
  const principal = principals(principalName, principalNode, reading, (own) =>
    readPrincipal(principalNode, `${path}.${principalName}`, negatedPrincipal, own),
  );
  if (negatedPrincipal && effect.value === 'Allow')
    reading.note(
      `${path}.NotPrincipal`,
      'with Allow takes in everybody who is not listed, anonymous requests included',
      principalNode.at,
    );
  const [actionName, actionNode] = oneOf(node, path, 'Action', 'NotAction');
  let resource: ReturnType<typeof readResources> | undefined;
  if (node.members.has('Resource') || node.members.has('NotResource') || reading.kind === 'bucket') {
    const [resourceName, resourceNode] = oneOf(node, path, 'Resource', 'NotResource');
    resource = readResources(resourceNode, `${path}.${resourceName}`, resourceName === 'NotResource', reading);
  } else reading.note(path, 'has no Resource and therefore no effect', node.at);
  const levels = resource?.levels;
  const condition = node.members.get('Condition');
  return {
    index,
    sid: sid === undefined ? undefined : printable(sid.value, 80),
    effect: effect.value,
    principal,
    action: actions(`${reading.kind} ${actionName} ${levels}`, actionNode, reading, (own) =>
      readActions(actionNode, `${path}.${actionName}`, actionName === 'NotAction', levels, own),
    ),
    resource: resource?.list,
    conditions:
      condition === undefined
        ? unconditional
        : conditions(`${reading.withVariables}`, condition, reading, ({ withVariables, note }) =>
            readConditions(condition, `${path}.Condition`, withVariables, note),
          ),
  };
}

function oneOf(node: JsonNode & { type: 'object' }, path: string, plain: string, negated: string): readonly [string, JsonNode] {
  const a = node.members.get(plain);
  const b = node.members.get(negated);
  if (a !== undefined && b !== undefined) throw new PolicyProblem(path, `has both ${plain} and ${negated}`, b.at);
  if (a !== undefined) return [plain, a];
  if (b !== undefined) return [negated, b];
  throw new PolicyProblem(path, `has neither ${plain} nor ${negated}`, node.at);
}
