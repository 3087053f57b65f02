import type { AzureCase } from '../../fake-azure/blob-state.ts';
import { azureAccessCases } from './access.ts';
import { compliantAzureCases } from './compliant.ts';
import { azureDataCases } from './data.ts';
import { azureFederationCases } from './federation.ts';
import { azureSettingCases } from './settings.ts';

/** Every end-to-end case of Azure Blob Storage. */
export const azureCases: readonly AzureCase[] = [
  ...compliantAzureCases,
  ...azureAccessCases,
  ...azureFederationCases,
  ...azureSettingCases,
  ...azureDataCases,
];
