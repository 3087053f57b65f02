import { and, not, or, type Ternary } from '../../ternary.ts';
import { evaluateConditions, type ConditionResult } from './condition.ts';
import type { Clause, PatternList, Statement } from '../document/model.ts';
import { memoFor, memoPer } from '../../memo.ts';
import { containsGlob, globsIntersect, matchesGlob, relate, type Glob } from '../pattern/glob.ts';
import { matchPrincipal } from './principal.ts';
import type { Request } from '../request/request.ts';
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
export const matchAction = (list: PatternList, action: string): boolean =>
  actionMatches(list, action, () => list.patterns.some((pattern) => matchesGlob(pattern, action)) !== list.negated);

/** Every check asks about the same actions, and many policies have the same list. */
const actionMatches = memoPer<PatternList, boolean>(256);

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

function matchContext(
  statement: Statement,
  request: Request,
  weigh: typeof evaluateConditions = evaluateConditions,
): Match | undefined {
  const principal = matchPrincipal(statement.principal, request.identity, statement.effect);
  if (principal === 'false') return undefined;
  const { answer: condition, clause } = weigh(statement.conditions, request);
  return { answer: and(principal, condition), statement, principal, condition, clause };
}

/** Of S3's own keys those that tell how a request is signed and sent, whatever it asks for. */
const channelKeys = new Set(['s3:authtype', 's3:signatureversion', 's3:tlsversion']);

/** Headers and parameters of a request, which are S3's own keys, depend on its action; who asks and from where does not. */
const dependOnAction = memoFor((conditions: Statement['conditions']): boolean =>
  conditions.some(
    ({ lowerKey, values }) =>
      isOfAction(lowerKey) || values.some(({ variables }) => variables.some((name) => isOfAction(name.trim()))),
  ),
);
const isOfAction = (key: string): boolean => key.startsWith('s3:') && !channelKeys.has(key);
export const dependsOnAction = ({ conditions }: Statement): boolean => dependOnAction(conditions);

/** What is the same for the many requests that a check plays. */
export type Asking = Omit<Request, 'action' | 'channel'>;

/** Matches many requests that differ only in action and channel. */
export interface Matcher {
  /** {@link matchStatement} */
  readonly match: (statement: Statement, request: Request) => Match | undefined;
  /** The same whatever action is asked for, where the statement's principal and conditions do not look at it. */
  readonly context: (statement: Statement, request: Request) => Match | undefined;
}

/** Remembers one result for each object and channel. */
function byChannel<K extends object, T>(): (owner: K, request: Request, compute: () => T) => T {
  const known = new WeakMap<K, { [C in Request['channel']]?: { readonly result: T } }>();
  return (owner, { channel }, compute) => {
    let results = known.get(owner);
    if (results === undefined) known.set(owner, (results = {}));
    return (results[channel] ??= { result: compute() }).result;
  };
}

/** Principal and conditions are weighed once for everybody who asks with the same object. */
export const matcherFor: (asking: Asking) => Matcher = memoFor(matcherOfMany);

function matcherOfMany(): Matcher {
  const matches = byChannel<Statement, Match | undefined>();
  // Many policies have the same conditions; the reader of policies makes them the same object.
  const weighed = byChannel<Statement['conditions'], ConditionResult>();
  const weigh: typeof evaluateConditions = (conditions, request) =>
    weighed(conditions, request, () => evaluateConditions(conditions, request));
  const context: Matcher['context'] = (statement, request) =>
    dependsOnAction(statement)
      ? matchContext(statement, request)
      : matches(statement, request, () => matchContext(statement, request, weigh));
  return {
    context,
    match: (statement, request) => (matchAction(statement.action, request.action) ? context(statement, request) : undefined),
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
