import type { Check } from '../core/check.ts';
import { corsAccepted } from './aws/cors-accepted.ts';
import { corsAdvice } from './aws/cors-advice.ts';
import { policyAccepted } from './aws/policy-accepted.ts';
import { policyAdvice } from './aws/policy-advice.ts';

/** What there is to say of policies and CORS documents of S3 and KMS alone, before they are applied, in report order. */
export const awsDocumentChecks: readonly Check[] = [policyAccepted, policyAdvice, corsAccepted, corsAdvice];
