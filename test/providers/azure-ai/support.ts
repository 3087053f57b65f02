import type { ConnectOptions } from '../../../src/core/provider.ts';
import { azureAiFacets, type AzureAiFacetName } from '../../../src/evidence/azure-ai.ts';
import type { AzureAiFacetValues } from '../../../src/evidence/azure-ai-schema.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import type { Observation } from '../../../src/evidence/observation.ts';
import { connect } from '../../../src/providers/azure-ai/index.ts';
import { aiRoutes } from '../../support/fake-azure/ai-routes.ts';
import type { AiWorld } from '../../support/fake-azure/ai-world.ts';
import {
  ca,
  startFakeAzure,
  staticCredential,
  type FakeAzureOptions,
  type LoggedRequest,
} from '../../support/fake-azure/index.ts';

const allFacets = Object.keys(azureAiFacets) as readonly AzureAiFacetName[];
const io = { now: () => new Date('2026-11-21T12:00:00Z'), tool: { name: 'byob-audit', version: '0.1.0' } };

interface RunOptions extends Omit<FakeAzureOptions, 'routes'> {
  readonly connect?: Partial<ConnectOptions>;
  readonly facets?: readonly AzureAiFacetName[];
  readonly signal?: AbortSignal;
}

export interface Run {
  readonly evidence: Evidence<'azure-ai'>;
  readonly requests: readonly LoggedRequest[];
  /** Hosts of vaults that were asked themselves. */
  readonly vaults: readonly string[];
  /** What tokens were asked for. */
  readonly scopes: readonly string[];
}

/** One target through the real client and over HTTPS. */
export async function run(
  world: AiWorld,
  { connect: options, facets = allFacets, signal, ...server }: RunOptions = {},
): Promise<Run> {
  const fake = await startFakeAzure({ routes: aiRoutes(world), ...server });
  const scopes: string[] = [];
  const vaults: string[] = [];
  const provider = connect({ azureArmEndpoint: fake.url, timeout: 5000, concurrency: 4, ...options }, io, {
    ca,
    credential: {
      getToken: async (scope) => {
        scopes.push(String(scope));
        return staticCredential.getToken();
      },
    },
    vault: (host) => {
      vaults.push(host);
      return fake.url;
    },
  });
  try {
    const evidence = await provider.collect({
      target: { uri: world.target, bucket: world.target.slice(world.target.lastIndexOf('/') + 1), resourceId: world.target },
      declared: {},
      facets,
      signal,
    });
    return { evidence, requests: fake.requests, vaults, scopes };
  } finally {
    provider.close();
    await fake.close();
  }
}

/** The value of a facet that must be there. */
export function valueOf<F extends AzureAiFacetName>({ facets }: Evidence<'azure-ai'>, name: F): AzureAiFacetValues[F] {
  const observation = facets[name];
  if (observation?.state !== 'present') throw new Error(`${name} is ${JSON.stringify(observation)}`);
  return observation.value;
}

const shortName = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** How an observation came out: its state, or why it could not be read. */
export const outcome = (observation: Observation<unknown> | undefined): string =>
  observation?.state === 'unreadable' ? observation.cause : (observation?.state ?? 'not there');

type Item = { readonly id: string; readonly answer: Observation<unknown> };
type EachFacet = { [F in AzureAiFacetName]: AzureAiFacetValues[F] extends readonly Item[] ? F : never }[AzureAiFacetName];

/** How the resources of a facet were answered, by the last word of their ids. */
export const outcomes = (evidence: Evidence<'azure-ai'>, name: EachFacet): Record<string, string> =>
  Object.fromEntries(valueOf(evidence, name).map(({ id, answer }: Item) => [shortName(id), outcome(answer)]));

/** The answer about one resource of a facet. */
export function answerOf(evidence: Evidence<'azure-ai'>, name: EachFacet, id: string): Observation<unknown> {
  const item = valueOf(evidence, name).find((candidate: Item) => candidate.id.toLowerCase() === id.toLowerCase());
  if (item === undefined) throw new Error(`${name} has no ${id}`);
  return item.answer;
}
