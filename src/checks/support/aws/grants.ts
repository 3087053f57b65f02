import { manual, type CheckContext, type Severity, type Verdict } from '../../../core/check.ts';
import { comingChanges } from '../../../policy/aws/verdict/coming-changes.ts';
import { whyNotAllowed } from '../../../policy/aws/verdict/explain.ts';
import { allOf, anyOf, summarizeGrants, type NeedAnswer, type GrantSummary } from '../../../policy/aws/verdict/grants.ts';
import { isDeletedIdentity, type Identity } from '../../../policy/aws/document/identity.ts';
import { statementLabel, type Statement } from '../../../policy/aws/document/model.ts';
import { otherWandbPrincipals, type Who } from '../../../policy/aws/request/wandb.ts';
import { grantSentence } from './policy-words.ts';

/** A policy that is asked what it grants; bucket and key policies differ only in needs and wording. */
export interface JudgedPolicy {
  /** `the bucket policy` or `the key policy`. */
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly context: CheckContext;
  readonly answersFor: (identity: Identity, operator: 'wandb' | 'customer') => readonly NeedAnswer[];
}

/** The question that stays open while W&B's principal is not known, with what the policy does grant. */
export function askWho({ name, statements, answersFor }: JudgedPolicy, who: Who & { known: false }): Verdict {
  const granted = otherWandbPrincipals(undefined)
    .filter(({ identity }) => summarizeGrants(answersFor(identity, 'wandb')).missing.length === 0)
    .map(({ identity, deployment }) => `${identity.arn}, the principal of ${deployment} deployments`);
  const what =
    statements.length === 0
      ? 'the bucket has no policy'
      : granted.length === 0
        ? `${name} grants what W&B needs to none of W&B's published principals`
        : `${name} grants what W&B needs to ${granted.join(', and to ')}`;
  return manual(`${who.why}; ${what}`, { answer: who.answer, key: `undeclared-${who.answer}` });
}

/** Why core actions are missing: the likeliest mistakes are named as such. */
export function explainMissing(
  { name, statements, answersFor }: JudgedPolicy,
  identity: Identity,
  answers: readonly NeedAnswer[],
  missing: readonly [NeedAnswer, ...NeedAnswer[]],
): { readonly key: string; readonly message: string } {
  const [first] = missing;
  if (anyOf(answers) !== 'false') {
    const more = missing.length === 1 ? '' : ` (and ${missing.length - 1} more)`;
    return { key: 'missing-actions', message: `${grantSentence(first)}${more}` };
  }
  const isCore = ({ need }: NeedAnswer): boolean => need.role === 'core';
  const swapped = otherWandbPrincipals(identity).find(
    (other) => allOf(answersFor(other.identity, 'wandb').filter(isCore)) === 'true',
  );
  if (swapped !== undefined) {
    const found = `${swapped.identity.arn}, the principal of ${swapped.deployment} deployments`;
    return { key: 'swapped-principal', message: `${name} grants the actions to ${found}, and not to ${identity.arn}` };
  }
  const deleted = statements.flatMap(({ effect, principal }) =>
    effect === 'Allow' ? principal.aws.filter(isDeletedIdentity) : [],
  )[0];
  if (deleted !== undefined) {
    const found = `${deleted}, which is what AWS keeps of a deleted identity`;
    return { key: 'deleted-principal', message: `${name} names ${found}, and grants nothing to ${identity.arn}` };
  }
  return { key: 'nothing-granted', message: `${name} grants nothing that W&B needs to ${identity.arn}: ${whyNotAllowed(first)}` };
}

/** Some members of a documented pattern are missing, none of which W&B is known to use. */
export function membersMessage(name: string, identity: Identity, members: readonly [NeedAnswer, ...NeedAnswer[]]): string {
  const names = members.map(({ need }) => need.name).join(', ');
  const verb = members.length === 1 ? 'is' : 'are';
  return `${name} allows only some of ${members[0].need.documented} to ${identity.arn}: ${names} ${verb} missing`;
}

export const isSome = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/** What an open answer asks for: with an unknown role of W&B's account, the principal. */
export const openQuestion = ({ open }: GrantSummary): { key: string; severity: Severity; answer?: string } => ({
  key: 'depends',
  severity: 'medium',
  ...(open[0]?.match?.principal === 'unknown' ? { answer: 'principal' } : {}),
});

/** A verdict with lines added about the document that it rests on. */
export function withDetails(verdict: Verdict, lines: readonly string[], limit = 12): Verdict {
  if (lines.length === 0) return verdict;
  const shown = lines.length <= limit ? lines : [...lines.slice(0, limit), `and ${lines.length - limit} more remarks`];
  return { ...verdict, details: [...(verdict.details ?? []), ...shown] };
}

/** Which of the statements that grant something cease to, or change, on a date to come. */
export const endings = (answers: readonly NeedAnswer[], now: number): readonly string[] => {
  const granting = new Set<Statement>();
  for (const { answer, match } of answers) if (answer === 'true' && match !== undefined) granting.add(match.statement);
  return comingChanges([...granting], now).map(
    ({ statement, date }) => `${statementLabel(statement)} changes what it grants on ${date}`,
  );
};
