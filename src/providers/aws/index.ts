import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import type { Evidence } from '../../evidence/index.ts';
import { openClients } from './clients.ts';
import { collectFacets } from './collect.ts';
import { definedDeclared, definedTarget } from '../shared/envelope.ts';
import { inTableOrder } from './evidence.ts';

/**
 * Opens AWS, or a server that speaks its protocols, for one run. Nothing is sent until the first `collect`.
 * The bucket's region and the credentials are found once and shared by all targets.
 */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'aws'> {
  const clients = openClients(options, io.tool);
  const regions = new Map<string, string>();
  return {
    collect: async (request): Promise<Evidence<'aws'>> => {
      const facets = await collectFacets({ clients, regions }, request);
      const declared = definedDeclared(request.declared);
      return {
        kind: 'byob-audit/evidence',
        schemaVersion: 1,
        provider: 'aws',
        target: definedTarget(request.target),
        collectedAt: io.now().toISOString(),
        tool: { name: io.tool.name, version: io.tool.version },
        ...(Object.keys(declared).length === 0 ? {} : { declared }),
        facets: inTableOrder(facets),
      };
    },
    close: clients.close,
  };
}
