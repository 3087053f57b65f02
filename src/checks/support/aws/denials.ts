import { manual, type CheckContext, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import { bucketPartition } from '../../../policy/aws/request/bucket-partition.ts';
import { evaluateConditions } from '../../../policy/aws/verdict/condition.ts';
import { readPolicy } from '../../../policy/aws/document/document.ts';
import { anyone, type Identity } from '../../../policy/aws/document/identity.ts';
import type { Asking } from '../../../policy/aws/verdict/evaluate.ts';
import { denyAnswers, type NeedAnswer } from '../../../policy/aws/verdict/grants.ts';
import { deniesOf, judgeRestriction, type Restriction } from '../../../policy/aws/network/restriction.ts';
import { isNetworkKey } from '../../../policy/aws/request/keys.ts';
import { matchPrincipal } from '../../../policy/aws/verdict/principal.ts';
import { memoFor, memoPer } from '../../../policy/memo.ts';
import { bucketNeeds, type Need } from '../../../policy/aws/request/needs.ts';
import { bucketScopes, type Scope } from '../../../policy/aws/request/scope.ts';
import { statementLabel, type Statement } from '../../../policy/aws/document/model.ts';
import { whoIsWandb, type Who } from '../../../policy/aws/request/wandb.ts';
import { underRules } from './debatable-policy.ts';
import { bucketAsking, statementEvidence } from './policy-words.ts';

/** A valid bucket policy and W&B's requests, ready to be played against its Deny statements. */
export interface Denials {
  readonly text: string;
  /** As the run reads the debatable ones among them. */
  readonly statements: readonly Statement[];
  readonly who: Who;
  readonly identity: Identity;
  readonly asking: Asking;
  readonly scopeOf: (need: Need) => Scope;
}

/**
 * @param question ends the sentence "the bucket policy is not valid, so … cannot be judged"
 */
export function denialsOf(text: string, context: CheckContext, question: string): Denials | { readonly verdict: Verdict } {
  const read = readPolicy(text);
  if (!read.ok) {
    return {
      verdict: manual(
        `the bucket policy is not valid, so ${question} cannot be judged (see aws/bucket-policy-grants): ${read.problem}`,
        { key: 'invalid-policy' },
      ),
    };
  }
  // Every check of Deny statements asks the same of the same target, and shares what is found out.
  const facts = denialFacts(context);
  return prepared(read.statements, JSON.stringify(facts), () => prepare(text, read.statements, facts));
}

/** By the statements, which a text is read into once, and by all that was {@link denialFacts}. */
const prepared = memoPer<readonly Statement[], Denials>(4);

/** What the answers depend on, and nothing else: two contexts that say the same of it share their answers. */
type DenialFacts = Pick<CheckContext, 'deployment' | 'principal' | 'region' | 'account' | 'collectedAt' | 'rules'> &
  Pick<CheckContext['target'], 'bucket' | 'prefix'>;

function denialFacts({ target, deployment, principal, region, account, collectedAt, rules }: CheckContext): DenialFacts {
  const { bucket, prefix } = target;
  return { bucket, prefix, deployment, principal, region, account, collectedAt, rules };
}

function prepare(text: string, original: readonly Statement[], facts: DenialFacts): Denials {
  const { bucket, prefix } = facts;
  const partition = bucketPartition(facts, original) ?? 'aws';
  const who = whoIsWandb(facts, partition);
  const identity = who.known ? who.identity : anyone;
  const scopes = bucketScopes(partition, bucket, prefix, original);
  return {
    text,
    statements: underRules(original, identity, facts),
    who,
    identity,
    asking: bucketAsking(identity, who.known ? who.operator : 'customer', facts),
    scopeOf: ({ on }) => (on === 'bucket' ? scopes.bucket : scopes.object),
  };
}

/** The Deny statements by network that W&B's requests meet. */
export const networkDenies: (denials: Denials) => readonly Statement[] = memoFor(({ statements, asking }) =>
  deniesOf(statements, 'network', asking),
);

/** What those that name networks do to pre-signed URLs; see {@link judgeRestriction}. */
export const restrictionOf: (denials: Denials) => Restriction = memoFor((denials) =>
  judgeRestriction(networkDenies(denials), bucketNeeds, denials.asking, denials.scopeOf),
);

/** What they deny to W&B's requests. */
export const networkHits: (denials: Denials) => readonly NeedAnswer[] = memoFor((denials) =>
  denyAnswers(networkDenies(denials), bucketNeeds, denials.asking, denials.scopeOf),
);

/** False for a statement that is sure to leave all of W&B's requests alone, whatever network they come from. */
export function mayMeetWandb({ identity, asking }: Denials, { principal, effect, conditions }: Statement): boolean {
  if (matchPrincipal(principal, identity, effect) === 'false') return false;
  const others = conditions.filter(({ lowerKey }) => !isNetworkKey(lowerKey));
  return bucketNeeds.some(({ action, channels }) =>
    channels.some((channel) => evaluateConditions(others, { ...asking, action, channel }).answer !== 'false'),
  );
}

export const denyEvidence = (
  { text }: Denials,
  answer: NeedAnswer | undefined,
): { readonly evidence: readonly EvidenceLine[] } => ({
  evidence: statementEvidence('policy', text, answer?.match?.statement),
});

/** What a failure is called by: the condition that decides it. */
export const deniedKey = ({ match }: NeedAnswer): string => `denied:${match?.clause?.lowerKey ?? 'unconditional'}`;

/** Which declaration would settle an open answer, if one would. */
export const deniedQuestion = ({ who }: Denials, { match }: NeedAnswer): { readonly answer?: string } =>
  who.known ? (match?.principal === 'unknown' ? { answer: 'principal' } : {}) : { answer: who.answer };

export const labelOf = ({ match }: NeedAnswer): string =>
  match === undefined ? 'the statement' : statementLabel(match.statement);
