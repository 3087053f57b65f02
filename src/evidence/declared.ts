/** Dated statements of W&B's requirements; `docs/sources.md` lists the documents of each one. */
export const editions = ['2023-11', '2024-02', '2025-03', '2026-02'] as const;
export type Edition = (typeof editions)[number];
export const newestEdition: Edition = '2026-02';

export const deployments = ['multi-tenant', 'dedicated', 'self-managed'] as const;
export type Deployment = (typeof deployments)[number];

export const levels = ['instance', 'team'] as const;
export type Level = (typeof levels)[number];

export const azureClouds = ['public', 'usgov', 'china'] as const;
export type AzureCloud = (typeof azureClouds)[number];

/** How W&B gets at an Azure container: with the account's key, or as a managed identity. */
export const accessModels = ['account-key', 'managed-identity'] as const;
export type AccessModel = (typeof accessModels)[number];

/**
 * What the user declares about a target because no API of the cloud tells it. Nothing here is ever
 * guessed: an undeclared value that matters makes a finding `manual`, which names the key to set.
 */
export interface Declared {
  readonly deployment?: Deployment | undefined;
  readonly level?: Level | undefined;
  /**
   * ARN of the principal W&B acts as, when it is not the one documented for the deployment; on Azure the client id or the
   * resource id of the managed identity.
   */
  readonly principal?: string | undefined;
  /** ARN of the KMS key that the bucket is expected to use; on Azure the URL of the key. */
  readonly kmsKey?: string | undefined;
  /** Browser origins that must work; undefined means the documented `*`. */
  readonly origins?: readonly string[] | undefined;
  /** 12-digit id of the AWS account that is expected to own the bucket. */
  readonly account?: string | undefined;
  /** Region that is configured in W&B for the bucket. */
  readonly region?: string | undefined;
  readonly access?: AccessModel | undefined;
  /** Id of the Microsoft Entra tenant that is configured in W&B. */
  readonly tenant?: string | undefined;
  /** OIDC issuer of the W&B instance, byte for byte. */
  readonly issuer?: string | undefined;
  /** OIDC issuers of others that may take on the managed identity as well, byte for byte. */
  readonly trustedIssuers?: readonly string[] | undefined;
  /** Cloud of Azure that the target is in. Undeclared, the public one is asked. */
  readonly azureCloud?: AzureCloud | undefined;
  /** Whether the data of an Azure AI workspace is of high business impact. */
  readonly sensitiveData?: boolean | undefined;
  /** Addresses or CIDR blocks from which browsers and training jobs use pre-signed URLs. */
  readonly clientCidrs?: readonly string[] | undefined;
  /** Organization id (Multi-tenant Cloud) or customer namespace of the customer in W&B, for CoreWeave. */
  readonly orgId?: string | undefined;
}

/** How a value is written: yes and no, a text, a list of texts, or one of a few words. */
export type Shape = 'boolean' | 'text' | 'texts' | readonly string[];

/** The shape of values of one type. */
export type ShapeOf<V> = [V] extends [boolean]
  ? 'boolean'
  : [V] extends [readonly string[]]
    ? 'texts'
    : string extends V
      ? 'text'
      : readonly V[];

/**
 * The shape of each fact, in the one order that facts have in evidence and in lists. Schemas are made of it; what a user
 * sees of a fact is in `declared/table.ts`. A fact that is forgotten here does not compile.
 */
export const declaredShapes = {
  deployment: deployments,
  level: levels,
  principal: 'text',
  kmsKey: 'text',
  origins: 'texts',
  account: 'text',
  region: 'text',
  orgId: 'text',
  access: accessModels,
  tenant: 'text',
  issuer: 'text',
  trustedIssuers: 'texts',
  azureCloud: azureClouds,
  sensitiveData: 'boolean',
  clientCidrs: 'texts',
} as const satisfies { readonly [K in keyof Declared]-?: ShapeOf<NonNullable<Declared[K]>> };

export const declaredNames = Object.keys(declaredShapes) as readonly (keyof Declared)[];
