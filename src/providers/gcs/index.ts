import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import { evidenceOf } from '../shared/envelope.ts';
import { openClient, type GcsClient } from './client.ts';
import { collectFacets } from './collect.ts';

/**
 * Opens Cloud Storage, or a server that speaks its JSON API, for one run. Nothing is sent until the first `collect`.
 * The credentials are found once and shared by all targets.
 */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'gcs'> {
  return providerOf(openClient(options, io.tool), io);
}

/** The provider over a client that is open. */
export function providerOf(client: GcsClient, io: ProviderIo): Provider<'gcs'> {
  return {
    collect: async (request) => evidenceOf('gcs', request, await collectFacets(client, request), io),
    close: client.close,
  };
}
