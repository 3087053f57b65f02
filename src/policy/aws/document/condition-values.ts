import type { JsonNode } from '../../strict-json.ts';
import type { Clause } from './model.ts';
import { compileGlob, type Glob } from '../pattern/glob.ts';
import { parseRange, specialRange } from '../pattern/ip.ts';
import { itemPath, PolicyProblem, quoted, type Note } from './problem.ts';

/** Stands for a list without values, about which no document says what it matches: a variable is never certain. */
const nothing: Glob = { source: '', tokens: null, variables: ['(no value)'] };

/** What an operator takes (IAM user guide, condition operators); other operators take any text. */
const forms: Readonly<
  Partial<Record<Clause['comparison'], { readonly test: (text: string) => boolean; readonly name: string }>>
> = {
  bool: { test: (text) => /^(?:true|false)$/i.test(text), name: 'true or false' },
  null: { test: (text) => /^(?:true|false)$/i.test(text), name: 'true or false' },
  numeric: { test: (text) => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text), name: 'a number' },
  date: { test: isDate, name: 'a date in ISO 8601 or in seconds since 1970' },
  ip: { test: (text) => parseRange(text) !== undefined, name: 'an IP address or a CIDR block' },
};

/** Reads the values of one condition key, each as the operator wants it. */
export function readConditionValues(
  node: JsonNode,
  path: string,
  lowerKey: string,
  { base, comparison, quantifier }: Pick<Clause, 'base' | 'comparison' | 'quantifier'>,
  withVariables: boolean,
  note: Note,
): readonly Glob[] {
  const items = node.type === 'array' ? node.items : [node];
  if (items.length === 0) {
    note(path, 'has no value', node.at, 'doubt');
    return [nothing];
  }
  // AWS takes one Boolean; whether a second one makes it refuse the policy is not documented for S3 and KMS.
  if (comparison === 'bool' && items.length > 1 && quantifier === undefined)
    note(path, 'has more than one Boolean', node.at, 'doubt');
  const form = forms[comparison];
  const exact = base === 'StringEquals' || base === 'StringNotEquals';
  return items.map((item, index) => {
    if (item.type !== 'string' && item.type !== 'number' && item.type !== 'boolean')
      throw new PolicyProblem(itemPath(node, path, index), 'is not a string, number or Boolean', item.at);
    const { value, at } = item;
    const glob = compileGlob(value, withVariables);
    if (form !== undefined && glob.variables.length === 0 && !form.test(value))
      throw new PolicyProblem(itemPath(node, path, index), `is ${quoted(value)}, which is not ${form.name}`, at);
    if (exact && glob.tokens !== null && glob.variables.length === 0)
      note(itemPath(node, path, index), `is ${quoted(value)}, and ${base} takes a wildcard as a plain character`, at);
    const special = comparison === 'ip' && lowerKey === 'aws:sourceip' ? specialRange(value) : undefined;
    if (special !== undefined)
      note(itemPath(node, path, index), `is ${quoted(value)}, and a ${special} address is never that of a request to AWS`, at);
    return glob;
  });
}

function isDate(text: string): boolean {
  return (
    /^\d+(?:\.\d+)?$/.test(text) ||
    (/^\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text)))
  );
}
