import { printable } from '../../printable.ts';
import type { JsonNode } from '../../strict-json.ts';
import { readConditionValues } from './condition-values.ts';
import { comparisons, type Clause } from './model.ts';
import { PolicyProblem, spelling, type Note } from './problem.ts';

const silent: Note = () => undefined;

/** Keys that hold several values; a quantifier is meant for these (IAM user guide, multivalued context keys). */
const severalValues =
  /^(?:aws:(?:calledvia|principalorgpaths|principalservicenameslist|resourceorgpaths|sourceorgpaths|tagkeys)|kms:(?:encryptioncontextkeys|grantoperations|requestalias|resourcealiases))$/;

/** Reads a Condition block or throws a {@link PolicyProblem}. */
export function readConditions(node: JsonNode, path: string, withVariables: boolean, note: Note = silent): readonly Clause[] {
  if (node.type !== 'object') throw new PolicyProblem(path, 'is not an object', node.at);
  const clauses: Clause[] = [];
  for (const [operator, block] of node.members) {
    const parts = operatorParts(operator);
    const operatorPath = `${path}.${operator}`;
    if (parts === undefined)
      throw new PolicyProblem(
        operatorPath,
        `is not a condition operator${spelling(operator, Object.keys(comparisons))}`,
        block.at,
      );
    if (block.type !== 'object') throw new PolicyProblem(operatorPath, 'is not an object', block.at);
    if (block.members.size === 0) note(operatorPath, 'is empty and has no effect', block.at);
    const seen = new Set<string>();
    for (const [key, list] of block.members) {
      const lowerKey = key.toLowerCase();
      const keyPath = `${operatorPath}.${key}`;
      if (seen.has(lowerKey)) throw new PolicyProblem(keyPath, 'occurs twice in different case', list.at);
      seen.add(lowerKey);
      if (!/^[\w-]+:./.test(key)) throw new PolicyProblem(keyPath, 'is not a condition key: those are service:Name', list.at);
      if (parts.quantifier === 'ForAllValues' && !severalValues.test(lowerKey))
        note(keyPath, 'has one value, and ForAllValues is true as well when it is absent', list.at);
      const values = readConditionValues(list, keyPath, lowerKey, parts, withVariables, note);
      clauses.push({ ...parts, operator: printable(operator), key: printable(key, 100), lowerKey, values });
    }
  }
  return clauses;
}

type Parts = Pick<Clause, 'base' | 'comparison' | 'negated' | 'ignoreCase' | 'ifExists' | 'quantifier'>;

function operatorParts(operator: string): Parts | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator);
  const base = match?.[2];
  if (match === null || base === undefined || !isComparison(base) || (base === 'Null' && match[3] !== undefined))
    return undefined;
  return {
    base,
    comparison: comparisons[base],
    negated: base.includes('Not'),
    ignoreCase: base.endsWith('IgnoreCase'),
    ifExists: match[3] !== undefined,
    quantifier: match[1] === 'ForAllValues' ? 'ForAllValues' : match[1] === 'ForAnyValue' ? 'ForAnyValue' : undefined,
  };
}

const isComparison = (name: string): name is keyof typeof comparisons => Object.hasOwn(comparisons, name);
