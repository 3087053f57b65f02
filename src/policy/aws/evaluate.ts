import { and, not, or, type Ternary } from '../ternary.ts';
import { evaluateConditions } from './condition.ts';
import type { Clause } from './condition-syntax.ts';
import { containsGlob, globsIntersect, matchesGlob, relate, type Glob } from './glob.ts';
import { matchPrincipal } from './principal.ts';
import type { Request } from './request-model.ts';
import type { PatternList, Statement } from './statement.ts';

/** One statement against one request, with what decided. */
export interface Match {
  readonly answer: Ternary;
  readonly statement: Statement;
  readonly principal: Ternary;
  readonly condition: Ternary;
  /** The clause that decided the condition; undefined without conditions. */
  readonly clause: Clause | undefined;
}

/** Action names hold no variables, so this is never unknown. */
export function matchAction({ negated, patterns }: PatternList, action: string): boolean {
  for (const pattern of patterns) if (matchesGlob(pattern, action)) return !negated;
  return negated;
}

/** Whether one ARN is taken in by (Not)Resource. A key policy statement without Resource has no effect. */
export function matchResource(list: PatternList | undefined, arn: string): Ternary {
  if (list === undefined) return 'false';
  let answer: Ternary = 'false';
  for (const pattern of list.patterns) {
    answer = or(answer, relate(pattern, arn));
    if (answer === 'true') break;
  }
  return list.negated ? not(answer) : answer;
}

/** Everything of a statement but its resource; undefined when action or principal rule it out. */
export function matchStatement(statement: Statement, request: Request): Match | undefined {
  if (!matchAction(statement.action, request.action)) return undefined;
  const principal = matchPrincipal(statement.principal, request.identity, statement.effect);
  if (principal === 'false') return undefined;
  const { answer: condition, clause } = evaluateConditions(statement.conditions, request);
  return { answer: and(principal, condition), statement, principal, condition, clause };
}

/** True when (Not)Resource provably takes in every ARN of the universe; false proves nothing. */
export function coversAll(list: PatternList | undefined, universe: Glob): boolean {
  if (list === undefined) return false;
  if (list.negated) return !list.patterns.some((pattern) => globsIntersect(pattern, universe));
  return list.patterns.some((pattern) => containsGlob(pattern, universe));
}

/** Whether (Not)Resource takes in some ARN of the universe. */
export function touches(list: PatternList | undefined, universe: Glob, samples: () => readonly string[]): Ternary {
  if (list === undefined) return 'false';
  if (!list.negated)
    return list.patterns
      .map((pattern): Ternary =>
        globsIntersect(pattern, universe) ? (pattern.variables.length > 0 ? 'unknown' : 'true') : 'false',
      )
      .reduce(or, 'false');
  if (list.patterns.some((pattern) => containsGlob(pattern, universe))) return 'false';
  return samples().some((arn) => matchResource(list, arn) === 'true') ? 'true' : 'unknown';
}

/** The verdict on one request for one ARN: `true` is granted, by some Allow and against no Deny. */
export function decide(statements: readonly Statement[], request: Request, arn: string): Ternary {
  let allowed: Ternary = 'false';
  let denied: Ternary = 'false';
  for (const statement of statements) {
    const match = matchStatement(statement, request);
    if (match === undefined) continue;
    const answer = and(match.answer, matchResource(statement.resource, arn));
    if (statement.effect === 'Allow') allowed = or(allowed, answer);
    else denied = or(denied, answer);
  }
  return and(allowed, not(denied));
}
