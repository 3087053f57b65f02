import { printable } from '../../printable.ts';
import { and, or, type Ternary } from '../../ternary.ts';
import {
  coversAll,
  decide,
  dependsOnAction,
  matcherFor,
  matchResource,
  type Asking,
  type Match,
  type Matcher,
} from './evaluate.ts';
import type { Need } from '../request/needs.ts';
import { askEveryObject, takesInSome } from './objects.ts';
import { matchPrincipal } from './principal.ts';
import type { Channel, Request } from '../request/request.ts';
import type { Scope } from '../request/scope.ts';
import type { Statement } from '../document/model.ts';

/** Whether one need is met, with the ARN and the statement that show it. */
export interface NeedAnswer {
  readonly answer: Ternary;
  readonly need: Need;
  readonly request: Request;
  /** The shortest ARN with this answer, fit for printing; a pattern when it could not be decided. */
  readonly arn: string;
  /** The statement that decided, or came nearest to deciding. */
  readonly match: Match | undefined;
  /** Whether the (Not)Resource of that statement takes in the ARN. */
  readonly resource: Ternary;
  /** The patterns have too many wildcards to know what they cover. */
  readonly tooManyWildcards?: true;
}

/** What the Allow statements say to every need, through each of its channels. Deny statements are not looked at. */
export function allowAnswers(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly NeedAnswer[] {
  // Whom a statement names is the same for all needs, and ruling statements out by it is cheap.
  const allows = statements.filter(
    ({ effect, principal }) => effect === 'Allow' && matchPrincipal(principal, asking.identity, effect) !== 'false',
  );
  const memory = { match: matcherFor(asking).match, covering: new Map<Statement, boolean>() };
  const answers: NeedAnswer[] = [];
  for (const need of needs) {
    const scope = scopeOf(need);
    // Accounts are scoped to one partition, and W&B's are in `aws`: no statement reaches across.
    const own = isForeign(asking, scope) ? [] : allows;
    for (const channel of need.channels) answers.push(allowAnswer(own, need, requestOf(asking, need, channel), scope, memory));
  }
  return answers;
}

function isForeign({ identity, operator }: Asking, scope: Scope): boolean {
  return operator === 'wandb' && !(scope.kind === 'one' ? scope.arn : scope.root).startsWith(`arn:${identity.partition}:`);
}

/** Member by member: this is built for every need of every bucket, and a spread costs most of that. */
const requestOf = (
  { identity, operator, owner, region, now, network, encryptionContext, age }: Asking,
  { action }: Pick<Need, 'action'>,
  channel: Channel,
): Request => ({
  channel,
  identity,
  operator,
  action,
  owner,
  region,
  now,
  network,
  encryptionContext,
  age,
});

/** What is the same for many needs. */
interface Memory {
  readonly match: (statement: Statement, request: Request) => Match | undefined;
  readonly covering: Map<Statement, boolean>;
}

function allowAnswer(
  allows: readonly Statement[],
  need: Need,
  request: Request,
  scope: Scope,
  { match: matchOne, covering }: Memory,
): NeedAnswer {
  const matches: Match[] = [];
  for (const statement of allows) {
    const match = matchOne(statement, request);
    if (match === undefined) continue;
    if (match.answer === 'true' && scope.kind === 'every') {
      let covers = covering.get(statement);
      if (covers === undefined) covering.set(statement, (covers = coversAll(statement.resource, scope.universe)));
      if (covers) return { answer: 'true', need, request, arn: scope.first, match, resource: 'true' };
    }
    matches.push(match);
  }
  if (scope.kind === 'one') return { need, request, arn: scope.arn, ...best(matches, scope.arn, request) };
  const applying = matches.filter(({ answer }) => answer !== 'false');
  const { answer, arn } = askEveryObject(scope, applying, request, 'false');
  if (answer === 'undecided') return undecided(need, request, arn, undefined);
  return { need, request, ...best(matches, arn, request), arn: shown(arn) };
}

const undecided = (need: Need, request: Request, arn: string, match: Match | undefined): NeedAnswer => ({
  answer: 'unknown',
  need,
  request,
  arn: shown(arn),
  match,
  resource: 'unknown',
  tooManyWildcards: true,
});

/** Witnesses are made of the letters of patterns, and those can be anything. */
const shown = (arn: string): string => printable(arn, 400);

function best(matches: readonly Match[], arn: string, request: Request): Pick<NeedAnswer, 'answer' | 'match' | 'resource'> {
  let found: Pick<NeedAnswer, 'answer' | 'match' | 'resource'> = { answer: 'false', match: undefined, resource: 'false' };
  for (const match of matches) {
    const resource = matchResource(match.statement.resource, arn, request);
    const answer = and(match.answer, resource);
    if (answer === 'true') return { answer, match, resource };
    if (found.match === undefined || (answer === 'unknown' && found.answer === 'false')) found = { answer, match, resource };
  }
  return found;
}

const everyChannel = ['platform', 'presigned', 'via-s3', 'presigned-via-s3'] as const;

const whatever = { action: '' };

/** False when a Deny can hit nothing at all: the usual TLS statement is ruled out once and not for every need. */
function mayDeny(statement: Statement, asking: Asking, { context }: Matcher): boolean {
  const { principal, effect } = statement;
  if (matchPrincipal(principal, asking.identity, effect) === 'false') return false;
  if (dependsOnAction(statement)) return true;
  return everyChannel.some(
    (channel) => (context(statement, requestOf(asking, whatever, channel))?.answer ?? 'false') !== 'false',
  );
}

/** The needs that a Deny statement hits, for certain or perhaps; certain ones first. */
export function denyAnswers(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly NeedAnswer[] {
  const matcher = matcherFor(asking);
  const denies = statements.filter((statement) => statement.effect === 'Deny' && mayDeny(statement, asking, matcher));
  if (denies.length === 0) return [];
  const answers: NeedAnswer[] = [];
  for (const need of needs) {
    if (need.role === 'tomorrow') continue;
    const scope = scopeOf(need);
    for (const channel of need.channels) {
      const request = requestOf(asking, need, channel);
      for (const statement of denies) {
        const match = matcher.match(statement, request);
        if (match === undefined || match.answer === 'false') continue;
        const hit =
          scope.kind === 'one'
            ? { answer: matchResource(statement.resource, scope.arn, request), arn: scope.arn }
            : takesInSome(scope, match, request);
        if (hit.answer === 'undecided') answers.push(undecided(need, request, hit.arn, match));
        else if (hit.answer !== 'false')
          answers.push({
            answer: and(match.answer, hit.answer),
            need,
            request,
            arn: shown(hit.arn),
            match,
            resource: hit.answer,
          });
      }
    }
  }
  if (answers.length === 0) return answers;
  return [...answers.filter(({ answer }) => answer === 'true'), ...answers.filter(({ answer }) => answer === 'unknown')];
}

/** The needs that are granted on at least one ARN, for certain or perhaps, Deny statements included. */
export function allowedSomewhere(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly NeedAnswer[] {
  const { match: matchOne } = matcherFor(asking);
  return needs.flatMap((need) => {
    const scope = scopeOf(need);
    const request = requestOf(asking, need, 'platform');
    const applying = statements.flatMap((statement) => {
      const match = matchOne(statement, request);
      return match === undefined || match.answer === 'false' ? [] : [match];
    });
    const allows = applying.filter(({ statement }) => statement.effect === 'Allow');
    if (allows.length === 0) return [];
    const { answer, arn } =
      scope.kind === 'one'
        ? { answer: decide(statements, request, scope.arn), arn: scope.arn }
        : askEveryObject(scope, applying, request, 'true');
    if (answer === 'undecided') return [undecided(need, request, arn, allows[0])];
    return answer === 'false' ? [] : [{ need, request, ...best(allows, arn, request), answer, arn: shown(arn) }];
  });
}

/** The worst of several answers: false before unknown before true. */
export const allOf = (answers: readonly NeedAnswer[]): Ternary => answers.map(({ answer }) => answer).reduce(and, 'true');
export const anyOf = (answers: readonly NeedAnswer[]): Ternary => answers.map(({ answer }) => answer).reduce(or, 'false');

/** Answers sorted by what they mean for W&B, each need once. */
export interface GrantSummary {
  /** W&B does not work without these. */
  readonly missing: readonly NeedAnswer[];
  /** Members of a documented pattern that are not granted and not known to be used. */
  readonly missingMembers: readonly NeedAnswer[];
  /** It depends on a fact outside the policy. */
  readonly open: readonly NeedAnswer[];
  /** Documented patterns of which only today's members are granted, one by one. */
  readonly enumerated: readonly string[];
}

export function summarizeGrants(answers: readonly NeedAnswer[]): GrantSummary {
  const once = (wanted: Ternary, roles: readonly Need['role'][]): readonly NeedAnswer[] => {
    const found = new Map<string, NeedAnswer>();
    for (const answer of answers) {
      if (answer.answer === wanted && roles.includes(answer.need.role) && !found.has(answer.need.name))
        found.set(answer.need.name, answer);
    }
    return [...found.values()];
  };
  return {
    missing: once('false', ['core']),
    missingMembers: once('false', ['member']),
    open: once('unknown', ['core', 'member']),
    enumerated: once('false', ['tomorrow']).map(({ need }) => need.documented),
  };
}
