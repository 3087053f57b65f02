import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import type { Evidence } from '../../evidence/index.ts';
import { definedDeclared, definedTarget } from '../shared/envelope.ts';
import type { AzureSession } from './client.ts';
import { collectFacets } from './collect.ts';
import { openLocator } from './locate.ts';

/** The provider on an open session: tests bring one with a certificate authority and a credential of their own. */
export function providerOf(session: AzureSession, { subscription }: ConnectOptions, io: ProviderIo): Provider<'azure'> {
  const locate = openLocator(session, subscription);
  return {
    collect: async (request): Promise<Evidence<'azure'>> => {
      const { facets, resourceId } = await collectFacets(session, locate, request);
      const declared = definedDeclared(request.declared);
      return {
        kind: 'byob-audit/evidence',
        schemaVersion: 1,
        provider: 'azure',
        target: definedTarget({ ...request.target, resourceId }),
        collectedAt: io.now().toISOString(),
        tool: { name: io.tool.name, version: io.tool.version },
        ...(Object.keys(declared).length === 0 ? {} : { declared }),
        facets,
      };
    },
    // Idle connections do not keep the process.
    close: () => undefined,
  };
}
