import { memoFor } from '../../memo.ts';
import { and, or, type Ternary } from '../../ternary.ts';
import { allowAnswers, allOf, denyAnswers, type NeedAnswer } from '../verdict/grants.ts';
import type { Need } from '../request/needs.ts';
import { anyone, parseIdentity } from '../document/identity.ts';
import { evaluateClause } from '../verdict/condition.ts';
import { matchStatement, type Asking } from '../verdict/evaluate.ts';
import { isAllowList } from './clause.ts';
import { hereAndElsewhere, type TriedNetwork, type Places } from './places.ts';
import { matchPrincipal } from '../verdict/principal.ts';
import { isNetworkKey } from '../request/keys.ts';
import type { Network, Request } from '../request/request.ts';
import type { Scope } from '../request/scope.ts';
import { publicParts } from '../pattern/ip.ts';
import type { Clause, Statement } from '../document/model.ts';

/**
 * Why a Deny hits what it hits; each cause has a check of its own. A statement with conditions on several
 * keys belongs to the first cause in this order.
 */
export type DenyCause = 'network' | 'signature-age' | 'authorization' | 'other';

export function denyCause({ conditions }: Statement): DenyCause {
  if (conditions.some((clause) => isNetworkKey(clause.lowerKey) && !isAlwaysTrue(clause))) return 'network';
  if (conditions.some((clause) => clause.lowerKey === 's3:signatureage' && !isAlwaysTrue(clause))) return 'signature-age';
  const authorizationKeys = ['s3:authtype', 's3:signatureversion'];
  return conditions.some((clause) => authorizationKeys.includes(clause.lowerKey) && !isAlwaysTrue(clause))
    ? 'authorization'
    : 'other';
}

/** True for a clause that every request meets, whatever is known of it: it is no cause of anything. */
const isAlwaysTrue = memoFor((clause: Clause): boolean => evaluateClause(clause, anybody) === 'true');

/** Of a request over plain HTTP nothing else is known. */
const anybody: Request = {
  channel: 'plain-http',
  identity: anyone,
  operator: 'customer',
  action: '',
  owner: undefined,
  region: undefined,
  now: 0,
};

/** The Deny statements of one cause that take in the identity, or may. */
export const deniesOf = (statements: readonly Statement[], cause: DenyCause, { identity }: Asking): readonly Statement[] =>
  statements.filter(
    (statement) =>
      statement.effect === 'Deny' &&
      denyCause(statement) === cause &&
      matchPrincipal(statement.principal, identity, 'Deny') !== 'false',
  );

/** Of the Deny statements by network those that let W&B's pre-signed URLs work from some networks only. */
export const restrictionsOf = (denies: readonly Statement[]): readonly Statement[] =>
  denies.filter(({ conditions }) => conditions.some(isAllowList));

const identityKeys = /^aws:(?:principal|userid$|username$|tokenissuetime$|multifactorauth)/;

/** The statement without its exceptions by identity. */
const withoutExceptions = (statement: Statement): Statement =>
  statement.conditions.some(({ lowerKey }) => identityKeys.test(lowerKey))
    ? { ...statement, conditions: statement.conditions.filter(({ lowerKey }) => !identityKeys.test(lowerKey)) }
    : statement;

/** A request with a pre-signed URL from one place, and what became of it. */
export interface Tried {
  readonly place: TriedNetwork;
  readonly answer: NeedAnswer;
}

/** How the restrictions treat requests with a pre-signed URL. */
export interface Restriction {
  /** `true`: some named network gets through to every object. `false`: all are refused everywhere. */
  readonly inside: Ternary;
  /** The statement that refuses the first named network, and how. */
  readonly insideHit: Tried | undefined;
  /** `true`: everybody else is refused every object. */
  readonly outside: Ternary;
  /** The request from outside that is not refused, or not for certain. */
  readonly witness: Tried | undefined;
  /** True when the restriction fails only because it excepts W&B's principal, which signs the URLs. */
  readonly switchedOffByCarveOut: boolean;
  /** True when the listed addresses leave no public address out. */
  readonly wholeInternet: boolean;
}

/**
 * Plays reads and writes with a pre-signed URL from inside and outside of the networks that the statements name.
 * @param denies every Deny by network, with at least one restriction among them
 * @param needs those with the channel `presigned`
 */
export function judgeRestriction(
  denies: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): Restriction {
  const byUrl = presignedNeeds(needs);
  const places = placesOf(restrictionsOf(denies), blocked(denies));
  const refusedEverywhere = (by: readonly Statement[], { network }: TriedNetwork): readonly NeedAnswer[] =>
    coverage(by, byUrl, askingFrom(asking)(network), scopeOf);

  let inside: Ternary = 'false';
  let insideHit: Tried | undefined;
  for (const place of places.inside) {
    const hits = denyAnswers(denies, byUrl, askingFrom(asking)(place.network), scopeOf);
    const [hit] = hits;
    if (hit !== undefined) insideHit ??= { place, answer: hit };
    const free: Ternary =
      hits.length === 0 ? 'true' : refusedEverywhere(denies, place).some(({ answer }) => answer === 'true') ? 'false' : 'unknown';
    inside = or(inside, free);
    if (inside === 'true') break;
  }
  if (inside === 'false' && !places.complete) inside = 'unknown';

  let outside: Ternary = 'true';
  let witness: Restriction['witness'];
  for (const place of places.outside) {
    const answers = refusedEverywhere(denies, place);
    const refused = allOf(answers);
    if (refused === 'true') continue;
    const answer = answers.find((one) => one.answer === refused);
    if (answer !== undefined && (witness === undefined || (refused === 'false' && outside !== 'false')))
      witness = { place, answer };
    outside = and(outside, refused);
  }
  // AWS compares NotPrincipal with account, role and session at once, and W&B's session names are not known.
  if (outside === 'false' && denies.some(({ principal }) => principal.negated)) outside = 'unknown';
  const isClosedWithoutExceptions = (): boolean => {
    const stripped = denies.map(withoutExceptions);
    return places.outside.every((place) => allOf(refusedEverywhere(stripped, place)) === 'true');
  };
  return {
    inside,
    insideHit,
    outside,
    witness,
    switchedOffByCarveOut: outside === 'false' && isClosedWithoutExceptions(),
    wholeInternet: places.wholeInternet,
  };
}

/**
 * Plays reads and writes with a pre-signed URL from one public address.
 * @returns the answer that refuses it, or may; undefined when nothing does
 */
export function refusalFrom(
  address: string,
  denies: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): NeedAnswer | undefined {
  const [hit] = denyAnswers(denies, presignedNeeds(needs), { ...asking, network: { 'aws:sourceip': address } }, scopeOf);
  return hit;
}

/** How many parts of the Internet are tried; a policy that lists more addresses than that is asked about. */
const mostParts = 256;

/**
 * Whether Deny statements refuse pre-signed URLs from every public address, however they cut the Internet up. Behind an
 * endpoint of a VPC they may work all the same.
 * @returns an answer for one of the addresses; undefined when some address gets through, or when there are too many to try
 */
export function refusedFromEverywhere(
  denies: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): NeedAnswer | undefined {
  const parts = publicParts(denies.flatMap(({ conditions }) => conditions.flatMap(addressesOf)));
  if (parts.length > mostParts) return undefined;
  const hits = parts.map((address) => refusalFrom(address, denies, needs, asking, scopeOf));
  return hits.every((hit) => hit?.answer === 'true') ? hits[0] : undefined;
}

/** Blocks under `aws:SourceIp`, whichever way they are compared. */
export const addressesOf = ({ lowerKey, values }: Clause): readonly string[] =>
  lowerKey === 'aws:sourceip' ? values.filter(({ variables }) => variables.length === 0).map(({ source }) => source) : [];

/** What is done with a pre-signed URL, and in no other way. */
const presignedNeeds: (needs: readonly Need[]) => readonly Need[] = memoFor((needs) =>
  needs
    .filter(({ channels, role }) => role === 'core' && channels.includes('presigned'))
    .map((need): Need => ({ ...need, channels: ['presigned'] })),
);

/** The places that restrictions tell apart. Most policies have one restriction, and many policies have the same. */
function placesOf(restrictions: readonly Statement[], cuts: readonly string[]): Places {
  const [first, ...more] = restrictions;
  return first !== undefined && more.length === 0 && cuts.length === 0
    ? placesUnder(first.conditions)
    : hereAndElsewhere(
        restrictions.flatMap(({ conditions }) => conditions),
        cuts,
      );
}
const placesUnder = memoFor((clauses: readonly Clause[]) => hereAndElsewhere(clauses));

/** Addresses that are refused by name. */
const blocked = (denies: readonly Statement[]): readonly string[] =>
  denies.flatMap(({ conditions }) => conditions.filter(({ negated }) => !negated).flatMap(addressesOf));

/** The same requests from a place, as the same object for the same place. */
const askingFrom = memoFor((asking: Asking) => memoFor((network: Network): Asking => ({ ...asking, network })));

const asAllow = memoFor((statement: Statement): Statement => ({ ...statement, effect: 'Allow' }));

/** Whether the Deny statements together take in every object: asked of them as if they allowed it. */
function coverage(
  denies: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly NeedAnswer[] {
  return allowAnswers(denies.map(asAllow), needs, asking, scopeOf);
}

/** Whether a Deny also keeps the owner's own identities from mending the policy, unless they come from a listed network. */
export function ownerLosesPolicy(statement: Statement, { owner, region, now }: Asking, account: string | undefined): boolean {
  const identity = parseIdentity(account ?? owner ?? '');
  if (identity === undefined) return false;
  const match = matchStatement(statement, {
    channel: 'owner',
    identity,
    operator: 'customer',
    action: 's3:putbucketpolicy',
    owner,
    region,
    now,
    network: { 'aws:sourceip': '203.0.113.7' },
  });
  return match !== undefined && match.answer === 'true';
}
