import type { TokenCredential } from '@azure/identity';
import { cleanText } from '../shared/error-text.ts';
import { CredentialsError } from '../shared/failures.ts';

/** The library's chain starts programs and asks addresses that may not answer; nobody waits longer than this for all of it. */
const longestSearch = 30_000;

/** Hosts that the library knows to be Microsoft's; for any other it would ask one of them first whether to trust it. */
const microsoft =
  /^https:\/\/(?:login\.(?:microsoftonline\.(?:com|us)|chinacloudapi\.cn|partner\.microsoftonline\.cn|windows\.net))\/?$/i;

export interface CredentialOptions {
  readonly tenant: string | undefined;
  readonly authority: string | undefined;
}

/**
 * DefaultAzureCredential, loaded when the first token is asked for. All calls of a run share one answer, a refusal
 * included: a machine without credentials is searched once.
 */
export function defaultCredential({ tenant, authority }: CredentialOptions): TokenCredential {
  const tokens = new Map<string, Promise<Awaited<ReturnType<TokenCredential['getToken']>>>>();
  const chain = async (): Promise<TokenCredential> => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    const host = process.env['AZURE_AUTHORITY_HOST'] ?? authority;
    return new DefaultAzureCredential({
      ...(tenant === undefined ? {} : { tenantId: tenant }),
      ...(host === undefined ? {} : { authorityHost: host }),
      ...(host === undefined || microsoft.test(host) ? {} : { disableInstanceDiscovery: true }),
      processTimeoutInMs: 10_000,
    });
  };
  let known: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      const key = JSON.stringify([scopes, options?.claims, options?.tenantId]);
      const before = tokens.get(key);
      if (before !== undefined) {
        const token = await before;
        if (token !== null && token.expiresOnTimestamp > Date.now() + 120_000) return token;
      }
      known ??= chain();
      const asked = known
        .then((credential) => inTime(credential.getToken(scopes, { tenantId: options?.tenantId, claims: options?.claims })))
        .catch((error: unknown) => {
          throw new CredentialsError(reasonOf(error));
        });
      tokens.set(key, asked);
      return asked;
    },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), longestSearch);
    timer.unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The library's words repeat every source of the chain, and sometimes what was sent; the code of Microsoft Entra says enough. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message.slice(0, 20_000) : '';
  const code = /\bAADSTS\d{4,7}\b/.exec(text)?.[0];
  if (code !== undefined) {
    const sentence = new RegExp(`${code}: ([^\\r\\n]{1,200}?)(?:\\.\\s|\\.?\\s*Trace ID|\\r|\\n|$)`).exec(text)?.[1];
    return cleanText(`Microsoft Entra answered ${code}${sentence === undefined ? '' : `: ${withoutNames(sentence)}`}`);
  }
  if (text === 'late') return 'the search for credentials took longer than 30 seconds';
  return 'DefaultAzureCredential found none: `az login`, a managed identity, or AZURE_CLIENT_ID with AZURE_TENANT_ID and a secret, certificate or token file';
}

const withoutNames = (sentence: string): string => sentence.replace(/[\w.+-]+@[\w.-]+\w/g, '(somebody)');
