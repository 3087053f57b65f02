import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import { evidenceOf } from '../shared/envelope.ts';
import { openClients } from './clients.ts';
import { collectFacets } from './collect.ts';

/**
 * Opens AWS, or a server that speaks its protocols, for one run. Nothing is sent until the first `collect`.
 * The bucket's region and the credentials are found once and shared by all targets.
 */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'aws'> {
  const clients = openClients(options, io.tool);
  const regions = new Map<string, string>();
  return {
    collect: async (request) => evidenceOf('aws', request, await collectFacets({ clients, regions }, request), io),
    close: clients.close,
  };
}
