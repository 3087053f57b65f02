import type { Evidence, ProviderName, TargetRef } from '../evidence/index.ts';
import type { AzureCloud, Declared } from '../evidence/declared.ts';

/** What the user says about credentials and the network; never a secret. */
export interface ConnectOptions {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  /** E-mail of the Google service account to act as. */
  readonly impersonateServiceAccount?: string | undefined;
  /** The bucket is part of the host name, for S3-compatible servers that want it so. */
  readonly virtualHostStyle?: boolean | undefined;
  /** Subscription of the storage account; otherwise it is looked for. */
  readonly subscription?: string | undefined;
  /** Subscription where a key vault is looked for that is not in that of its resource. */
  readonly keyVaultSubscription?: string | undefined;
  /** Microsoft Entra tenant to sign in to. */
  readonly tenant?: string | undefined;
  readonly azureCloud?: AzureCloud | undefined;
  /** URLs of Azure Resource Manager and of the blob service, where they are not the cloud's own. */
  readonly azureArmEndpoint?: string | undefined;
  readonly azureBlobEndpoint?: string | undefined;
  /** Milliseconds per call. */
  readonly timeout: number;
  /** How many targets are read at the same time. */
  readonly concurrency: number;
}

export interface CollectRequest {
  readonly target: TargetRef;
  readonly declared: Declared;
  /** Names of the facets to read; nothing else is read. */
  readonly facets: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Turns targets into evidence. One provider object serves a whole run, so clients and credentials are shared. */
export interface Provider<P extends ProviderName = ProviderName> {
  /** Never throws for what a service says: every failure is an observation. */
  readonly collect: (request: CollectRequest) => Promise<Evidence<P>>;
  readonly close: () => void;
}

export interface ProviderModule<P extends ProviderName = ProviderName> {
  /** @param env the process environment and the clock, handed in because only `cli` may read them */
  readonly connect: (options: ConnectOptions, io: ProviderIo) => Provider<P>;
}

export interface ProviderIo {
  readonly now: () => Date;
  readonly tool: { readonly name: string; readonly version: string };
}
