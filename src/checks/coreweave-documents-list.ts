import type { Check } from '../core/check.ts';
import { policyAccepted } from './coreweave/policy-accepted.ts';
import { policyAdvice } from './coreweave/policy-advice.ts';

/** What there is to say of policies of CoreWeave alone, before they are applied, in report order. */
export const coreweaveDocumentChecks: readonly Check[] = [policyAccepted, policyAdvice];
