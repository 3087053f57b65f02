import type { Declared } from '../../../src/evidence/declared.ts';
import { azureAiFacets } from '../../../src/evidence/azure-ai.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { connect } from '../../../src/providers/azure-ai/index.ts';
import { recordedAt } from '../cases/record.ts';
import { aiRoutes } from './ai-routes.ts';
import type { AiWorld } from './ai-world.ts';
import { ca, startFakeAzure, staticCredential } from './index.ts';
import type { FakeAzureOptions } from './types.ts';

/** One end-to-end case: a world, what the user declares, and the checks that must fail (exactly these). */
export interface AzureAiCase {
  readonly name: string;
  readonly about: string;
  readonly world: AiWorld;
  readonly declared: Declared;
  /** Actions that are denied; `'*'` denies every one. */
  readonly denied?: FakeAzureOptions['denied'];
  readonly faults?: FakeAzureOptions['faults'];
  readonly fails: readonly string[];
  readonly exit: 0 | 1 | 3;
}

const tool = { name: 'byob-audit', version: '0.0.0-fixture' };

/** Reads every facet of the case's target from the fake server, through the real client and over TLS. */
export async function recordAzureAiCase({ world, declared, denied, faults }: AzureAiCase): Promise<Evidence<'azure-ai'>> {
  const fake = await startFakeAzure({
    routes: aiRoutes(world),
    ...(denied === undefined ? {} : { denied }),
    ...(faults === undefined ? {} : { faults }),
  });
  const provider = connect(
    { azureArmEndpoint: fake.url, timeout: 5000, concurrency: 1 },
    { now: () => new Date(recordedAt), tool },
    { ca, credential: staticCredential, vault: () => fake.url },
  );
  const { target } = world;
  try {
    return await provider.collect({
      target: { uri: target, bucket: target.slice(target.lastIndexOf('/') + 1), resourceId: target },
      declared,
      facets: Object.keys(azureAiFacets),
    });
  } finally {
    provider.close();
    await fake.close();
  }
}
