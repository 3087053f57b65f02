import type { CollectRequest, ProviderIo } from '../../core/provider.ts';
import { declaredNames, type Declared } from '../../evidence/declared.ts';
import type { Evidence, ProviderName, TargetRef } from '../../evidence/index.ts';
import type { LiveObservation } from './observe.ts';

/** Only what was really declared, in one fixed order. */
function definedDeclared(declared: Declared): Declared {
  const entries = declaredNames.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]] as const]));
  return Object.fromEntries(entries) as Declared;
}

/** The members that a target has, in one fixed order. */
const definedTarget = ({ uri, bucket, prefix, endpoint, account, resourceId }: TargetRef): TargetRef => ({
  uri,
  bucket,
  ...(prefix === undefined ? {} : { prefix }),
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(account === undefined ? {} : { account }),
  ...(resourceId === undefined ? {} : { resourceId }),
});

/** The evidence of one target, from what was observed of it just now. */
export function evidenceOf<P extends ProviderName>(
  provider: P,
  { target, declared }: Pick<CollectRequest, 'target' | 'declared'>,
  facets: Evidence<P>['facets'],
  { now, tool }: ProviderIo,
): Evidence<P> {
  const known = definedDeclared(declared);
  return {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider,
    target: definedTarget(target),
    collectedAt: now().toISOString(),
    tool: { name: tool.name, version: tool.version },
    ...(Object.keys(known).length === 0 ? {} : { declared: known }),
    facets,
  };
}

/** The facets that were observed, in the order of their table, so that a recording does not depend on which checks asked. */
export function inTableOrder<N extends string>(
  table: Readonly<Record<N, unknown>>,
  observations: Readonly<Partial<Record<NoInfer<N>, LiveObservation>>>,
  wanted: readonly string[],
): Partial<Record<N, LiveObservation>> {
  const ordered: Partial<Record<N, LiveObservation>> = {};
  for (const name of facetNamesOf(table)) {
    const observation = observations[name];
    if (observation !== undefined && wanted.includes(name)) ordered[name] = observation;
  }
  return ordered;
}

/** The names of a facet table. */
export const facetNamesOf = <N extends string>(table: Readonly<Record<N, unknown>>): readonly N[] => Object.keys(table) as N[];
