import { sameJson } from '../evidence/same.ts';
import type { Check, CheckContext, Verdict } from '../core/check.ts';
import type { Facts, Judge } from '../core/evaluate.ts';

type Members = Map<string, unknown>;

interface Verdicts {
  readonly known: Known[];
  /** How often one of them was that of the next bucket, and how often none was. */
  hits: number;
  misses: number;
}

interface Known {
  readonly facts: Facts;
  readonly rules: CheckContext['rules'];
  /** What the check read of the context and of its target. */
  readonly context: Members;
  readonly target: Members;
  readonly verdict: Verdict;
}

/** A company makes its buckets from fewer templates than this. */
const most = 8;
/** A verdict that names its bucket is never repeated, and watching costs as much as some checks do. */
const isWorthWhile = ({ hits, misses }: Verdicts): boolean => misses <= 32 + 4 * hits;

/**
 * Remembers the last verdicts of each check. A check is a pure function of its facts and the context, so that it says
 * the same again where its facts are the same objects and all that it read of the context reads the same. What it reads
 * is watched rather than declared: whatever comes to depend on the name of a bucket is judged for each bucket.
 */
export function remembering(): Judge {
  const byCheck = new Map<Check, Verdicts>();
  return (check, facts, context, ask) => {
    let verdicts = byCheck.get(check);
    if (verdicts === undefined) byCheck.set(check, (verdicts = { known: [], hits: 0, misses: 0 }));
    if (!isWorthWhile(verdicts)) return ask((shown) => shown);
    const { known } = verdicts;
    const found = known.find((one) => isSame(one, facts, context));
    if (found !== undefined) {
      verdicts.hits += 1;
      return found.verdict;
    }
    verdicts.misses += 1;
    const read = { context: new Map<string, unknown>(), target: new Map<string, unknown>() };
    let isWhole = false;
    const whole = (): void => {
      isWhole = true;
    };
    const verdict = ask((shown) =>
      watched({ ...shown, target: watched(shown.target, read.target, [], whole) }, read.context, ['target', 'rules'], whole),
    );
    if (!isWhole && known.unshift({ facts, rules: context.rules, ...read, verdict }) > most) known.pop();
    return verdict;
  };
}

function isSame(known: Known, facts: Facts, context: CheckContext): boolean {
  for (const name in known.facts) if (known.facts[name] !== facts[name]) return false;
  return known.rules === context.rules && readsSame(known.context, context) && readsSame(known.target, context.target);
}

function readsSame(read: Members, from: object): boolean {
  const members = from as Facts;
  for (const [name, value] of read) if (!sameJson(value, members[name])) return false;
  return true;
}

/**
 * A view that takes down what is read of an object.
 * @param others members that are watched in another way
 * @param whole is told of a look at all members together, such as a spread
 */
function watched<T extends object>(object: T, read: Members, others: readonly string[], whole: () => void): T {
  return new Proxy(object, {
    get(members, name) {
      const value: unknown = Reflect.get(members, name);
      if (typeof name === 'symbol') whole();
      else if (!others.includes(name)) read.set(name, value);
      return value;
    },
    has(members, name) {
      whole();
      return Reflect.has(members, name);
    },
    ownKeys(members) {
      whole();
      return Reflect.ownKeys(members);
    },
    getOwnPropertyDescriptor(members, name) {
      whole();
      return Reflect.getOwnPropertyDescriptor(members, name);
    },
  });
}
