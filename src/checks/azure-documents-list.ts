import type { Check } from '../core/check.ts';
import { azureCorsAccepted } from './azure/cors-accepted.ts';
import { azureCorsAdvice } from './azure/cors-advice.ts';

/** What there is to say of CORS documents of Azure Storage alone, before they are applied, in report order. */
export const azureDocumentChecks: readonly Check[] = [azureCorsAccepted, azureCorsAdvice];
