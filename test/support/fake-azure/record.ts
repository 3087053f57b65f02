import { azureFacets } from '../../../src/evidence/azure.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { openSession } from '../../../src/providers/azure/client.ts';
import { providerOf } from '../../../src/providers/azure/evidence.ts';
import { recordedAt } from '../cases/record.ts';
import { blobPropertiesXml, blobRoutes, type AzureCase } from './blob-state.ts';
import { ca, startFakeAzure, staticCredential } from './index.ts';

const tool = { name: 'byob-audit', version: '0.0.0-fixture' };

/** Reads every facet of the case's container from the fake server, through the real clients and over TLS. */
export async function recordAzureCase({ state, prefix, declared, denied }: AzureCase): Promise<Evidence<'azure'>> {
  const fake = await startFakeAzure({
    routes: blobRoutes(state),
    blobProperties: blobPropertiesXml(state.blobService),
    ...(denied === undefined ? {} : { denied }),
  });
  const options = { azureArmEndpoint: fake.url, azureBlobEndpoint: fake.url, timeout: 5000, concurrency: 1 };
  const provider = providerOf(openSession(options, tool, { ca, credential: staticCredential }), options, {
    now: () => new Date(recordedAt),
    tool,
  });
  const uri = `az://${state.account}/${state.container}`;
  try {
    return await provider.collect({
      target: {
        uri: prefix === undefined ? uri : `${uri}/${prefix}`,
        bucket: state.container,
        ...(prefix === undefined ? {} : { prefix }),
        account: state.account,
      },
      declared,
      facets: Object.keys(azureFacets),
    });
  } finally {
    provider.close();
    await fake.close();
  }
}
