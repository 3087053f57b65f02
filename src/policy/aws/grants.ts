import { and, or, type Ternary } from '../ternary.ts';
import { evaluateConditions } from './condition.ts';
import { coversAll, decide, matchResource, matchStatement, touches, type Match } from './evaluate.ts';
import type { Need } from './needs.ts';
import { matchPrincipal } from './principal.ts';
import type { Channel, Request } from './request-model.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './statement.ts';

/** What of a request is the same for all needs. */
export type Asking = Omit<Request, 'action' | 'channel'>;

/** Whether one need is met, with the ARN and the statement that show it. */
export interface Answer {
  readonly answer: Ternary;
  readonly need: Need;
  readonly request: Request;
  /** The shortest known ARN with this answer. */
  readonly arn: string;
  /** The statement that decided, or came nearest to deciding. */
  readonly match: Match | undefined;
}

/** What the Allow statements say to every need, through each of its channels. Deny statements are not looked at. */
export function allowAnswers(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly Answer[] {
  // Whom a statement names is the same for all needs, and ruling statements out by it is cheap.
  const allows = statements.filter(
    ({ effect, principal }) => effect === 'Allow' && matchPrincipal(principal, asking.identity, effect) !== 'false',
  );
  const covering = new Map<Statement, boolean>();
  const answers: Answer[] = [];
  for (const need of needs) {
    const scope = scopeOf(need);
    for (const channel of need.channels)
      answers.push(allowAnswer(allows, need, requestOf(asking, need, channel), scope, covering));
  }
  return answers;
}

/** Member by member: this is built for every need of every bucket, and a spread costs most of that. */
const requestOf = ({ identity, operator, owner, region, now }: Asking, { action }: Need, channel: Channel): Request => ({
  channel,
  identity,
  operator,
  action,
  owner,
  region,
  now,
});

function allowAnswer(
  allows: readonly Statement[],
  need: Need,
  request: Request,
  scope: Scope,
  covering: Map<Statement, boolean>,
): Answer {
  const matches: Match[] = [];
  for (const statement of allows) {
    const match = matchStatement(statement, request);
    if (match === undefined) continue;
    if (match.answer === 'true' && scope.kind === 'every') {
      let covers = covering.get(statement);
      if (covers === undefined) covering.set(statement, (covers = coversAll(statement.resource, scope.universe)));
      if (covers) return { answer: 'true', need, request, arn: scope.first, match };
    }
    matches.push(match);
  }
  const arns = scope.kind === 'one' ? [scope.arn] : scope.samples();
  let undecided: Answer | undefined;
  for (const arn of arns) {
    const { answer, match } = best(matches, arn);
    if (answer === 'false') return { answer, need, request, arn, match };
    if (answer === 'unknown') undecided ??= { answer, need, request, arn, match };
    else if (scope.kind === 'one') return { answer, need, request, arn, match };
  }
  // All samples are granted but no single statement provably covers every object: not claimed.
  return (
    undecided ?? {
      answer: 'unknown',
      need,
      request,
      arn: scope.kind === 'one' ? scope.arn : scope.universe.source,
      match: undefined,
    }
  );
}

function best(matches: readonly Match[], arn: string): { readonly answer: Ternary; readonly match: Match | undefined } {
  let answer: Ternary = 'false';
  let decided: Match | undefined;
  for (const match of matches) {
    const one = and(match.answer, matchResource(match.statement.resource, arn));
    if (one === 'true') return { answer: 'true', match };
    if (one === 'unknown' && answer === 'false') {
      answer = 'unknown';
      decided = match;
    } else decided ??= match;
  }
  return { answer, match: decided };
}

const everyChannel = ['platform', 'presigned', 'via-s3'] as const;

/** False when a Deny can hit nothing at all: the usual TLS statement is ruled out once and not for every need. */
function mayDeny({ principal, effect, conditions }: Statement, asking: Asking): boolean {
  if (matchPrincipal(principal, asking.identity, effect) === 'false') return false;
  if (conditions.some(({ lowerKey }) => lowerKey.startsWith('s3:'))) return true;
  return everyChannel.some((channel) => evaluateConditions(conditions, { ...asking, action: '', channel }).answer !== 'false');
}

/** The needs that a Deny statement hits, for certain or perhaps; certain ones first. */
export function denyAnswers(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly Answer[] {
  const denies = statements.filter((statement) => statement.effect === 'Deny' && mayDeny(statement, asking));
  if (denies.length === 0) return [];
  const answers: Answer[] = [];
  for (const need of needs) {
    if (need.role === 'tomorrow') continue;
    const scope = scopeOf(need);
    for (const channel of need.channels) {
      const request = requestOf(asking, need, channel);
      for (const statement of denies) {
        const match = matchStatement(statement, request);
        if (match === undefined || match.answer === 'false') continue;
        const { resource } = statement;
        const hit = scope.kind === 'one' ? matchResource(resource, scope.arn) : touches(resource, scope.universe, scope.samples);
        const answer = and(match.answer, hit);
        if (answer === 'false') continue;
        const arn =
          scope.kind === 'one'
            ? scope.arn
            : (scope.samples().find((sample) => matchResource(resource, sample) !== 'false') ?? scope.universe.source);
        answers.push({ answer, need, request, arn, match });
      }
    }
  }
  return [...answers.filter(({ answer }) => answer === 'true'), ...answers.filter(({ answer }) => answer === 'unknown')];
}

/** The needs that are granted on at least one ARN, for certain or perhaps, Deny statements included. */
export function allowedSomewhere(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly Answer[] {
  const answers: Answer[] = [];
  for (const need of needs) {
    const scope = scopeOf(need);
    const request = requestOf(asking, need, 'platform');
    const arns = scope.kind === 'one' ? [scope.arn] : scope.samples();
    let best: Answer | undefined;
    for (const statement of statements) {
      if (statement.effect !== 'Allow') continue;
      const match = matchStatement(statement, request);
      if (match === undefined) continue;
      for (const arn of arns) {
        const answer = and(and(match.answer, matchResource(statement.resource, arn)), decide(statements, request, arn));
        if (answer === 'true' || (answer === 'unknown' && best === undefined)) best = { answer, need, request, arn, match };
        if (answer === 'true') break;
      }
      if (best?.answer === 'true') break;
    }
    if (best !== undefined) answers.push(best);
  }
  return answers;
}

/** The worst of several answers: false before unknown before true. */
export const allOf = (answers: readonly Answer[]): Ternary => answers.map(({ answer }) => answer).reduce(and, 'true');
export const anyOf = (answers: readonly Answer[]): Ternary => answers.map(({ answer }) => answer).reduce(or, 'false');

/** Answers sorted by what they mean for W&B, each need once. */
export interface GrantSummary {
  /** W&B does not work without these. */
  readonly missing: readonly Answer[];
  /** Members of a documented pattern that are not granted and not known to be used. */
  readonly missingMembers: readonly Answer[];
  /** It depends on a fact outside the policy. */
  readonly open: readonly Answer[];
  /** Documented patterns of which only today's members are granted, one by one. */
  readonly enumerated: readonly string[];
}

export function summarizeGrants(answers: readonly Answer[]): GrantSummary {
  const once = (wanted: Ternary, roles: readonly Need['role'][]): readonly Answer[] => {
    const found = new Map<string, Answer>();
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
