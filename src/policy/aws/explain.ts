import { becauseOf } from './condition.ts';
import { matchResource } from './evaluate.ts';
import type { Answer } from './grants.ts';
import { statementLabel } from './statement.ts';

/** Why a need is not met for certain: a clause without a final stop. */
export function whyNotAllowed({ match, request, arn }: Answer): string {
  if (match === undefined) return 'no Allow statement covers it';
  const label = statementLabel(match.statement);
  if (matchResource(match.statement.resource, arn) === 'false')
    return `${label} allows the action, but its Resource does not take in this ARN`;
  if (match.principal === 'unknown')
    return `${label} names one identity of the account, and whether W&B acts as it is not in the policy`;
  if (match.condition !== 'true' && match.clause !== undefined) {
    return `${label} allows it only under ${match.clause.operator} ${match.clause.key}, and ${becauseOf(match.clause, request)}`;
  }
  return `${label} allows it only for a policy variable whose value is not known`;
}

/** How a Deny hits, or may hit, a need: a clause that begins with the statement. */
export function howDenied({ answer, match, request }: Answer): string {
  if (match === undefined) return 'a statement denies it';
  const label = statementLabel(match.statement);
  const verb = answer === 'true' ? 'denies' : 'may deny';
  if (match.principal === 'unknown') return `${label} ${verb} it, depending on which identity W&B acts as`;
  if (match.clause === undefined) return `${label} ${verb} it without a condition`;
  return `${label} ${verb} it because ${becauseOf(match.clause, request)}`;
}
