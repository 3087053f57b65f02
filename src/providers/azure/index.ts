import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import { openSession } from './client.ts';
import { providerOf } from './evidence.ts';

/**
 * Opens Azure Resource Manager and the blob service for one run. Nothing is sent and no credential is looked up until
 * the first `collect`; accounts are found once and shared by all targets.
 */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'azure'> {
  return providerOf(openSession(options, io.tool), options, io);
}
