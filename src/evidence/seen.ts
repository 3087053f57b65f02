import { sameJson } from './same.ts';

/** What was read of one facet, and what its schema made of it. */
interface Reading {
  readonly raw: unknown;
  readonly accepted: unknown;
}

/** Evidence without the observations that read like earlier ones. */
interface Apart {
  readonly rest: unknown;
  /** The facets of the whole, from the validated ones of the rest. */
  readonly join: <F extends object>(accepted: F) => F;
}

/**
 * Takes the observations out of a JSON value that may be evidence of a provider. The buckets of a company have most
 * settings in common: an observation that reads the same as an earlier one needs no validation, and becomes the same
 * object, by which it is recognised from there on.
 */
export type Seen = (provider: string, input: object) => Apart;

/** A company makes its buckets from fewer templates than this. */
const most = 8;
/** What names its bucket, as a policy does, is never seen again. */
const isWorthWhile = ({ hits, misses }: Known): boolean => misses <= 32 + 4 * hits;

/** The last observations of one facet. */
interface Known {
  readonly readings: Reading[];
  /** How often one of them was the next one, and how often none was. */
  hits: number;
  misses: number;
}

/** Remembers the last observations of each facet, for as long as a file or folder is read. */
export function seenFacets(): Seen {
  const byFacet = new Map<string, Known>();
  const knownOf = (key: string): Known => {
    let known = byFacet.get(key);
    if (known === undefined) byFacet.set(key, (known = { readings: [], hits: 0, misses: 0 }));
    return known;
  };
  return (provider, input) => {
    const facets = 'facets' in input ? input.facets : undefined;
    if (typeof facets !== 'object' || facets === null || Array.isArray(facets))
      return { rest: input, join: (accepted) => accepted };
    const found: (readonly [string, unknown])[] = [];
    const fresh: { readonly name: string; readonly raw: unknown; readonly known: Known }[] = [];
    for (const [name, raw] of Object.entries<unknown>(facets as Readonly<Record<string, unknown>>)) {
      const known = knownOf(`${provider} ${name}`);
      const reading = isWorthWhile(known) ? known.readings.find((earlier) => sameJson(earlier.raw, raw)) : undefined;
      if (reading === undefined) {
        known.misses += 1;
        fresh.push({ name, raw, known });
      } else {
        known.hits += 1;
        found.push([name, reading.accepted]);
      }
    }
    return {
      rest: { ...input, facets: Object.fromEntries(fresh.map(({ name, raw }) => [name, raw] as const)) },
      join: <F extends object>(accepted: F): F => {
        const values = accepted as Readonly<Record<string, unknown>>;
        // The object that was read has all members; one that grows member by member costs more than the rest of this.
        const joined: Record<string, unknown> = { ...facets };
        for (const [name, value] of found) joined[name] = value;
        for (const { name, raw, known } of fresh) {
          if (!Object.hasOwn(values, name)) {
            delete joined[name];
            continue;
          }
          joined[name] = values[name];
          if (!isWorthWhile(known)) continue;
          known.readings.unshift({ raw, accepted: values[name] });
          if (known.readings.length > most) known.readings.pop();
        }
        return joined as F;
      },
    };
  };
}
