import type { AzureCloud } from '../../evidence/declared.ts';

/** Where the services of one Azure cloud are. Sources: "Azure China developer guide", "Compare Azure Government and global Azure". */
export interface Cloud {
  /** URL of Azure Resource Manager, without a slash at the end. */
  readonly arm: string;
  /** What a token for Azure Resource Manager is asked for. */
  readonly armScope: string;
  /** URL of the blob service of an account. */
  readonly blob: (account: string) => string;
  /** URL of Microsoft Entra; undefined leaves it to AZURE_AUTHORITY_HOST and the library's default. */
  readonly authority: string | undefined;
}

const clouds: { readonly [C in AzureCloud]: { readonly arm: string; readonly blobSuffix: string; readonly authority?: string } } =
  {
    public: { arm: 'https://management.azure.com', blobSuffix: 'blob.core.windows.net' },
    usgov: {
      arm: 'https://management.usgovcloudapi.net',
      blobSuffix: 'blob.core.usgovcloudapi.net',
      authority: 'https://login.microsoftonline.us',
    },
    china: {
      arm: 'https://management.chinacloudapi.cn',
      blobSuffix: 'blob.core.chinacloudapi.cn',
      authority: 'https://login.chinacloudapi.cn',
    },
  };

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** @param options an endpoint replaces the address of a service, never what its token is for */
export function cloudOf(options: {
  readonly azureCloud?: AzureCloud | undefined;
  readonly azureArmEndpoint?: string | undefined;
  readonly azureBlobEndpoint?: string | undefined;
}): Cloud {
  const { arm, blobSuffix, authority } = clouds[options.azureCloud ?? 'public'];
  const { azureArmEndpoint, azureBlobEndpoint } = options;
  return {
    arm: withoutSlash(azureArmEndpoint ?? arm),
    armScope: `${arm}/.default`,
    blob: (account) => withoutSlash(azureBlobEndpoint ?? `https://${account}.${blobSuffix}`),
    authority,
  };
}
