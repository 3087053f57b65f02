import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import type { AzureCloud } from '../../evidence/declared.ts';
import { unreadable } from '../../evidence/observation.ts';
import { openArm } from '../azure/arm.ts';
import { openSession, type AzureSeam, type AzureSession } from '../azure/client.ts';
import { failureOf } from '../azure/errors.ts';
import { evidenceOf } from '../shared/envelope.ts';
import { collectFacets } from './collect.ts';
import type { ArmPort } from './port.ts';

/** What a test brings along: `vault` gives the URL that stands for a vault's host. */
interface AiSeam extends AzureSeam {
  readonly vault?: (host: string) => string;
}

/**
 * Opens Azure for one run of audits of Azure AI. Nothing is sent until the first `collect`; the credentials are found
 * once and shared by all targets.
 */
export function connect(options: ConnectOptions, io: ProviderIo, seam: AiSeam = {}): Provider<'azure-ai'> {
  const session = openSession(options, io.tool, seam);
  return {
    collect: async (request) => {
      const port = portOf(session, options.azureCloud ?? 'public', seam, request.signal);
      return evidenceOf('azure-ai', request, await collectFacets(port, request, options.keyVaultSubscription), io);
    },
    close: () => undefined,
  };
}

/** The only hosts that get a token for keys. Source: "Azure Key Vault keys, secrets and certificates overview", DNS suffixes. */
const vaultSuffixes: { readonly [C in AzureCloud]: readonly string[] } = {
  public: ['vault.azure.net', 'managedhsm.azure.net'],
  usgov: ['vault.usgovcloudapi.net', 'managedhsm.usgovcloudapi.net'],
  china: ['vault.azure.cn', 'managedhsm.azure.cn'],
};
const keyVaultVersion = '7.4';

function portOf(
  { arm, cloud, credential, http, userAgent }: AzureSession,
  name: AzureCloud,
  seam: AiSeam,
  signal: AbortSignal | undefined,
): ArmPort {
  return {
    get: (path, apiVersion) => arm.get(path, apiVersion, signal),
    list: (path, apiVersion, query) => arm.list(path, apiVersion, query, signal),
    vault: async (host, path) => {
      const suffix = vaultSuffixes[name].find((candidate) => host.endsWith(`.${candidate}`));
      if (suffix === undefined || !/^[a-z0-9-]{1,127}$/.test(host.slice(0, -suffix.length - 1))) return undefined;
      const place = { ...cloud, arm: seam.vault?.(host) ?? `https://${host}`, armScope: `https://${suffix}/.default` };
      return openArm(place, credential, http, userAgent).get(path, keyVaultVersion, signal);
    },
    failureOf: (error) => {
      const failure = failureOf([], error, arm.host);
      // Without words for "there is none" nothing is absent; the type cannot tell.
      return failure.state === 'unreadable' ? failure : unreadable('not-understood');
    },
  };
}
