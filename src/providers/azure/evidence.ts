import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import { evidenceOf } from '../shared/envelope.ts';
import type { AzureSession } from './client.ts';
import { collectFacets } from './collect.ts';
import { openLocator } from './locate.ts';

/** The provider on an open session: tests bring one with a certificate authority and a credential of their own. */
export function providerOf(session: AzureSession, { subscription }: ConnectOptions, io: ProviderIo): Provider<'azure'> {
  const locate = openLocator(session, subscription);
  return {
    collect: async (request) => {
      const { facets, resourceId } = await collectFacets(session, locate, request);
      return evidenceOf('azure', { ...request, target: { ...request.target, resourceId } }, facets, io);
    },
    // Idle connections do not keep the process.
    close: () => undefined,
  };
}
