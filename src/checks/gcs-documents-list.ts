import type { Check } from '../core/check.ts';
import { gcsCorsAccepted } from './gcs/cors-accepted.ts';
import { gcsCorsAdvice } from './gcs/cors-advice.ts';
import { gcsIamAccepted } from './gcs/iam-accepted.ts';
import { gcsIamAdvice } from './gcs/iam-advice.ts';

/** What there is to say of policies and CORS documents of Cloud Storage alone, before they are applied, in report order. */
export const gcsDocumentChecks: readonly Check[] = [gcsIamAccepted, gcsIamAdvice, gcsCorsAccepted, gcsCorsAdvice];
