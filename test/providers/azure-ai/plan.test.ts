import { describe, expect, it } from 'vitest';
import { azureAiFacets, azureAiLeads, type AzureAiFacetName } from '../../../src/evidence/azure-ai.ts';
import { foundryAccount, legacyHub, projectOf, type AiWorld } from '../../support/fake-azure/ai-world.ts';
import { aiRoutes } from '../../support/fake-azure/ai-routes.ts';
import { run } from './support.ts';

const names = Object.keys(azureAiFacets) as readonly AzureAiFacetName[];

/** The permissions that the reads of one facet took. */
async function taken(world: AiWorld, facet: AzureAiFacetName): Promise<Set<string>> {
  const actions = new Map(aiRoutes(world).map(({ path, action }) => [path.toLowerCase(), action]));
  const { requests } = await run(world, { facets: [facet] });
  return new Set(requests.map(({ path }) => actions.get(path.toLowerCase()) ?? `nothing known at ${path}`));
}

describe('what is read on the way to a facet', () => {
  it.each(names)('%s is told with it', async (facet) => {
    const told = new Set([...(azureAiLeads[facet] ?? []), facet].map((name) => azureAiFacets[name].permission));
    for (const world of [projectOf(legacyHub()), foundryAccount()]) {
      const action = await taken(world, facet);
      expect([...action].filter((name) => !told.has(name as never))).toEqual([]);
    }
  });
});
