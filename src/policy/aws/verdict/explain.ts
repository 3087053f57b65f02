import { printable } from '../../printable.ts';
import { becauseOf, evaluateClause } from './condition.ts';
import { literalText } from '../pattern/glob.ts';
import { resolveGlob } from './variable.ts';
import { statementLabel, type Clause } from '../document/model.ts';
import type { NeedAnswer } from './grants.ts';
import { possibilities, type Request } from '../request/request.ts';

/** Why a need is not met for certain: a clause without a final stop. */
export function whyNotAllowed({ match, request, resource, tooManyWildcards, arn }: NeedAnswer): string {
  if (tooManyWildcards === true)
    return 'the Resource patterns that apply have too many wildcards to decide which objects they cover';
  if (match === undefined) {
    const [, partition = ''] = arn.split(':');
    const { identity, operator } = request;
    return operator === 'wandb' && partition !== identity.partition
      ? `nothing in the partition ${partition} can be granted to an account of the partition ${identity.partition}`
      : 'no Allow statement covers it';
  }
  const label = statementLabel(match.statement);
  if (resource === 'false') return `${label} allows the action, but its ${resourceName(match)} does not take in this ARN`;
  if (match.principal === 'unknown')
    return `${label} names one identity of the account, and whether W&B acts as it is not in the policy`;
  if (match.condition !== 'true' && match.clause !== undefined) {
    const { operator, key } = match.clause;
    return `${label} allows it only under ${operator} ${key}, and ${becauseOf(match.clause, request)}${operatorReason(match.clause, request, 'false')}`;
  }
  return `${label} allows it only for a policy variable whose value is not known`;
}

/** How a Deny hits, or may hit, a need: a clause that begins with the statement. */
export function howDenied({ answer, match, request, resource, tooManyWildcards }: NeedAnswer): string {
  if (match === undefined) return 'a statement denies it';
  const label = statementLabel(match.statement);
  if (tooManyWildcards === true)
    return `${label} may deny it, and its ${resourceName(match)} has too many wildcards to decide on which objects`;
  const verb = answer === 'true' ? 'denies' : 'may deny';
  if (match.principal === 'unknown') return `${label} ${verb} it, depending on which identity W&B acts as`;
  if (match.clause === undefined || (resource === 'unknown' && match.condition === 'true'))
    return resource === 'unknown'
      ? `${label} ${verb} it, depending on a policy variable whose value is not known`
      : `${label} ${verb} it without a condition`;
  return `${label} ${verb} it, because ${becauseOf(match.clause, request)}${operatorReason(match.clause, request, 'true')}`;
}

const resourceName = ({ statement }: NonNullable<NeedAnswer['match']>): string =>
  statement.resource?.negated === true ? 'NotResource' : 'Resource';

/** What the operator makes of a key that the request certainly has or has not; empty where that is open. */
function operatorReason(clause: Clause, request: Request, answer: 'true' | 'false'): string {
  const { operator, lowerKey, values, comparison } = clause;
  if (evaluateClause(clause, request) !== answer) return '';
  const found = possibilities(request, lowerKey);
  if (found.length !== 1) return '';
  const [first] = found;
  if (typeof first === 'string') {
    const [value] = values;
    if (value === undefined) return '';
    const more = values.length === 1 ? '' : ` (and ${values.length - 1} more)`;
    const resolved = value.variables.length === 0 ? undefined : resolveGlob(value, request);
    const meant = resolved === undefined ? '' : ` (${printable(literalText(resolved), 60)})`;
    return ` and ${operator} ${JSON.stringify(printable(value.source, 60))}${meant}${more} is ${answer} for it`;
  }
  if (first !== null) return '';
  return comparison === 'null' ? ` and Null asks for that` : ` and ${operator} is ${answer} for an absent key`;
}
