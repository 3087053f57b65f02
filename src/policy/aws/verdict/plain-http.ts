import type { Ternary } from '../../ternary.ts';
import { evaluateClause } from './condition.ts';
import { coversAll, matchResource } from './evaluate.ts';
import { compileGlob, containsGlob } from '../pattern/glob.ts';
import { anyone } from '../document/identity.ts';
import { isPublicPrincipal } from './principal.ts';
import type { Request } from '../request/request.ts';
import { bucketScopes } from '../request/scope.ts';
import { statementLabel, type Statement } from '../document/model.ts';

export interface PlainHttp {
  readonly answer: Ternary;
  /** Ends a sentence; empty when the answer is `true`. */
  readonly why: string;
  /** The statement that decided, or came nearest. */
  readonly statement: Statement | undefined;
}

const everyAction = compileGlob('s3:*');
const tlsKeys = new Set(['aws:securetransport', 's3:tlsversion']);

/**
 * Whether Deny statements refuse every request without TLS: to everyone, all actions, the bucket and all objects.
 * Two statements may share the work; a third condition would spare somebody, so it does not count.
 */
export function deniesPlainHttp(statements: readonly Statement[], partition: string, bucket: string, now: number): PlainHttp {
  const { bucket: one, object } = bucketScopes(partition, bucket, undefined, []);
  const request: Request = {
    channel: 'plain-http',
    identity: anyone,
    operator: 'customer',
    action: 's3:*',
    owner: undefined,
    region: undefined,
    now,
  };
  let onBucket: Ternary = 'false';
  let onObjects: Ternary = 'false';
  let nearest: { readonly statement: Statement; readonly why: string } | undefined;
  let decisive: Statement | undefined;
  for (const statement of statements) {
    if (statement.effect !== 'Deny') continue;
    const label = statementLabel(statement);
    const answers = statement.conditions.map((clause) => ({ clause, answer: evaluateClause(clause, request) }));
    const isAboutTls = statement.conditions.some(({ lowerKey }) => tlsKeys.has(lowerKey));
    if (!isAboutTls && answers.some(({ answer }) => answer !== 'true')) continue;
    const failed = answers.find(({ answer }) => answer === 'false');
    if (failed !== undefined) {
      nearest ??= { statement, why: `${label} has a condition on ${failed.clause.key} that plain HTTP does not meet` };
      continue;
    }
    if (statement.principal.negated || !isPublicPrincipal(statement.principal)) {
      nearest ??= { statement, why: `${label} does not name everyone` };
      continue;
    }
    if (statement.action.negated || !statement.action.patterns.some((pattern) => containsGlob(pattern, everyAction))) {
      nearest ??= { statement, why: `${label} does not take in all actions` };
      continue;
    }
    const spared = answers.find(({ clause, answer }) => answer === 'unknown' && !tlsKeys.has(clause.lowerKey));
    if (spared !== undefined) {
      nearest ??= { statement, why: `${label} spares requests by its condition on ${spared.clause.key}` };
      continue;
    }
    const unsure = answers.find(({ answer }) => answer === 'unknown');
    const answer: Ternary = unsure === undefined ? 'true' : 'unknown';
    if (unsure !== undefined)
      nearest = { statement, why: `${label} compares ${unsure.clause.key}, and what that is without TLS is not documented` };
    const { resource } = statement;
    const takesBucket = one.kind === 'one' && matchResource(resource, one.arn) === 'true';
    const takesObjects = object.kind === 'every' && coversAll(resource, object.universe);
    if (takesBucket && onBucket !== 'true') onBucket = answer;
    if (takesObjects && onObjects !== 'true') onObjects = answer;
    if (answer === 'true' && (takesBucket || takesObjects)) decisive = statement;
    if (!takesBucket && onBucket === 'false') nearest ??= { statement, why: `${label} does not take in the bucket itself` };
    if (!takesObjects && onObjects === 'false') nearest ??= { statement, why: `${label} does not take in all objects` };
  }
  if (onBucket === 'true' && onObjects === 'true') return { answer: 'true', why: '', statement: decisive };
  const answer: Ternary = onBucket === 'false' || onObjects === 'false' ? 'false' : 'unknown';
  return { answer, why: nearest?.why ?? 'it has no Deny statement about it', statement: nearest?.statement };
}
