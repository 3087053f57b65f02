import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import { azureAiAccessCases } from './access.ts';
import { compliantAzureAiCases } from './compliant.ts';
import { azureAiKeyCases } from './keys.ts';
import { azureAiResourceCases } from './resources.ts';
import { azureAiVaultCases } from './vaults.ts';

/** Every end-to-end case of customer-managed keys of Azure AI. */
export const azureAiCases: readonly AzureAiCase[] = [
  ...compliantAzureAiCases,
  ...azureAiVaultCases,
  ...azureAiKeyCases,
  ...azureAiAccessCases,
  ...azureAiResourceCases,
];
