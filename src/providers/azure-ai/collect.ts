import type { CollectRequest } from '../../core/provider.ts';
import { azureAiFacets, type AzureAiFacetName } from '../../evidence/azure-ai.ts';
import { unreadable } from '../../evidence/observation.ts';
import { dependentReads } from './dependent-reads.ts';
import { keyReads } from './key-reads.ts';
import type { Reads } from './once.ts';
import type { ArmPort } from './port.ts';
import { facetNamesOf } from '../shared/envelope.ts';
import type { LiveObservation } from '../shared/observe.ts';
import { openReader } from './reader.ts';
import { targetReads } from './target-reads.ts';

/** What a live run knows of the target and all it depends on. */
type Observations = Partial<Record<AzureAiFacetName, LiveObservation>>;

const facetNames = facetNamesOf(azureAiFacets);

/**
 * Reads the named facets and what leads to them, each once: the target, the hub that it follows, what they name, the
 * keys that all of these use, and who may use the keys.
 * @param vaultsElsewhere subscription of vaults that are not in that of their resource
 */
export async function collectFacets(
  port: ArmPort,
  { target, facets, signal }: CollectRequest,
  vaultsElsewhere?: string,
): Promise<Observations> {
  const reader = openReader(port, signal);
  const own = targetReads(port, reader, target);
  const dependent = dependentReads(port, reader, own);
  const reads: Reads = { ...own, ...dependent, ...keyReads(port, reader, own, dependent, vaultsElsewhere) };
  const wanted = facetNames.filter((name) => facets.includes(name));
  const answers = await Promise.all(wanted.map((name) => reads[name]()));
  const all: Observations = {};
  for (const [index, name] of wanted.entries()) all[name] = answers[index] ?? unreadable('interrupted');
  return all;
}
