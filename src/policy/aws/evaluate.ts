import { and, not, or, type Ternary } from '../ternary.ts';
import { evaluateConditions } from './condition.ts';
import type { Clause } from './condition-syntax.ts';
import { memoFor } from '../memo.ts';
import { containsGlob, globsIntersect, matchesGlob, relate, type Glob } from './glob.ts';
import { matchPrincipal } from './principal.ts';
import type { Request } from './request-model.ts';
import type { PatternList, Statement } from './statement.ts';
import { resolveList } from './variable.ts';

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

/**
 * Whether one ARN is taken in by (Not)Resource. A key policy statement without Resource has no effect.
 * @param request where policy variables are to be read as what they are in this request
 */
export function matchResource(list: PatternList | undefined, arn: string, request?: Request): Ternary {
  if (list === undefined) return 'false';
  let answer: Ternary = 'false';
  for (const pattern of (request === undefined ? list : resolveList(list, request)).patterns) {
    answer = or(answer, relate(pattern, arn));
    if (answer === 'true') break;
  }
  return list.negated ? not(answer) : answer;
}

/** Everything of a statement but its resource; undefined when action or principal rule it out. */
export const matchStatement = (statement: Statement, request: Request): Match | undefined =>
  matchAction(statement.action, request.action) ? matchContext(statement, request) : undefined;

function matchContext(statement: Statement, request: Request): Match | undefined {
  const principal = matchPrincipal(statement.principal, request.identity, statement.effect);
  if (principal === 'false') return undefined;
  const { answer: condition, clause } = evaluateConditions(statement.conditions, request);
  return { answer: and(principal, condition), statement, principal, condition, clause };
}

/** Of S3's own keys those that tell how a request is signed and sent, whatever it asks for. */
const channelKeys = new Set(['s3:authtype', 's3:signatureversion', 's3:tlsversion']);

/** Headers and parameters of a request, which are S3's own keys, depend on its action; who asks and from where does not. */
export const dependsOnAction = ({ conditions }: Statement): boolean =>
  conditions.some(({ lowerKey }) => lowerKey.startsWith('s3:') && !channelKeys.has(lowerKey));

/** What is the same for the many requests that a check plays. */
export type Asking = Omit<Request, 'action' | 'channel'>;

/**
 * {@link matchStatement} for many requests that differ only in action and channel: principal and conditions are
 * weighed once for everybody who asks with the same object.
 */
export const matcherFor: (asking: Asking) => (statement: Statement, request: Request) => Match | undefined =
  memoFor(matcherOfMany);

function matcherOfMany(): (statement: Statement, request: Request) => Match | undefined {
  const known = new Map<Statement, Partial<Record<Request['channel'], Match | null>>>();
  return (statement, request) => {
    if (!matchAction(statement.action, request.action)) return undefined;
    let byChannel = known.get(statement);
    if (byChannel === undefined) known.set(statement, (byChannel = {}));
    const found = byChannel[request.channel];
    if (found !== undefined) return found ?? undefined;
    const match = matchContext(statement, request);
    if (!dependsOnAction(statement)) byChannel[request.channel] = match ?? null;
    return match;
  };
}

/** True when (Not)Resource provably takes in every ARN of the universe; false proves nothing. */
export function coversAll(list: PatternList | undefined, universe: Glob): boolean {
  if (list === undefined) return false;
  if (list.negated) return !list.patterns.some((pattern) => globsIntersect(pattern, universe));
  return list.patterns.some((pattern) => containsGlob(pattern, universe));
}

/** The verdict on one request for one ARN: `true` is granted, by some Allow and against no Deny. */
export function decide(statements: readonly Statement[], request: Request, arn: string): Ternary {
  let allowed: Ternary = 'false';
  let denied: Ternary = 'false';
  for (const statement of statements) {
    const match = matchStatement(statement, request);
    if (match === undefined) continue;
    const answer = and(match.answer, matchResource(statement.resource, arn, request));
    if (statement.effect === 'Allow') allowed = or(allowed, answer);
    else denied = or(denied, answer);
  }
  return and(allowed, not(denied));
}
