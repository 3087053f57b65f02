import type { AzureAiFacetValues } from '../../evidence/azure-ai-schema.ts';
import { azureAiFacets, type AzureAiFacetName } from '../../evidence/azure-ai.ts';
import {
  absent,
  present,
  unreadable,
  type FacetDefinition,
  type Observation,
  type Unreadable,
} from '../../evidence/observation.ts';
import { azureAiSchemas } from '../../evidence/azure-ai-schema.ts';
import { observe } from '../../evidence/observe.ts';
import { answerOf, type LiveObservation } from '../shared/observe.ts';
import type { NamedResources } from './named.ts';
import type { ArmPort } from './port.ts';

export type Facet<F extends AzureAiFacetName> = Observation<AzureAiFacetValues[F]>;

/** Facets that make the same call for several resources. */
export type EachFacet = {
  [F in AzureAiFacetName]: AzureAiFacetValues[F] extends readonly { readonly namedBy: string[] }[] ? F : never;
}[AzureAiFacetName];

/** How many resources of a kind one run looks at: a hub has a handful, and nothing that names more may hold it up. */
export const mostOfAKind = 50;
/** Calls that are under way at the same time, for one target. */
const atOnce = 8;

export interface FacetReader {
  /** One call. */
  readonly one: (facet: AzureAiFacetName, call: () => Promise<unknown>) => Promise<LiveObservation>;
  /** The same call for every resource, each with an answer of its own. */
  readonly each: (
    facet: EachFacet,
    named: NamedResources,
    call: (id: string) => Promise<unknown>,
    more?: More,
  ) => Promise<LiveObservation>;
}

export interface Item {
  readonly id: string;
  readonly namedBy: readonly string[];
  readonly answer: Observation<unknown>;
}

interface More {
  /** What nobody could ask for, and why. */
  readonly also?: readonly Item[];
  /** Whether "not found" is the answer of somebody who would have seen the resource. */
  readonly trustsNotFound?: (id: string) => boolean;
}

/** Turns calls into observations: nothing that a service says gets past it as an exception. */
export function openReader(port: ArmPort, signal: AbortSignal | undefined): FacetReader {
  const limited = limit(atOnce);
  const attempt = (call: () => Promise<unknown>): Promise<{ readonly answer: unknown } | Unreadable> =>
    limited(() => answerOf(async () => withoutNulls(await call()), { signal, failureOf: (error) => port.failureOf(error) }));
  const one: FacetReader['one'] = async (facet, call) => {
    const result = await attempt(call);
    if ('answer' in result) return observe(azureAiSchemas, facet, result.answer);
    const { absent: codes }: FacetDefinition = azureAiFacets[facet];
    return result.status === 404 && result.code !== undefined && codes.includes(result.code) ? absent(result.code) : result;
  };
  const each: FacetReader['each'] = async (facet, named, call, { also = [], trustsNotFound = () => false } = {}) => {
    const all = [...named.values()];
    const items = await Promise.all(
      all.slice(0, mostOfAKind).map(async ({ id, namedBy }): Promise<Item> => {
        const result = await attempt(() => call(id));
        if (!('answer' in result))
          return { id, namedBy, answer: result.status === 404 && trustsNotFound(id) ? absent(result.code) : result };
        const item = { id, namedBy, answer: present(result.answer) };
        // One answer that is not understood says nothing about the others.
        const seen = observe(azureAiSchemas, facet, [item]);
        return seen.state === 'unreadable' ? { id, namedBy, answer: seen } : item;
      }),
    );
    const rest = all.slice(mostOfAKind).map(({ id, namedBy }) => ({ id, namedBy, answer: tooMany(all.length) }));
    return observe(azureAiSchemas, facet, [...items, ...rest, ...also]);
  };
  return { one, each };
}

const tooMany = (count: number): Unreadable =>
  unreadable('too-many', { detail: `${count} are named, and the first ${mostOfAKind} were read` });

/** Azure writes `null` for what was never set; a member that says nothing is left out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])),
  );
}

/** Lets only so many pieces of work run at once. */
function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
