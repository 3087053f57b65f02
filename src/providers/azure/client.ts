import type { TokenCredential } from '@azure/identity';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { ConnectOptions, ProviderIo } from '../../core/provider.ts';
import { openArm, type ArmClient } from './arm.ts';
import { cloudOf, type Cloud } from './clouds.ts';
import { defaultCredential } from './credentials.ts';
import { openHttp } from './transport.ts';

/** What every call of a run shares. */
export interface AzureSession {
  readonly cloud: Cloud;
  readonly credential: TokenCredential;
  readonly http: HttpClient;
  readonly arm: ArmClient;
  readonly userAgent: string;
}

/** What a test brings along instead of the machine's own: HTTPS stays HTTPS. */
export interface AzureSeam {
  readonly credential?: TokenCredential;
  /** PEM of a certificate authority. */
  readonly ca?: string;
}

/** Opens Azure for one run; nothing is sent and no credential is looked up yet. */
export function openSession(options: ConnectOptions, tool: ProviderIo['tool'], seam: AzureSeam = {}): AzureSession {
  const cloud = cloudOf(options);
  const http = openHttp(options.timeout, seam.ca);
  const credential = seam.credential ?? defaultCredential({ tenant: options.tenant, authority: cloud.authority });
  const userAgent = `${tool.name}/${tool.version}`;
  return { cloud, credential, http, arm: openArm(cloud, credential, http, userAgent), userAgent };
}
