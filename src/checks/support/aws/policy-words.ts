import type { CheckContext, EvidenceLine } from '../../../core/check.ts';
import { rawStatements } from '../../../policy/aws/document/documented.ts';
import { howDenied, whyNotAllowed } from '../../../policy/aws/verdict/explain.ts';
import type { Asking } from '../../../policy/aws/verdict/evaluate.ts';
import type { NeedAnswer } from '../../../policy/aws/verdict/grants.ts';
import type { Identity } from '../../../policy/aws/document/identity.ts';
import type { Statement } from '../../../policy/aws/document/model.ts';
import { printable, printableDeep } from '../../../policy/printable.ts';

const shown = new WeakMap<object, unknown>();

/** The statement that a verdict rests on, as evidence. Several checks rest on the same ones, so each is cleaned once. */
export function statementEvidence(
  facet: 'policy' | 'kmsKeyPolicy',
  text: string,
  statement: Statement | undefined,
): readonly EvidenceLine[] {
  if (statement === undefined) return [];
  const raw = rawStatements(text).statements[statement.index] ?? null;
  const isObject = typeof raw === 'object' && raw !== null;
  let value = isObject ? shown.get(raw) : undefined;
  if (value === undefined) {
    value = printableDeep(raw);
    if (isObject) shown.set(raw, value);
  }
  return [{ facet, path: `Policy.Statement[${statement.index}]`, value }];
}

const askings = new WeakMap<Identity, Asking>();

/** What all of W&B's requests to one bucket have in common; the same object as the last time where it is the same. */
export function bucketAsking(
  identity: Identity,
  operator: Asking['operator'],
  { account: owner, region, collectedAt: now }: Pick<CheckContext, 'account' | 'region' | 'collectedAt'>,
): Asking {
  const last = askings.get(identity);
  if (last?.operator === operator && last.owner === owner && last.region === region && last.now === now) return last;
  const asking: Asking = { identity, operator, owner, region, now };
  askings.set(identity, asking);
  return asking;
}

/** The ARN that an answer is about, which holds the bucket and the prefix as they were given. */
export const shownArn = ({ arn }: NeedAnswer): string => printable(arn, Infinity);

/** A sentence for a need that is not met, or whose answer is open. */
export const grantSentence = (answer: NeedAnswer): string => {
  const { need, request } = answer;
  const verb = answer.answer === 'unknown' ? 'is not certainly granted' : 'is not granted';
  return `${need.name} on ${shownArn(answer)} ${verb} to ${request.identity.arn}: ${whyNotAllowed(answer)}`;
};

/** A sentence for a need that a Deny hits, or may hit. */
export const denySentence = (answer: NeedAnswer): string => {
  const { need, request } = answer;
  const verb = answer.answer === 'true' ? 'is not granted' : 'is not certainly granted';
  return `${need.name} on ${shownArn(answer)} ${verb} to ${request.identity.arn}: ${howDenied(answer)}`;
};

/** The conditions of a statement by operator and key. */
export const conditionsText = ({ conditions }: Statement): string =>
  conditions.map(({ operator, key }) => `${operator} ${key}`).join(' and ');

/** One line per need, for details; at most `limit`. */
export function sentences(
  answers: readonly NeedAnswer[],
  sentence: (answer: NeedAnswer) => string,
  limit = 12,
): readonly string[] {
  const lines = [...new Set(answers.map(sentence))];
  return lines.length <= limit ? lines : [...lines.slice(0, limit), `and ${lines.length - limit} more`];
}
