import * as v from 'valibot';
import type { Observation } from './observation.ts';

/** The schemas of a provider's facets, by name. */
export type FacetSchemas = Readonly<Record<string, v.GenericSchema>>;

/**
 * Turns one answer of a live service into an observation through the same JSON round trip and schema as a
 * recorded one. An answer of another shape is `not-understood`, never a value.
 * @param schemas the facets of the provider
 */
export function observe<T extends FacetSchemas>(schemas: T, name: keyof T & string, answer: unknown): Observation<never> {
  const json: unknown = JSON.parse(JSON.stringify(answer ?? null));
  const result = v.safeParse(schemas[name] as v.GenericSchema, json);
  if (result.success) return { state: 'present', value: result.output as never };
  const issue = result.issues[0];
  return {
    state: 'unreadable',
    cause: 'not-understood',
    detail: `${short(v.getDotPath(issue) ?? name)}: expected ${issue.expected ?? 'another value'}, found ${short(issue.received)}`,
  };
}

/** What a server answers in place of a value, and how it names it, can be of any length. */
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
