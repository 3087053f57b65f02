import { presignedUrlLifetime } from '../../../requirements/aws.ts';
import { memoFor } from '../../memo.ts';
import type { Statement } from '../document/model.ts';
import type { Need } from '../request/needs.ts';
import type { Scope } from '../request/scope.ts';
import { matchStatement, type Asking } from './evaluate.ts';
import { allowAnswers, denyAnswers, type NeedAnswer } from './grants.ts';

export const ageKey = 's3:signatureage';

/** How long W&B signs a URL for, in milliseconds. */
export const lifetimeOf = ({ action }: Need): number =>
  action === 's3:putobject' ? presignedUrlLifetime.write : presignedUrlLifetime.read;

/** Ages at which a URL is refused although W&B signs it for longer. In milliseconds from the signing. */
export interface RefusedByAge {
  /** The URL, and the statement that refuses it. */
  readonly answer: NeedAnswer;
  /** The bound at which the policy begins to refuse it; 0 when it refuses a fresh one. */
  readonly from: number;
  /** The bound at which it ceases to; undefined when it does not. */
  readonly until: number | undefined;
  /** True when it refuses one single age. */
  readonly isMoment: boolean;
}

/** The same requests with a URL of one age, as the same object for the same age. */
const agedAsking = memoFor((asking: Asking) => {
  const known = new Map<number, Asking>();
  return (age: number): Asking => {
    const found = known.get(age) ?? { ...asking, age };
    known.set(age, found);
    return found;
  };
});

/** Requests a second after they were signed: whether they are granted at all, however long they are. */
export const freshAsking = (asking: Asking): Asking => agedAsking(asking)(1000);

/**
 * Plays reads and writes with a pre-signed URL of every age at which a condition can change its mind.
 * @param statements either Deny statements, which refuse, or Allow statements, which together do not allow
 * @param needs those with the channel `presigned`
 */
export function refusedByAge(
  statements: readonly Statement[],
  needs: readonly Need[],
  asking: Asking,
  scopeOf: (need: Need) => Scope,
): readonly RefusedByAge[] {
  const bounds = boundsOf(statements);
  if (bounds.length === 0) return [];
  const refusalAt = (need: Need, at: Asking): NeedAnswer | undefined =>
    denyAnswers(statements, [need], at, scopeOf).find(({ answer }) => answer === 'true') ??
    (statements.some(({ effect }) => effect === 'Allow')
      ? allowAnswers(statements, [need], at, scopeOf).find(({ answer }) => answer === 'false')
      : undefined);
  return presignedNeeds(needs).flatMap((need): readonly RefusedByAge[] => {
    const lifetime = lifetimeOf(need);
    const boundAt = (age: number): number => bounds.find((bound) => bound === age || bound + 1 === age) ?? age;
    const ages = [0, lifetime, ...bounds.flatMap((bound) => [bound - 1, bound, bound + 1])].filter(
      (age) => age >= 0 && age <= lifetime,
    );
    const played = [...new Set(ages)]
      .toSorted((a, b) => a - b)
      .map((age) => ({ age, refusal: refusalAt(need, agedAsking(asking)(age)) }));
    const refused = played.findIndex(({ refusal }) => refusal !== undefined);
    const first = played[refused];
    if (first?.refusal === undefined || boundAt(first.age) >= lifetime) return [];
    // What is refused at every age is no matter of age.
    if (played.every(({ refusal }) => refusal !== undefined)) return [];
    const open = played.slice(refused).find(({ refusal }) => refusal === undefined);
    return [
      {
        answer: first.refusal,
        from: first.age === 0 ? 0 : boundAt(first.age),
        until: open === undefined ? undefined : boundAt(open.age),
        isMoment: open !== undefined && open.age === first.age + 1,
      },
    ];
  });
}

/** False for a Deny that may hit a URL only at the moment at which it expires anyway. */
export const hitsBeforeExpiry = ({ match, request, need }: NeedAnswer): boolean =>
  match === undefined ||
  request.channel !== 'presigned' ||
  [0, lifetimeOf(need) - 1].some((age) => (matchStatement(match.statement, { ...request, age })?.answer ?? 'false') !== 'false');

/** The ages that conditions name. */
function boundsOf(statements: readonly Statement[]): readonly number[] {
  const values = statements.flatMap(({ conditions }) =>
    conditions
      .filter(({ lowerKey }) => lowerKey === ageKey)
      .flatMap(({ values: given }) => given.map(({ source }) => Number(source))),
  );
  return [...new Set(values.filter((value) => Number.isFinite(value)))];
}

const presignedNeeds = memoFor((needs: readonly Need[]): readonly Need[] =>
  needs
    .filter(({ channels, role }) => role === 'core' && channels.includes('presigned'))
    .map((need): Need => ({ ...need, channels: ['presigned'] })),
);
