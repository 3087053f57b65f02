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

/** So many templates for buckets a company may have. */
const most = 8;

/** Remembers the last observations of each facet, for as long as a file or folder is read. */
export function seenFacets(): Seen {
  const readings = new Map<string, Reading[]>();
  const add = (key: string, reading: Reading): void => {
    const known = readings.get(key);
    if (known === undefined) readings.set(key, [reading]);
    else if (known.unshift(reading) > most) known.pop();
  };
  return (provider, input) => {
    const facets = 'facets' in input ? input.facets : undefined;
    if (typeof facets !== 'object' || facets === null || Array.isArray(facets))
      return { rest: input, join: (accepted) => accepted };
    const found = Object.entries(facets).map(([name, raw]: [string, unknown]) => {
      const key = `${provider} ${name}`;
      return { name, key, raw, earlier: readings.get(key)?.find((reading) => sameJson(reading.raw, raw)) };
    });
    const unknown = found.filter(({ earlier }) => earlier === undefined);
    return {
      rest: { ...input, facets: Object.fromEntries(unknown.map(({ name, raw }) => [name, raw] as const)) },
      join: <F extends object>(accepted: F): F => {
        const fresh = accepted as Readonly<Record<string, unknown>>;
        for (const { name, key, raw } of unknown) add(key, { raw, accepted: fresh[name] });
        return Object.fromEntries(found.map(({ name, earlier }) => [name, earlier?.accepted ?? fresh[name]] as const)) as F;
      },
    };
  };
}
